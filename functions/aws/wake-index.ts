import { key } from './cases-keys.ts';
import { queryAll, type Table } from './table.ts';

/** Something whose time comes: a case to look at, or a delivery to try again. */
export type Waker = Readonly<{ kind: 'case' | 'delivery'; id: string; wakeAt: string }>;

/** Everything that falls due until an instant, overdue entries included. Keys only: whoever acts re-reads the item. */
export async function dueUntil(table: Table, until: string): Promise<Waker[]> {
  const shards = await Promise.all(
    key.wakeShards().map((shard) =>
      queryAll(table, {
        IndexName: 'byWake',
        KeyConditionExpression: 'wakeShard = :shard AND wakeAt <= :until',
        values: { ':shard': shard, ':until': until },
      }),
    ),
  );
  return shards.flat().map((item) => {
    const [kind = '', id = ''] = String(item.pk).split('#');
    return { kind: kind === 'CASE' ? 'case' : 'delivery', id, wakeAt: String(item.wakeAt) };
  });
}
