import type { Case } from '../../case/case.ts';
import { change } from '../../case/commit.ts';
import { happened } from '../../case/events.ts';
import { isRefusal } from '../../errors.ts';
import type { Commit, Ports } from '../../ports.ts';
import { resumption } from '../answer.ts';
import type { Task } from '../task.ts';
import { whenOver } from '../task-clocks.ts';
import { type Approval, openStages, unheard } from './approval.ts';
import { answerBy } from './decide.ts';
import { votesSaid } from './history.ts';
import { invitations } from './letters.ts';

/** What ends a question nobody answered in time: the row and the history in one write. */
export const expiry = (desk: Ports, found: Case, task: Task): Commit => ({
  events: [
    ...votesSaid(task),
    ...happened(
      desk.now(),
      { kind: 'clock' },
      { type: 'TaskExpired', ref: task.ref },
      ...whenOver(desk.catalogue, found, task.ref),
    ),
  ],
  effects: [],
  tasks: [{ type: 'settle', ref: task.ref, state: 'expired' }],
});

/**
 * What silence means where a policy says so: a rejection, or an approval if its department allows that (A5). Answers
 * whether the silence was an answer; `false` leaves the question to its way for silence. Refuses what `tasks.vote` refuses.
 */
export async function answeredBySilence(desk: Ports, task: Task): Promise<boolean> {
  const { approval } = task;
  const { onExpiry = 'escalate' } = approval?.policy ?? {};
  if (approval === undefined || onExpiry === 'escalate') return false;
  const allowed = desk.catalogue.department(task.department).silenceMayApprove === true;
  const outcome = onExpiry === 'approve' && allowed ? 'approve' : 'reject';
  const end = answerBy(outcome, undefined, desk.now());
  await desk.tasks.vote(task.ref, { ...approval, turn: approval.turn + 1 }, end, [resumption(task)]);
  return true;
}

/** Reminds whoever has not voted yet, once for each time a stage was given. */
function reminding(desk: Ports, found: Case, task: Task, approval: Approval, reminded?: string): Commit {
  const now = desk.now();
  const due = approval.remind <= now && approval.remind !== reminded;
  const look = approval.remind > now ? approval.remind : approval.expires;
  const late = due ? unheard(approval, openStages(approval)) : [];
  const about = { caseId: found.id, sequence: found.version + 1, ref: task.ref };
  return {
    events: happened(
      now,
      { kind: 'clock' },
      { type: 'QuestionSeenTo', ref: task.ref, look, ...(due && { reminded: approval.remind }) },
    ),
    effects: invitations(about, approval, late, { reminder: 'yes' }),
  };
}

/** Expires an approval before the process's own timer does, and tells the process. */
async function expire(desk: Ports, found: Case, task: Task): Promise<void> {
  try {
    if (await answeredBySilence(desk, task)) return;
    await change(desk, found.id, (seen) => {
      const commit = expiry(desk, seen, task);
      return { ...commit, effects: [resumption(task).effect] };
    });
  } catch (error) {
    // It was answered between the look and the write: the row decides, and the next look sees it.
    if (!isRefusal(error, 'conflict') && !isRefusal(error, 'stale-version')) throw error;
  }
}

/**
 * Sees to the questions of a case whose moment has come: reminds, expires, and books what was answered meanwhile (A5).
 * Answers whether anything was due. Repeating is safe: reminders are counted on the case, ends on the row.
 */
export async function seeToQuestions(desk: Ports, found: Case): Promise<boolean> {
  const due = Object.values(found.asked).filter(({ look }) => look !== undefined && look <= desk.now());
  for (const { ref, look } of due) {
    const task = await desk.tasks.find(ref);
    const { approval } = task ?? {};
    if (task === undefined || approval === undefined || task.state !== 'asked')
      await change(desk, found.id, () => ({ events: [], effects: [] }), { answers: true });
    else if (approval.expires <= desk.now()) await expire(desk, found, task);
    else
      await change(desk, found.id, (seen) => {
        const asked = Object.values(seen.asked).find((each) => each.ref === ref);
        return asked?.look === look ? reminding(desk, seen, task, approval, asked?.reminded) : undefined;
      });
  }
  return due.length > 0;
}
