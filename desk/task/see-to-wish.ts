import type { Case } from '../case/case.ts';
import { change } from '../case/commit.ts';
import { happened } from '../case/events.ts';
import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { WISH, wishMail, wishTold } from './wish.ts';

/**
 * Sees to a wish to be done sooner: books the answer, or ends it once its time is up, so that it is left lying with
 * nobody: it stays as planned and the requester hears so. Answers whether there was anything to do. Repeating is safe:
 * the row of the task says what became of it.
 */
export async function seeToWish(desk: Ports, found: Case): Promise<boolean> {
  const asked = found.asked[WISH];
  const task = asked && (await desk.tasks.find(asked.ref));
  if (task === undefined || (task.state === 'asked' && task.expiresAt > desk.now())) return false;
  try {
    await change(
      desk,
      found.id,
      (seen) =>
        seen.asked[WISH]?.ref !== task.ref
          ? { events: [], effects: [] }
          : {
              events: happened(
                desk.now(),
                { kind: 'clock' },
                { type: 'TaskExpired', ref: task.ref },
                ...wishTold(desk.catalogue, seen),
              ),
              effects: wishMail(desk.catalogue, seen, task, 'silence'),
              tasks: [{ type: 'settle', ref: task.ref, state: 'expired' }],
            },
      { answers: true },
    );
  } catch (error) {
    // Answered between the look and the write: the answer has the case looked at again.
    if (!isRefusal(error, 'conflict')) throw error;
  }
  return true;
}
