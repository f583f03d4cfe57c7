import type { Case } from '../../case/case.ts';
import { isRefusal } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import type { Task } from '../task.ts';
import { type Approval, votesOf } from './approval.ts';
import { beginApproval } from './begin.ts';
import { decideAtOnce } from './decide.ts';
import { invitations } from './letters.ts';
import { changedFact } from './material.ts';

/**
 * Begins an approval anew because a material fact changed (A8): the votes given count no more, old links are dead, and
 * everybody who votes now is asked with the reason. One write of the row; refuses what `tasks.vote` refuses.
 */
export async function restart(
  desk: Ports,
  found: Case,
  task: Task,
  before: Approval,
  fact: string,
): Promise<void> {
  const { policy, show, openHours, turn, round, invited, voided = [] } = before;
  const after = await beginApproval(
    desk,
    found,
    { policy, show, openHours },
    {
      turn: turn + 1,
      round: round + 1,
      invited,
      voided: [...voided, { at: desk.now(), fact, votes: votesOf(before) }],
    },
  );
  const fresh = after.invited.slice(invited.length);
  const letters = invitations(task, after, fresh, { again: fact });
  await desk.tasks.vote(
    task.ref,
    after,
    undefined,
    letters.map((effect) => ({ caseId: task.caseId, effect })),
  );
  await decideAtOnce(desk, task.ref);
}

/**
 * Looks whether the open approvals of a case still speak of what it is now, and begins those anew that do not (A8).
 * Called after its facts changed; a crash before it loses nothing, since every vote looks again before it counts.
 */
export async function reviewApprovals(desk: Ports, found: Case): Promise<void> {
  for (const { ref } of Object.values(found.asked)) {
    const task = await desk.tasks.find(ref);
    if (task?.approval === undefined || task.state !== 'asked') continue;
    const fact = changedFact(task.approval, found);
    if (fact === undefined) continue;
    try {
      await restart(desk, found, task, task.approval, fact);
    } catch (error) {
      // Somebody voted or it was settled meanwhile: a vote looks for itself, and what is decided is decided.
      if (!isRefusal(error, 'stale-version') && !isRefusal(error, 'conflict')) throw error;
    }
  }
}
