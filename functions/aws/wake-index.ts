import type { Waker } from '#desk/sla/sweep.ts';
import { key } from './cases-keys.ts';
import { type Item, query, queryAll, type Table } from './table.ts';

export type { Waker } from '#desk/sla/sweep.ts';

const waker = (item: Item): Waker => {
  const [kind = '', id = ''] = String(item.pk).split('#');
  return { kind: kind === 'CASE' ? 'case' : 'delivery', id, wakeAt: String(item.wakeAt) };
};

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
  return shards.flat().map(waker);
}

/**
 * What falls due in one shard in [from, until), in order, a page at a time: a wave of any size is handed on while it is
 * read. Without `from`, from the oldest on.
 */
export async function* dueIn(
  table: Table,
  shard: number,
  from: string | undefined,
  until: string,
): AsyncGenerator<readonly Waker[]> {
  // A range of a key has both its ends inside; the texts of instants are all of one width, so the one before sorts right.
  const last = new Date(Date.parse(until) - 1).toISOString();
  if (from !== undefined && from > last) return;
  let page: Item | undefined;
  do {
    const { items, next } = await query(table, {
      IndexName: 'byWake',
      KeyConditionExpression:
        from === undefined
          ? 'wakeShard = :shard AND wakeAt <= :last'
          : 'wakeShard = :shard AND wakeAt BETWEEN :from AND :last',
      values: {
        ':shard': key.wakeShards()[shard],
        ':last': last,
        ...(from !== undefined && { ':from': from }),
      },
      from: page,
    });
    if (items.length > 0) yield items.map(waker);
    page = next;
  } while (page !== undefined);
}
