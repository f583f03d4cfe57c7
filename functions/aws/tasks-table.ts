import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Ports } from '#desk/ports.ts';
import type { Task, TaskState } from '#desk/task/task.ts';
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
});

/** The questions of processes. They are asked and settled within a case's own transaction, see `append`. */
export function tasksTable(table: Table): Ports['tasks'] {
  const find = async (ref: string) => {
    const found = isRef(ref) ? await getItem(table, key.task(ref)) : undefined;
    return found && taskOf(ref, found);
  };
  return {
    find,
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
