import type { Waker } from '#desk/sla/sweep.ts';
import { required } from '../environment.ts';
import { type Delayed, send } from './queues.ts';

/** How many requests are under way at once: a wave of 200,000 leaves in half a minute instead of ten. */
const LANES = 20;

/** Sends every waker to the queue of its kind, hidden until the moment it is due. `now` in milliseconds. */
export async function sendLater(due: readonly Waker[], now: number): Promise<void> {
  const hidden = (kind: Waker['kind']) =>
    due
      .filter((waker) => waker.kind === kind)
      .map(({ id, wakeAt }) => ({
        body: kind === 'case' ? { caseId: id } : { delivery: id },
        delaySeconds: (Date.parse(wakeAt) - now) / 1000,
      }));
  await inLanes(required('CLOCKS_QUEUE'), hidden('case'));
  await inLanes(required('WEBHOOK_QUEUE'), hidden('delivery'));
}

/** Looks at a case again at its moment, because this look came too early for it. */
export const lookAgain = (caseId: string, at: string): Promise<void> =>
  send(required('CLOCKS_QUEUE'), [{ body: { caseId }, delaySeconds: (Date.parse(at) - Date.now()) / 1000 }]);

async function inLanes(queueUrl: string, messages: readonly Delayed[]): Promise<void> {
  const size = Math.max(10, Math.ceil(messages.length / LANES / 10) * 10);
  const lanes: Promise<void>[] = [];
  for (let from = 0; from < messages.length; from += size)
    lanes.push(send(queueUrl, messages.slice(from, from + size)));
  // All of them have ended before one that failed is told: nothing goes on behind the caller's back.
  const failed = (await Promise.allSettled(lanes)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
