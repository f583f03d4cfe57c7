import { change } from '../case/commit.ts';
import { type Actor, happened } from '../case/events.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { asSeenBy } from './answer.ts';
import type { Task } from './task.ts';

/** Reports that all tasks of a department together take within a minute (W15); answers are never counted. */
export const REPORTS_A_MINUTE = 60;

/** Seconds until the minute is over, after which reports are taken again. */
export const secondsLeft = (at: string): number => 60 - new Date(at).getUTCSeconds();

/**
 * Keeps a system's report that it is working on a task, and tells the waiting process that someone is alive (W15).
 * Any number of times; repeating one repeats a line of the history and nothing else. Refuses `task-not-found`, `task-over`,
 * and `too-many` until the minute is over: whoever reports then says what is newest.
 */
export async function reportProgress(
  desk: Ports,
  ref: string,
  by: Actor,
  note: string,
  allowed: (task: Task) => boolean,
): Promise<void> {
  const task = asSeenBy(await desk.tasks.find(ref), allowed);
  if (task.state !== 'asked') throw new DeskError('task-over', 'this task is no longer open');
  const minute = `${desk.now().slice(0, 16)}:00.000Z`;
  if (!(await desk.endpoints.takeReport(task.department, minute, REPORTS_A_MINUTE)))
    throw new DeskError('too-many', `a department may report ${REPORTS_A_MINUTE} times a minute`);
  await change(desk, task.caseId, (found) => ({
    events: happened(desk.now(), by, { type: 'TaskProgressed', ref, note: note.slice(0, 500) }),
    effects: [{ kind: 'heartbeat', id: `${found.id}-${found.version + 1}-heartbeat`, ref }],
  }));
}
