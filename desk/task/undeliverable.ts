import { groupAddress } from '../case/receive.ts';
import type { Outgoing } from '../delivery/effect.ts';
import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { resumption } from './answer.ts';

/**
 * Books that a department's system could not be reached (W4, W8): the task is settled, the process goes down its path
 * for failures, where a person is asked, and the department's lead hears of it, all with one write of the task's row.
 * Where the whole endpoint is disabled its owner was told once, and not again for each task (W3). The case books it with
 * its next commit. Repeating is safe: a settled task stays as it is.
 */
export async function undeliverable(
  desk: Ports,
  ref: string,
  given: string,
  { isDisabled = false } = {},
): Promise<void> {
  const task = await desk.tasks.find(ref);
  if (task === undefined || task.state !== 'asked') return;
  const { caseId, sequence, department } = task;
  const cause = given.slice(0, 200);
  const told: Outgoing = {
    caseId,
    effect: {
      kind: 'mail',
      id: `${caseId}-${sequence}-undelivered`,
      to: [groupAddress(desk, desk.catalogue.department(department).groups.lead)],
      template: 'delivery-failed',
      values: { cause },
    },
  };
  const failure = { at: desk.now(), cause };
  try {
    await desk.tasks.settle(ref, { state: 'undeliverable', failure }, [
      resumption(task),
      ...(isDisabled ? [] : [told]),
    ]);
  } catch (error) {
    // It was answered or expired between the look and the write: that is the truth, the failure no longer matters.
    if (!isRefusal(error, 'conflict')) throw error;
  }
}
