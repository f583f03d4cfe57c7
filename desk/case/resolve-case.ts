import type { Effect } from '../delivery/effect.ts';
import { DeskError } from '../errors.ts';
import type { Commit, Ports } from '../ports.ts';
import type { TaskChange } from '../task/task.ts';
import { type Case, isOver } from './case.ts';
import { checkApproved } from './check-approved.ts';
import { answerParent, checkChildren, hears } from './children.ts';
import { stopClocks } from './clocks.ts';
import { change } from './commit.ts';
import { type Actor, type CaseFact, happened } from './events.ts';
import { isQuiet } from './quiet.ts';
import { isLate, stopLate, stopping } from './stop-process.ts';
import { tellMerged } from './tell-merged.ts';

const DAY = 86_400_000;

/** How a matter ended: a key of the department's words, and a sentence for the requester. */
export type Resolution = Readonly<{ outcome: string; text?: string }>;

/** Takes back what is still asked, because its case ends first (A9). */
export const withdraw = ({ asked }: Case, cause: string) => ({
  facts: Object.values(asked).map(({ ref }): CaseFact => ({ type: 'TaskWithdrawn', ref, cause })),
  tasks: Object.values(asked).map(({ ref }): TaskChange => ({ type: 'settle', ref, state: 'withdrawn' })),
});

/** Ends the process of a case, where it follows one. */
export const stop = (found: Case): Effect[] =>
  found.process === undefined || found.execution === undefined
    ? []
    : [stopping(found, `${found.department}-${found.process}`, found.execution)];

/**
 * What resolving does: the clocks stop in that same write, the requester hears and is asked one yes/no question. A part
 * of another case answers its parent instead and is closed at once, since nobody is left who could say that it did not
 * help. Refuses `children-open`.
 */
export async function resolution(desk: Ports, found: Case, by: Actor, how: Resolution): Promise<Commit> {
  checkChildren(desk.catalogue, found);
  const { outcome, text } = how;
  checkApproved(found, by, outcome);
  const at = desk.now();
  const { graceDays } = desk.catalogue.department(found.department);
  // A matter of care never closes by itself, so that a reply finds the same people for ever.
  const closes = !isQuiet(found) && { closesAt: new Date(Date.parse(at) + graceDays * DAY).toISOString() };
  // What other branches of the process still ask is asked for nothing, whoever resolves.
  const left = withdraw(found, 'resolved');
  // The process resolves as its own last act; when a person does, the process has to be told.
  const stopped = by.kind === 'process' ? [] : stop(found);
  // Whoever was listened to is told by the people who listened, never by the desk.
  const heard = hears(desk.catalogue, found) && !isQuiet(found);
  const told = tellMerged(found, outcome);
  const to = [found.requester.address];
  const mail: Effect = {
    kind: 'mail',
    id: `${found.id}-${found.version + 1}-resolved`,
    to,
    template: 'resolved',
    values: { outcome, ...(text !== undefined && { text }) },
  };
  return {
    events: [
      ...happened(at, by, ...left.facts, ...stopClocks(found), { type: 'CaseResolved', outcome, ...closes }),
      ...(found.parent === undefined
        ? []
        : happened(at, { kind: 'desk' }, { type: 'CaseClosed', cause: 'part-done' })),
      ...(heard ? happened(at, { kind: 'desk' }, { type: 'MessageSent', to, template: 'resolved' }) : []),
      ...happened(at, { kind: 'desk' }, ...told.facts),
    ],
    effects: [...(heard ? [mail] : []), ...told.mails, ...stopped],
    tasks: [...left.tasks, ...(await answerParent(desk, found, how))],
  };
}

/**
 * Resolves a case. Repeating is safe: what is resolved or closed stays as it is. An execution whose place another one has
 * taken resolves nothing and is stopped. Refuses `case-not-found`,
 * `children-open` as long as it waits for children, and `conflict` while an approval is pending (A9).
 */
export async function resolveCase(desk: Ports, caseId: string, by: Actor, how: Resolution): Promise<Case> {
  const after = await change(
    desk,
    caseId,
    (found) => {
      if (isOver(found)) return undefined;
      const late = by.kind === 'process' && by.id !== undefined && isLate(found, by.id);
      return late ? stopLate(desk, found, by.id) : resolution(desk, found, by, how);
    },
    { answers: true },
  );
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}

/** The facts that close a case for good; its clocks stop in that same write. */
export const closing = (found: Case, cause: string): CaseFact[] => [
  ...stopClocks(found),
  { type: 'CaseClosed', cause },
];
