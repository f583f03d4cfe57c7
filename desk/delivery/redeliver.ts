import type { Ports } from '../ports.ts';
import type { Task } from '../task/task.ts';
import type { Effect } from './effect.ts';
import { sendWebhook } from './send-webhook.ts';
import type { Wire } from './wire.ts';

type Webhook = Extract<Effect, { kind: 'webhook' }>;

/** A task that a department's system has been asked and has not answered: what may be sent again (W6). */
export const isWithSystem = (task: Task | undefined): task is Task =>
  task?.of.kind === 'system' && task.state === 'asked';

/** What carried a task to its system: named by the version of the case that asked it, so its id is known again (W6). */
const carrierOf = ({ caseId, sequence, department, ref }: Task): Webhook => ({
  kind: 'webhook',
  id: `${caseId}-${sequence}-task`,
  department,
  event: 'task.asked',
  ref,
});

/**
 * Sends a task to its system again, because a person says that it got lost: the same id and body, a new timestamp, all its
 * attempts from the first (W6). One that was answered or given to people meanwhile is left alone. Repeating is safe: the
 * receiver knows the id.
 */
export async function redeliver(desk: Ports, wire: Wire, ref: string): Promise<void> {
  const task = await desk.tasks.find(ref);
  if (!isWithSystem(task)) return;
  const effect = carrierOf(task);
  const before = await desk.deliveries.find(effect.id);
  const at = desk.now();
  if (before !== undefined && before.state !== 'captured')
    await desk.deliveries.keep({
      ...before,
      state: 'retrying',
      attempts: 0,
      at,
      wakeAt: at,
      effect: JSON.stringify(effect),
    });
  await sendWebhook(desk, wire, task.caseId, effect);
}

/** How many lines of a queue are read at once. */
const PAGE = 50;

/** What a department's system was asked between two moments and has not answered, from its open cases (W6). */
export async function* withSystem(
  desk: Pick<Ports, 'cases' | 'tasks'>,
  department: string,
  from: string,
  to: string,
): AsyncGenerator<Task> {
  let next: Readonly<Record<string, string>> | undefined;
  do {
    const page = await desk.cases.listQueue(department, PAGE, next);
    for (const { caseId } of page.items) {
      const found = await desk.cases.find(caseId);
      for (const { ref } of Object.values(found?.asked ?? {})) {
        const task = await desk.tasks.find(ref);
        if (isWithSystem(task) && task.askedAt >= from && task.askedAt <= to) yield task;
      }
    }
    next = page.next;
  } while (next !== undefined);
}
