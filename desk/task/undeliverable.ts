import { change } from '../case/commit.ts';
import { happened } from '../case/events.ts';
import { groupAddress } from '../case/receive.ts';
import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { whenOver } from './task-clocks.ts';

/**
 * Books that a department's system could not be reached (W4, W8): the task is settled, and the process goes down its
 * path for failures, where a person is asked, and the department's lead hears of it. Repeating is safe: a settled task stays as it is.
 */
export async function undeliverable(desk: Ports, ref: string, cause: string): Promise<void> {
  const task = await desk.tasks.find(ref);
  if (task === undefined || task.state !== 'asked') return;
  try {
    await change(desk, task.caseId, (found) => ({
      events: happened(
        desk.now(),
        { kind: 'desk' },
        { type: 'DeliveryFailed', ref, cause: cause.slice(0, 200) },
        ...whenOver(desk.catalogue, found, ref),
      ),
      effects: [
        { kind: 'resume', id: `${found.id}-${found.version + 1}-resume`, ref },
        {
          kind: 'mail',
          id: `${found.id}-${found.version + 1}-undelivered`,
          to: [groupAddress(desk, desk.catalogue.department(found.department).groups.lead)],
          template: 'delivery-failed',
          values: { cause: cause.slice(0, 200) },
        },
      ],
      tasks: [{ type: 'settle', ref, state: 'undeliverable' }],
    }));
  } catch (error) {
    // It was answered or expired between the look and the write: that is the truth, the failure no longer matters.
    if (!isRefusal(error, 'conflict')) throw error;
  }
}
