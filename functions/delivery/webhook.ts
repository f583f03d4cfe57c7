import type { Outgoing } from '#desk/delivery/effect.ts';
import { resendWebhook, sendWebhook, type Wire } from '#desk/delivery/send-webhook.ts';
import { bodiesBucket } from '../aws/bodies-bucket.ts';
import { post } from '../aws/post.ts';
import { send } from '../aws/queues.ts';
import { systemOf } from '../aws/systems.ts';
import { objects } from '../aws/the-bucket.ts';
import { deskWith } from '../desk.ts';
import { optional, required } from '../environment.ts';
import { once } from '../once.ts';
import { eachMessage } from '../shell/queue.ts';

const desk = deskWith(() => ({ bodies: bodiesBucket(objects(), required('BODIES_BUCKET')) }));

const wire = once(
  (): Wire => ({
    system: systemOf,
    post,
    again: (delivery, delaySeconds) =>
      send(required('WEBHOOK_QUEUE'), [{ body: { delivery }, delaySeconds }]),
    chance: Math.random,
    schedule: optional('WEBHOOK_RETRY_SECONDS')?.split(',').map(Number),
  }),
);

/**
 * Fed by the webhook queue: a new webhook, or the id of one whose next attempt is due. Repeating is safe: see
 * `sendWebhook`.
 */
export const handler = eachMessage(async (body) => {
  const message = body as Outgoing | { delivery: string };
  if ('delivery' in message) return resendWebhook(desk(), wire(), message.delivery);
  if (message.effect.kind !== 'webhook') throw new Error(`'${message.effect.kind}' is no webhook`);
  await sendWebhook(desk(), wire(), message.caseId, message.effect);
});
