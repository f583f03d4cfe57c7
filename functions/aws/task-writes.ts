import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Outgoing } from '#desk/delivery/effect.ts';
import type { Settlement, TaskChange } from '#desk/task/task.ts';
import { key } from './cases-keys.ts';
import { asItem, type Item, type Table } from './table.ts';

const onlyIfAsked = (table: Table, ref: string, values: Item) => ({
  TableName: table.name,
  Key: asItem(key.task(ref)),
  ConditionExpression: '#state = :asked',
  ExpressionAttributeNames: { '#state': 'state' },
  ExpressionAttributeValues: asItem({ ':asked': 'asked', ...values }),
});

/** What leaves because of a question, as its row carries it. */
export const leaving = (effects: readonly Outgoing[] = []) =>
  effects.length > 0 && {
    effectsOf: effects[0]?.caseId,
    effects: JSON.stringify(effects.map(({ effect }) => effect)),
  };

/**
 * How a question ends on its row. What leaves because of it stands on that row too, and goes with the table's stream
 * whenever the row is written: again when a newer token is bound, which is how that token hears of the answer.
 */
export function ending(
  table: Table,
  ref: string,
  { state, ...end }: Settlement,
  effects: readonly Outgoing[],
) {
  const [what = '', said] = Object.entries(end)[0] ?? [];
  const asked = onlyIfAsked(table, ref, {
    ':state': state,
    ':end': JSON.stringify(said),
    ':of': effects[0]?.caseId ?? '',
    ':effects': JSON.stringify(effects.map(({ effect }) => effect)),
  });
  return {
    ...asked,
    UpdateExpression: 'SET #state = :state, #end = :end, effectsOf = :of, effects = :effects',
    ExpressionAttributeNames: { ...asked.ExpressionAttributeNames, '#end': what },
  };
}

/** How a question ends as a part of a case's transaction. */
export const taskWrite = (table: Table, change: Exclude<TaskChange, { type: 'ask' }>): TransactWriteItem => ({
  Update:
    change.type === 'answer'
      ? ending(table, change.ref, { state: 'answered', answer: change.answer }, change.effects)
      : {
          ...onlyIfAsked(table, change.ref, { ':state': change.state }),
          UpdateExpression: 'SET #state = :state',
        },
});
