import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { lookAgain } from '../aws/wake-queues.ts';
import { desk } from '../desk.ts';
import { eachMessage } from '../shell/queue.ts';

/** Fed by the clocks queue: one message is one look at one case. Early, late and repeated looks are harmless. */
export const handler = eachMessage(async (body) => {
  await lookAtCase(desk(), (body as { caseId: string }).caseId, lookAgain);
});
