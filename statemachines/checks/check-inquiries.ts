import { ASKS_BACK } from '#desk/task/inquiry/inquiry.ts';
import type { Check, Subject } from './check.ts';
import { firstOf } from './check-waits.ts';
import { outcomesIn } from './read-conditions.ts';

/** Whether a question is one that a team puts to the requester. */
const isInquiry = ({ of, outcomes }: Subject['questions'][number]): boolean =>
  of === 'requester' && outcomes.includes('enough');

/** Where the choice after a question leads with an answer. */
function ledBy({ graph: { edges } }: Subject, state: string, outcome: string): string | undefined {
  const choice = edges.find(({ from, why }) => from === state && why === 'next')?.to;
  const ways = edges.filter(({ from }) => from === choice);
  const named = ways.find(
    ({ why, condition = '' }) => why === 'when' && outcomesIn(condition)?.includes(outcome),
  );
  return (named ?? ways.find(({ why }) => why === 'otherwise'))?.to;
}

/**
 * What a team asks back is put to the requester; and where they were asked often enough, a person of the department goes on
 * and nobody asks them once more: no round of questions is without end (row 38).
 */
export const inquiries: Check = (subject) => {
  const { questions, department } = subject;
  const asks = (name: string | undefined) => questions.some((each) => each.state === name && isInquiry(each));
  return [
    ...questions.flatMap(({ state, outcomes }) =>
      outcomes
        .filter((outcome) => ASKS_BACK.includes(outcome) && !asks(ledBy(subject, state, outcome)))
        .map((outcome) => `'${outcome}' of '${state}' is put to nobody`),
    ),
    ...questions.filter(isInquiry).flatMap(({ state }) => {
      const then = ledBy(subject, state, 'enough');
      const next = then === undefined ? [] : firstOf(subject, then, ['ask', 'openChild', 'resolveCase']);
      const person = next.every((name) =>
        questions.some(({ state: other, of }) => other === name && Object.hasOwn(department.groups, of)),
      );
      return next.length > 0 && person ? [] : [`after the last round of '${state}' no person goes on`];
    }),
  ];
};
