import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { DeskError } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import type { Settlement, Task, TaskState } from '#desk/task/task.ts';
import { key } from './cases-keys.ts';
import { asItem, getItem, type Item, isConditionFailed, type Table } from './table.ts';

/** A reference of ours is 26 letters and digits; a longer word from outside is no key the table would take. */
const isRef = (ref: string) => /^[0-9a-z]{1,40}$/.test(ref);

const taskOf = (ref: string, item: Item): Task => ({
  ...(JSON.parse(String(item.task)) as Omit<Task, 'ref' | 'state' | 'token'>),
  ref,
  state: String(item.state) as TaskState,
  token: String(item.token),
  ...(typeof item.answer === 'string' && { answer: JSON.parse(item.answer) }),
  ...(typeof item.failure === 'string' && { failure: JSON.parse(item.failure) }),
});

/**
 * Settles a question on its row. What leaves because of it stands on that row too, and goes with the table's stream
 * whenever the row is written: again when a newer token is bound, which is how that token hears of the answer.
 */
async function settle(
  { db, name }: Table,
  ref: string,
  { state, ...end }: Settlement,
  effects: readonly Outgoing[],
): Promise<void> {
  const [what, said] = Object.entries(end)[0] ?? [];
  try {
    await db.send(
      new UpdateItemCommand({
        TableName: name,
        Key: asItem(key.task(ref)),
        UpdateExpression: 'SET #state = :state, #end = :end, effectsOf = :of, effects = :effects',
        ConditionExpression: '#state = :asked',
        ExpressionAttributeNames: { '#state': 'state', '#end': String(what) },
        ExpressionAttributeValues: asItem({
          ':asked': 'asked',
          ':state': state,
          ':end': JSON.stringify(said),
          ':of': effects[0]?.caseId ?? '',
          ':effects': JSON.stringify(effects.map(({ effect }) => effect)),
        }),
      }),
    );
  } catch (cause) {
    if (isConditionFailed(cause)) throw new DeskError('conflict', `task ${ref} is settled`, { cause });
    if (!(cause instanceof Error) || cause.name !== 'TransactionConflictException') throw cause;
    throw new DeskError('stale-version', `task ${ref} is being written`, { cause });
  }
}

/** The questions of processes. They are asked, and end without an answer, within a case's own transaction, see `append`. */
export function tasksTable(table: Table): Ports['tasks'] {
  const find = async (ref: string) => {
    const found = isRef(ref) ? await getItem(table, key.task(ref)) : undefined;
    return found && taskOf(ref, found);
  };
  return {
    find,
    settle: (ref, how, effects) => settle(table, ref, how, effects),
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
