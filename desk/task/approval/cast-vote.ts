import type { Case } from '../../case/case.ts';
import { DeskError, isRefusal } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import type { Receipt } from '../answer.ts';
import type { Task } from '../task.ts';
import { type Approval, type Choice, type Invitation, openStages, type Vote, withVote } from './approval.ts';
import { delegateOf } from './begin.ts';
import { followUp } from './decide.ts';
import { changedFact } from './material.ts';
import { restart } from './restart.ts';
import { excludedFrom } from './seats.ts';

/** A vote as it comes in: who votes, in the place of which seat and stage, and on which round of the matter. */
export type Ballot = Pick<Invitation, 'seat' | 'stage' | 'round'> &
  Readonly<{
    by: string;
    /** They are known to belong to the group whose seat it is. */
    member?: true;
    outcome: string;
    comment?: string;
    /** The mail it came by. */
    id?: string;
  }>;

const ATTEMPTS = 6;

const receipt = (status: Receipt['status'], { outcome, at }: Pick<Vote, 'outcome' | 'at'>): Receipt => ({
  status,
  outcome,
  at,
});

/** What a vote hears that comes too late: what was decided, or that nobody decides any more (A6, K4). */
function late({ answer }: Task, { id }: Ballot): Receipt {
  if (answer === undefined) throw new DeskError('task-over', 'this is no longer open');
  const { outcome, at } = answer;
  const status = id !== undefined && id === answer.deliveryId ? 'accepted' : 'alreadyAnswered';
  return { status, outcome, at };
}

/** The vote that stands already for this seat, or what its stage came to without it. */
function standing(approval: Approval, { seat, stage, by, outcome }: Ballot): Receipt | undefined {
  const votes = approval.stages[stage]?.votes ?? [];
  const given = votes.find((each) => each.seat === seat);
  if (given !== undefined)
    return receipt(given.by === by && given.outcome === outcome ? 'accepted' : 'alreadyAnswered', given);
  const last = votes.at(-1);
  return openStages(approval).includes(stage) || last === undefined
    ? undefined
    : receipt('alreadyAnswered', last);
}

/** Refuses whoever may not vote: who asked for it or gains by it, whose deputyship is over, who has a vote of their own (A3, A4). */
async function checkVoter(
  desk: Ports,
  found: Case,
  approval: Approval,
  { by, seat, stage, member }: Ballot,
): Promise<void> {
  const refuse = (message: string): never => {
    throw new DeskError('not-allowed', message);
  };
  const voting = approval.stages[stage];
  // A case of theirs may have been merged into this one since they were asked.
  const excluded = [...approval.excluded, ...excludedFrom(approval.policy, found)];
  if (excluded.includes(by)) refuse('nobody decides on their own request');
  if (voting === undefined || !voting.seats.includes(seat)) return refuse('this is not yours to decide');
  const { seats, votes } = voting;
  if (by === seat) return;
  if (seats.includes(by) || votes.some((vote) => vote.by === by)) refuse('one person has one vote');
  if (member === true) return;
  const delegate = await delegateOf(desk, seat, [...excluded, ...seats], desk.now());
  if (delegate !== by) refuse(`you do not decide in the place of ${seat} now`);
}

async function turn(
  desk: Ports,
  found: Case,
  task: Task,
  approval: Approval,
  ballot: Ballot,
): Promise<Receipt> {
  const { by, seat, stage, comment, id } = ballot;
  const vote: Vote = {
    seat,
    by,
    outcome: ballot.outcome as Choice,
    at: desk.now(),
    ...(comment !== undefined && { comment: comment.slice(0, 2000) }),
    ...(id !== undefined && { id }),
  };
  const voted = withVote(approval, stage, vote);
  const { approval: after, end, effects } = await followUp(desk, found, task, approval, voted, vote);
  await desk.tasks.vote(task.ref, after, end, effects);
  return receipt('accepted', vote);
}

/**
 * Takes a vote. The vote that decides is one write of the task's row, which also lets the process go on (K3); two at
 * once: one is written, the other looks again (A12). Before it counts, the matter is compared with what was asked: a
 * material change begins the approval anew, and the vote is refused as `conflict` (A8). Repeating is safe: a seat that
 * has voted is told so. Refuses `invalid`, `not-allowed` (A3, A4), `task-not-found`, `task-over`.
 */
export async function castVote(desk: Ports, ref: string, ballot: Ballot): Promise<Receipt> {
  if (ballot.outcome !== 'approve' && ballot.outcome !== 'reject') {
    const message = 'should be one of approve, reject';
    throw new DeskError('invalid', `outcome ${message}`, { faults: [{ pointer: '/outcome', message }] });
  }
  for (let attempt = 1; ; attempt += 1) {
    const task = await desk.tasks.find(ref);
    if (task?.approval === undefined) throw new DeskError('task-not-found', 'there is no such task');
    if (task.state !== 'asked') return late(task, ballot);
    const found = await desk.cases.find(task.caseId);
    if (found === undefined) throw new DeskError('task-not-found', 'there is no such task');
    try {
      const fact = changedFact(task.approval, found);
      if (fact !== undefined) await restart(desk, found, task, task.approval, fact);
      if (fact !== undefined || ballot.round !== task.approval.round)
        throw new DeskError('conflict', 'what you were asked about has changed; a new mail says how');
      const stood = standing(task.approval, ballot);
      if (stood !== undefined) return stood;
      await checkVoter(desk, found, task.approval, ballot);
      return await turn(desk, found, task, task.approval, ballot);
    } catch (error) {
      const lost =
        isRefusal(error, 'stale-version') || (isRefusal(error, 'conflict') && (await isOver(desk, ref)));
      if (!lost || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Whether a question was settled meanwhile, so that a refused write only came second. */
const isOver = async ({ tasks }: Ports, ref: string) => (await tasks.find(ref))?.state !== 'asked';
