import type { Case } from '../../case/case.ts';
import type { Actor } from '../../case/events.ts';
import type { Outgoing } from '../../delivery/effect.ts';
import { isRefusal } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import { resumption } from '../answer.ts';
import type { Settlement, Task } from '../task.ts';
import {
  type Approval,
  type Choice,
  nextStages,
  openStages,
  standingOf,
  type Vote,
  verdict,
  voterOf,
  votesOf,
} from './approval.ts';
import { beginStages } from './begin.ts';
import { decided, invitations } from './letters.ts';

const DESK: Actor = { kind: 'desk' };

/** Where an approval stands after a vote, what ends with it, and what leaves because of it. */
export type Turned = Readonly<{
  approval: Approval;
  end?: Extract<Settlement, { state: 'answered' }>;
  effects: readonly Outgoing[];
}>;

/** How a question is answered by its votes: the last of them, in the words of whoever gave it (A4). */
export const answerBy = (outcome: Choice, vote: Vote | undefined, at: string): Turned['end'] => ({
  state: 'answered',
  answer: {
    outcome,
    at,
    by: vote === undefined ? 'nobody' : voterOf(vote),
    actor: vote === undefined ? DESK : { kind: 'participant', id: vote.by },
    ...(vote?.comment !== undefined && { comment: vote.comment }),
    ...(vote?.id !== undefined && { deliveryId: vote.id, bodyHash: vote.id }),
  },
});

/** What became of a matter, as those are told whose answer is needed no more (A2). */
const sentence = (outcome: Choice, approval: Approval): string =>
  `It was ${outcome === 'approve' ? 'approved' : 'rejected'}: ${votesOf(approval)
    .map((vote) => `${voterOf(vote)} ${vote.outcome === 'approve' ? 'approved' : 'rejected'}`)
    .join(', ')}. Your answer is not needed any more, and the link you were sent is closed.`;

/**
 * What follows from a vote that was just put into an approval (A2). Decided: the process goes on, and whoever has not
 * voted is told. A stage that is approved closes, and the next begins with invitations. Otherwise nothing leaves.
 */
export async function followUp(
  desk: Ports,
  found: Case,
  task: Task,
  before: Approval,
  approval: Approval,
  vote: Vote,
): Promise<Turned> {
  const { caseId } = task;
  const out = (effects: ReturnType<typeof decided>): Outgoing[] =>
    effects.map((effect) => ({ caseId, effect }));
  const outcome = verdict(approval);
  if (outcome !== 'open') {
    const told = decided(task, approval, openStages(before), sentence(outcome, approval));
    const end = answerBy(outcome, vote, vote.at);
    return { approval, ...(end !== undefined && { end }), effects: [resumption(task), ...out(told)] };
  }
  const closed = openStages(before).filter((at) => {
    const voting = approval.stages[at];
    return voting !== undefined && standingOf(voting, approval.policy.rejectWins) !== 'open';
  });
  const told = decided(task, approval, closed, sentence('approve', approval));
  const next = nextStages(approval);
  if (next.length === 0) return { approval, effects: out(told) };
  const begun = await beginStages(desk, found, approval, next);
  const fresh = begun.invited.slice(approval.invited.length);
  // A stage that nobody may decide is rejected as soon as its turn comes (A3).
  const stuck = verdict(begun);
  const end = stuck === 'open' ? undefined : answerBy(stuck, undefined, vote.at);
  if (end !== undefined) return { approval: begun, end, effects: [resumption(task), ...out(told)] };
  return { approval: begun, effects: out([...told, ...invitations(task, begun, fresh)]) };
}

/**
 * Rejects an approval that nobody can give, because too few may vote (A3): it is decided before anybody is waited for.
 * Repeating is safe: a settled row stays settled.
 */
export async function decideAtOnce(desk: Ports, ref: string): Promise<void> {
  const task = await desk.tasks.find(ref);
  if (task?.approval === undefined || task.state !== 'asked') return;
  const outcome = verdict(task.approval);
  if (outcome === 'open') return;
  const end = answerBy(outcome, undefined, desk.now());
  try {
    await desk.tasks.vote(ref, { ...task.approval, turn: task.approval.turn + 1 }, end, [resumption(task)]);
  } catch (error) {
    if (!isRefusal(error, 'conflict') && !isRefusal(error, 'stale-version')) throw error;
  }
}
