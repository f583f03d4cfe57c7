import type { Outgoing } from '#desk/delivery/effect.ts';
import { redeliver } from '#desk/delivery/redeliver.ts';
import { resendWebhook, sendWebhook } from '#desk/delivery/send-webhook.ts';
import type { Wire } from '#desk/delivery/wire.ts';
import { bodiesBucket } from '../aws/bodies-bucket.ts';
import { endpointsTable } from '../aws/endpoints-table.ts';
import { post } from '../aws/post.ts';
import { send } from '../aws/queues.ts';
import { systemOf } from '../aws/systems.ts';
import { objects } from '../aws/the-bucket.ts';
import { table } from '../aws/the-table.ts';
import { deskWith } from '../desk.ts';
import { optional, required } from '../environment.ts';
import { once } from '../once.ts';
import { measure } from '../shell/measure.ts';
import { eachMessage } from '../shell/queue.ts';

const desk = deskWith(() => ({
  bodies: bodiesBucket(objects(), required('BODIES_BUCKET')),
  endpoints: endpointsTable(table()),
}));

/** What the log says beside the numbers, which name no department. */
const SAID = {
  CircuitsOpened: "a department's system fails again and again: it is called less often until it answers",
  EndpointsDisabled: "a department's system says that it is gone: it is called no more",
} as const;

const wire = once(
  (): Wire => ({
    system: systemOf,
    post,
    again: (delivery, delaySeconds) =>
      send(required('WEBHOOK_QUEUE'), [{ body: { delivery }, delaySeconds }]),
    alarm: (what, department) => {
      console.warn({ said: SAID[what], department });
      measure({ [what]: ['Count', 1] });
    },
    chance: Math.random,
    schedule: optional('WEBHOOK_RETRY_SECONDS')?.split(',').map(Number),
  }),
);

/**
 * Fed by the webhook queue: a new webhook, the id of one whose next attempt is due, or a task that a person has sent again.
 * Repeating is safe: see `sendWebhook` and `redeliver`.
 */
export const handler = eachMessage(async (body) => {
  const message = body as Outgoing | { delivery: string } | { redeliver: string };
  if ('delivery' in message) return resendWebhook(desk(), wire(), message.delivery);
  if ('redeliver' in message) return redeliver(desk(), wire(), message.redeliver);
  if (message.effect.kind !== 'webhook') throw new Error(`'${message.effect.kind}' is no webhook`);
  await sendWebhook(desk(), wire(), message.caseId, message.effect);
});
