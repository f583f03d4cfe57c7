import type { Answer } from '../doors/answer.ts';
import type { Asked } from '../doors/api-event.ts';
import { isObject, type Json } from '../json.ts';
import type { Forward } from './door.ts';
import { askedBy, type Operations } from './operations.ts';

const fieldOf = (body: Buffer | string, name: string): Json => {
  const value = JSON.parse(String(body) || '{}') as Json;
  return isObject(value) ? (value[name] ?? null) : null;
};

const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);

const bytesOf = (asked: Asked, answer: Answer) => ({
  count: 1,
  requestBytes: asked.body.length,
  responseBytes: Buffer.byteLength(answer.body),
});

/** Counts requests to queues and buckets; receiving nothing stands apart, because it belongs to no case. */
export const countQueuesAndBuckets =
  (operations: Operations) =>
  async (asked: Asked, forward: Forward): Promise<Answer> => {
    const answer = await forward(asked);
    const by = askedBy(asked.headers);
    const target = asked.headers['x-amz-target'];
    if (typeof target !== 'string') {
      const [, about = ''] = asked.url.split(/[/?]/);
      operations.add({ by, service: 's3', action: asked.method, about }, bytesOf(asked, answer));
      return answer;
    }
    const about = lastPart(String(fieldOf(asked.body, 'QueueUrl') ?? ''));
    const wanted = target.slice(target.indexOf('.') + 1);
    const empty = wanted === 'ReceiveMessage' && fieldOf(answer.body, 'Messages') === null;
    const action = empty ? `${wanted} (nothing)` : wanted;
    operations.add({ by, service: 'sqs', action, about }, bytesOf(asked, answer));
    return answer;
  };

/** Counts requests to the process engine. */
export const countProcesses =
  (operations: Operations) =>
  async (asked: Asked, forward: Forward): Promise<Answer> => {
    const answer = await forward(asked);
    const action = String(asked.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const name = { by: askedBy(asked.headers), service: 'states', action, about: '' };
    operations.add(name, bytesOf(asked, answer));
    return answer;
  };

/** Counts what goes through the door of the small services; Lambda counts its own. */
export const countSmall =
  (operations: Operations, reply: Forward): Forward =>
  async (asked) => {
    const answer = await reply(asked);
    const [named = '', wanted = ''] = String(asked.headers['x-amz-target'] ?? '').split('.');
    const [service, action] = asked.url.startsWith('/v2/email/') ? ['ses', 'SendEmail'] : [named, wanted];
    if (service !== '')
      operations.add({ by: askedBy(asked.headers), service, action, about: '' }, bytesOf(asked, answer));
    return answer;
  };
