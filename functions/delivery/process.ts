import type { Outgoing } from '#desk/delivery/effect.ts';
import { moveProcess } from '../aws/processes.ts';
import { desk } from '../desk.ts';
import { eachMessage } from '../shell/queue.ts';

/** Fed by the process queue: what Step Functions did not take at once. Repeating is safe, see `moveProcess`. */
export const handler = eachMessage((body) => moveProcess(desk(), body as Outgoing));
