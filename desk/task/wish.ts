import type { Case } from '../case/case.ts';
import { hears } from '../case/children.ts';
import type { CaseFact } from '../case/events.ts';
import { retargetClocks } from '../case/retarget-clocks.ts';
import type { Effect, Outgoing } from '../delivery/effect.ts';
import type { Catalogue } from '../department.ts';
import type { Ports } from '../ports.ts';
import { dueAt } from '../sla/clock.ts';
import type { Answer, Task } from './task.ts';

/** The question that a wish to be done sooner puts to the department's lead; a case has one at a time (row 11). */
export const WISH = 'Is it to be done sooner?';

const TOLD: Readonly<Record<string, string>> = {
  approve: 'You asked us to do this sooner, and we do.',
  reject: 'You asked us to do this sooner. We cannot, so it stays as it was planned.',
  silence: 'You asked us to do this sooner. Nobody decided that in time, so it stays as it was planned.',
};

/** The mail that tells the requester what became of the wish; of a part they hear through the whole. */
export function wishMail(
  catalogue: Catalogue,
  found: Case,
  task: Task,
  outcome: 'approve' | 'reject' | 'silence',
  comment = '',
): Effect[] {
  if (!hears(catalogue, found)) return [];
  return [
    {
      kind: 'mail',
      id: `${task.caseId}-${task.sequence}-wish`,
      to: [found.requester.address],
      template: 'told',
      values: { text: [TOLD[outcome] ?? '', comment].join('\n').trim() },
    },
  ];
}

/** That the requester is told, as the history says it. */
export const wishTold = (catalogue: Catalogue, found: Case): CaseFact[] =>
  hears(catalogue, found) ? [{ type: 'MessageSent', to: [found.requester.address], template: 'told' }] : [];

const isApproved = ({ outcome }: Answer) => outcome === 'approve';

/**
 * What leaves with the answer to a wish: no process waits for it, so the case is looked at, which books the answer; and
 * the requester is told, once, because the answer is stored once.
 */
export async function wishAnswered(desk: Ports, task: Task, answer: Answer): Promise<Outgoing[]> {
  const { caseId, sequence } = task;
  const found = await desk.cases.find(caseId);
  const outcome = isApproved(answer) ? 'approve' : 'reject';
  const mail = found === undefined ? [] : wishMail(desk.catalogue, found, task, outcome, answer.comment);
  const look: Effect = { kind: 'wake', id: `${caseId}-${sequence}-wish-look`, at: desk.now() };
  return [look, ...mail].map((effect) => ({ caseId, effect }));
}

/**
 * What an answered wish does to its case: where it is granted, the priority and with it every promise that still counts
 * (L4); what was due before stays in the history.
 */
export function wishBooked(catalogue: Catalogue, found: Case, { wish, answer }: Task): CaseFact[] {
  if (wish === undefined || answer === undefined) return [];
  const told = wishTold(catalogue, found);
  if (!isApproved(answer) || wish.priority >= found.priority) return told;
  const { resolution } = found.clocks;
  const due = resolution && dueAt(resolution, catalogue.calendar);
  const { department, service } = found;
  const { priority } = wish;
  return [
    { type: 'CaseExpedited', priority, was: { priority: found.priority, ...(due !== undefined && { due }) } },
    ...retargetClocks({ catalogue, now: () => answer.at }, found, { department, service, priority }),
    ...told,
  ];
}
