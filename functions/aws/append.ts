import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Case } from '#desk/case/case.ts';
import { headOf } from '#desk/case/head.ts';
import { DeskError } from '#desk/errors.ts';
import type { Commit, Step } from '#desk/ports.ts';
import type { TaskChange } from '#desk/task/task.ts';
import { key } from './cases-keys.ts';
import { freeFor, ledgerItem } from './ledger-table.ts';
import { measureCommit } from './measure-commit.ts';
import { asItem, type Condition, type Item, type Table } from './table.ts';
import { taskItem } from './task-item.ts';
import { leaving, taskWrite } from './task-writes.ts';

/** One write of the transaction and what it means when its condition fails. */
type Write = Readonly<{ write: TransactWriteItem; lost: 'stale-version' | 'duplicate' | 'conflict' }>;

const put = (
  table: Table,
  item: Item,
  lost: Write['lost'],
  { expression, names, values }: Condition = { expression: 'attribute_not_exists(pk)' },
): Write => ({
  write: {
    Put: {
      TableName: table.name,
      Item: asItem(item),
      ConditionExpression: expression,
      ...(names && { ExpressionAttributeNames: names }),
      ...(values && { ExpressionAttributeValues: asItem(values) }),
    },
  },
  lost,
});

/** The case's own row: its head, and the attributes the sparse indexes live by, present only while it is in them. */
export function caseItem(after: Case): Item {
  const open = after.status === 'open' || after.status === 'waiting';
  const { wakeAt, dueAt, version, ...head } = headOf(after);
  return {
    ...key.case(after.id),
    version,
    head: JSON.stringify(head),
    ...(wakeAt !== undefined && { wakeShard: key.wake(after.id), wakeAt }),
    ...(dueAt !== undefined && { dueAt }),
    ...(open && {
      queueKey: key.queue(after.department, after.id),
      reference: after.reference,
      priority: after.priority,
      stage: after.stage,
      ...(after.assignee !== undefined && { assignee: after.assignee }),
    }),
  };
}

function taskRow(table: Table, change: TaskChange): Write {
  if (change.type === 'ask')
    return put(table, { ...taskItem(change.task), ...leaving(change.effects) }, 'conflict');
  return { write: taskWrite(table, change), lost: 'conflict' };
}

function writes(table: Table, { before, after, commit }: Step): Write[] {
  const { events, effects, tasks = [], ledger } = commit;
  const row = {
    ...key.commit(after.id, after.version),
    events: JSON.stringify(events),
    ...(effects.length > 0 && { effectsOf: after.id, effects: JSON.stringify(effects) }),
    // A part of another case is nothing that its requester asked for by itself.
    ...(before === undefined &&
      after.parent === undefined && {
        requesterKey: key.requester(after.requester.address),
        openedAt: after.openedAt,
      }),
  };
  return [
    put(table, row, 'stale-version'),
    before === undefined
      ? put(table, caseItem(after), 'stale-version')
      : put(table, caseItem(after), 'stale-version', {
          expression: 'version = :seen',
          values: { ':seen': before.version },
        }),
    ...(before === undefined
      ? [put(table, { ...key.reference(after.reference), caseId: after.id }, 'conflict')]
      : []),
    ...tasks.map((change) => taskRow(table, change)),
    ...(ledger === undefined ? [] : [put(table, ledgerItem(ledger), 'duplicate', freeFor(ledger))]),
  ];
}

/** The order in which several failed conditions are told: a repeat explains everything else. */
const ORDER = ['duplicate', 'stale-version', 'conflict'] as const;

/**
 * Appends events and the state they lead to, with effects, tasks and ledger row, all or nothing. Which condition
 * failed is read from the cancellation reasons, which stand in the order of the writes.
 */
export const append = (table: Table, before: Case | undefined, after: Case, commit: Commit): Promise<void> =>
  appendAll(table, [{ before, after, commit }]);

/** Appends to several cases in one transaction: 100 items at most, of which a case takes two and one for each of its tasks. */
export async function appendAll(table: Table, steps: readonly Step[]): Promise<void> {
  const planned = steps.flatMap((step) => writes(table, step));
  try {
    await table.db.send(new TransactWriteItemsCommand({ TransactItems: planned.map(({ write }) => write) }));
  } catch (error) {
    const lost = lostOf(error, planned);
    if (lost === undefined) throw error;
    throw new DeskError(lost, `case ${steps.map(({ after }) => after.id).join(', ')}: ${lost}`, {
      cause: error,
    });
  }
  for (const { after, commit } of steps) measureCommit(after, commit.events);
}

function lostOf(error: unknown, planned: readonly Write[]): Write['lost'] | undefined {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return undefined;
  const reasons = (error as Error & { CancellationReasons?: { Code?: string }[] }).CancellationReasons ?? [];
  const failed = planned
    .filter((_, at) => reasons[at]?.Code === 'ConditionalCheckFailed')
    .map(({ lost }) => lost);
  // Two transactions at once on one item: nobody's condition was looked at, so it is a race like any other.
  if (failed.length === 0 && reasons.some(({ Code }) => Code === 'TransactionConflict'))
    return 'stale-version';
  return ORDER.find((lost) => failed.includes(lost));
}
