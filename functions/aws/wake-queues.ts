import { required } from '../environment.ts';
import { send } from './queues.ts';
import type { Waker } from './wake-index.ts';

/** Sends every waker to the queue of its kind, hidden until the moment it is due. `now` in milliseconds. */
export async function sendLater(due: readonly Waker[], now: number): Promise<void> {
  const hidden = (kind: Waker['kind']) =>
    due
      .filter((waker) => waker.kind === kind)
      .map(({ id, wakeAt }) => ({
        body: kind === 'case' ? { caseId: id } : { delivery: id },
        delaySeconds: (Date.parse(wakeAt) - now) / 1000,
      }));
  await send(required('CLOCKS_QUEUE'), hidden('case'));
  await send(required('WEBHOOK_QUEUE'), hidden('delivery'));
}
