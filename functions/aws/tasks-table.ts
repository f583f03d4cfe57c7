import { type ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { DeskError } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import type { Approval } from '#desk/task/approval/approval.ts';
import type { Settlement } from '#desk/task/task.ts';
import { key } from './cases-keys.ts';
import { asItem, getItem, isConditionFailed, type Table } from './table.ts';
import { taskFrom } from './task-item.ts';
import { ending } from './task-writes.ts';

/** A reference of ours is 26 letters and digits; a longer word from outside is no key the table would take. */
const isRef = (ref: string) => /^[0-9a-z]{1,40}$/.test(ref);

/** Settles a question on its row. */
async function settle(
  table: Table,
  ref: string,
  how: Settlement,
  effects: readonly Outgoing[],
): Promise<void> {
  try {
    await table.db.send(new UpdateItemCommand(ending(table, ref, how, effects)));
  } catch (cause) {
    if (isConditionFailed(cause)) throw new DeskError('conflict', `task ${ref} is settled`, { cause });
    if (!(cause instanceof Error) || cause.name !== 'TransactionConflictException') throw cause;
    throw new DeskError('stale-version', `task ${ref} is being written`, { cause });
  }
}

/** Writes one more turn of an approval on its row, with its end where it is decided. */
async function vote(
  { db, name }: Table,
  ref: string,
  approval: Approval,
  end: Settlement | undefined,
  effects: readonly Outgoing[],
): Promise<void> {
  const { state = 'asked', ...how } = end ?? {};
  const [what, said] = Object.entries(how)[0] ?? [];
  try {
    await db.send(
      new UpdateItemCommand({
        TableName: name,
        Key: asItem(key.task(ref)),
        UpdateExpression: `SET #state = :state, turn = :turn, approval = :approval${
          what === undefined ? '' : ', #end = :end'
        } ${effects.length > 0 ? ', effectsOf = :of, effects = :effects' : 'REMOVE effectsOf, effects'}`,
        ConditionExpression: '#state = :asked AND turn = :seen',
        ExpressionAttributeNames: { '#state': 'state', ...(what !== undefined && { '#end': what }) },
        ExpressionAttributeValues: asItem({
          ':asked': 'asked',
          ':state': state,
          ':seen': approval.turn - 1,
          ':turn': approval.turn,
          ':approval': JSON.stringify(approval),
          ...(effects.length > 0 && {
            ':of': effects[0]?.caseId,
            ':effects': JSON.stringify(effects.map(({ effect }) => effect)),
          }),
          ...(what !== undefined && { ':end': JSON.stringify(said) }),
        }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
  } catch (cause) {
    if (isConditionFailed(cause)) {
      const { Item } = cause as ConditionalCheckFailedException;
      const code = Item?.state?.S === 'asked' ? 'stale-version' : 'conflict';
      throw new DeskError(code, `task ${ref}: somebody else voted first, or it is settled`, { cause });
    }
    if (!(cause instanceof Error) || cause.name !== 'TransactionConflictException') throw cause;
    throw new DeskError('stale-version', `task ${ref} is being written`, { cause });
  }
}

/** The questions of processes. They are asked, and end without an answer, within a case's own transaction, see `append`. */
export function tasksTable(table: Table): Ports['tasks'] {
  const find = async (ref: string) => {
    const found = isRef(ref) ? await getItem(table, key.task(ref)) : undefined;
    return found && taskFrom(ref, found);
  };
  return {
    find,
    settle: (ref, how, effects) => settle(table, ref, how, effects),
    vote: (ref, approval, end, effects) => vote(table, ref, approval, end, effects),
    rebind: async (ref, token) => {
      try {
        await table.db.send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: asItem(key.task(ref)),
            // `token` and `state` are reserved words of the expression language.
            UpdateExpression: 'SET #token = :token',
            ConditionExpression: 'attribute_exists(pk)',
            ExpressionAttributeNames: { '#token': 'token' },
            ExpressionAttributeValues: asItem({ ':token': token }),
          }),
        );
      } catch (error) {
        if (isConditionFailed(error)) throw new Error(`task ${ref} was asked and is gone`, { cause: error });
        throw error;
      }
      const found = await find(ref);
      if (found === undefined) throw new Error(`task ${ref} was asked and is gone`);
      return found;
    },
  };
}
