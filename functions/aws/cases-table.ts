import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Case } from '#desk/case/case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { caseFrom, type KeptHead } from '#desk/case/head.ts';
import { DeskError } from '#desk/errors.ts';
import type { CommitRow, Ports, QueueLine } from '#desk/ports.ts';
import { append, appendAll } from './append.ts';
import { key } from './cases-keys.ts';
import { asItem, getItem, type Item, isConditionFailed, query, queryAll, type Table } from './table.ts';

const text = (value: unknown): string => String(value ?? '');
const parse = <T>(value: unknown): T => JSON.parse(text(value)) as T;

/** A case from its two rows: what never changes from its first commit, what does from its head. One read unit or two. */
async function find(table: Table, id: string): Promise<Case | undefined> {
  const { items } = await query(table, {
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :head AND :first',
    values: { ':pk': key.case(id).pk, ':head': key.case(id).sk, ':first': key.commit(id, 1).sk },
  });
  const [head, first] = items;
  if (head === undefined || first === undefined) return undefined;
  const opened = parse<CaseEvent[]>(first.events).find(({ type }) => type === 'CaseOpened');
  if (opened?.type !== 'CaseOpened') throw new Error(`case ${id} does not begin with its opening`);
  return caseFrom(opened, {
    ...parse<KeptHead>(head.head),
    version: Number(head.version),
    ...(typeof head.wakeAt === 'string' && { wakeAt: head.wakeAt }),
    ...(typeof head.dueAt === 'string' && { dueAt: head.dueAt }),
  });
}

async function history(table: Table, id: string): Promise<CommitRow[]> {
  const rows = await queryAll(table, {
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :event)',
    values: { ':pk': key.case(id).pk, ':event': 'EVENT#' },
  });
  return rows.map((row) => ({
    version: Number(text(row.sk).slice('EVENT#'.length)),
    events: parse(row.events),
    effects: row.effects === undefined ? [] : parse(row.effects),
  }));
}

const line = (item: Item): QueueLine => ({
  caseId: text(item.pk).slice('CASE#'.length),
  reference: text(item.reference),
  priority: Number(item.priority),
  stage: text(item.stage),
  dueAt: text(item.dueAt),
  ...(typeof item.assignee === 'string' && { assignee: item.assignee }),
});

/** One page of a department's queue: each shard is read from where the page before ended, the earliest due are taken. */
async function listQueue(
  table: Table,
  department: string,
  limit: number,
  from: Readonly<Record<string, string>> = {},
) {
  const shards = await Promise.all(
    key.queueShards(department).map(async (shard) => {
      const after = from[shard];
      const { items } = await query(table, {
        IndexName: 'byQueue',
        KeyConditionExpression:
          after === undefined ? 'queueKey = :shard' : 'queueKey = :shard AND dueAt >= :due',
        Limit: limit + 1,
        values: { ':shard': shard, ...(after !== undefined && { ':due': after.split('|')[0] }) },
        from: after === undefined ? undefined : startKey(shard, after),
      });
      return items.map((item) => ({ shard, line: line(item) }));
    }),
  );
  // Sorting keeps the index's own order where cases fall due at once: the next page goes on behind the last one in it.
  const all = shards.flat().sort((a, b) => a.line.dueAt.localeCompare(b.line.dueAt));
  const taken = all.slice(0, limit);
  const next: Record<string, string> = { ...from };
  for (const { shard, line } of taken) next[shard] = `${line.dueAt}|${line.caseId}`;
  return { items: taken.map(({ line }) => line), ...(all.length > limit && { next }) };
}

const startKey = (shard: string, position: string): Item => {
  const [dueAt = '', caseId = ''] = position.split('|');
  return { ...key.case(caseId), queueKey: shard, dueAt };
};

async function reschedule(table: Table, unchanged: Case, wakeAt: string | undefined): Promise<void> {
  const { id, version, wakeAt: before } = unchanged;
  try {
    await table.db.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: asItem(key.case(id)),
        UpdateExpression:
          wakeAt === undefined ? 'REMOVE wakeShard, wakeAt' : 'SET wakeShard = :shard, wakeAt = :at',
        ConditionExpression:
          before === undefined ? 'version = :seen' : 'version = :seen AND wakeAt = :before',
        ExpressionAttributeValues: asItem({
          ':seen': version,
          ...(before !== undefined && { ':before': before }),
          ...(wakeAt !== undefined && { ':shard': key.wake(id), ':at': wakeAt }),
        }),
      }),
    );
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    throw new DeskError('stale-version', `case ${id} was changed by someone else`, { cause: error });
  }
}

/** Where everything about a case lives. */
export const casesTable = (table: Table): Ports['cases'] => ({
  find: (id) => find(table, id),
  history: (id) => history(table, id),
  append: (before, after, commit) => append(table, before, after, commit),
  appendAll: (steps) => appendAll(table, steps),
  reschedule: (unchanged, wakeAt) => reschedule(table, unchanged, wakeAt),
  listQueue: (department, limit, from) => listQueue(table, department, limit, from),
  findByReference: async (reference) => {
    const found = await getItem(table, key.reference(reference));
    return typeof found?.caseId === 'string' ? found.caseId : undefined;
  },
  listForRequester: async (address, limit) => {
    const { items } = await query(table, {
      IndexName: 'byRequester',
      KeyConditionExpression: 'requesterKey = :who',
      ScanIndexForward: false,
      Limit: limit,
      values: { ':who': key.requester(address) },
    });
    return items.map(({ pk }) => text(pk).slice('CASE#'.length));
  },
});
