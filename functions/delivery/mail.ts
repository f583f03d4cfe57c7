import type { Outgoing } from '#desk/delivery/effect.ts';
import { sendMail } from '#desk/delivery/send-mail.ts';
import { handMail } from '../aws/ses.ts';
import { eachMessage } from '../shell/queue.ts';
import { desk } from '../writing-desk.ts';

/** Fed by the mail queue: one message is one mail. Repeating is safe: it is marked, and keeps its Message-ID (C4). */
export const handler = eachMessage(async (body) => {
  const { caseId, effect } = body as Outgoing;
  if (effect.kind !== 'mail') throw new Error(`'${effect.kind}' is no mail`);
  await sendMail(desk(), caseId, effect, handMail);
});
