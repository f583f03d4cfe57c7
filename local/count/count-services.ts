import type { Answer } from '../doors/answer.ts';
import type { Asked } from '../doors/api-event.ts';
import { isObject, type Json } from '../json.ts';
import type { Forward } from './door.ts';
import { askedBy, type Operations } from './operations.ts';

const by = ({ headers }: Asked) =>
  askedBy(headers['x-amz-user-agent']?.toString() ?? headers['user-agent']?.toString());

const fieldOf = (body: Buffer | string, name: string): Json => {
  const value = JSON.parse(String(body) || '{}') as Json;
  return isObject(value) ? (value[name] ?? null) : null;
};

const lastPart = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Counts requests to queues and buckets; a receive that brought nothing is kept apart, because it belongs to no case. */
export const countQueuesAndBuckets =
  (operations: Operations) =>
  async (asked: Asked, forward: Forward): Promise<Answer> => {
    const answer = await forward(asked);
    const target = asked.headers['x-amz-target'];
    if (typeof target !== 'string') {
      const [, bucket = ''] = asked.url.split(/[/?]/);
      operations.add({ by: by(asked), service: 'S3', action: asked.method, about: bucket });
      return answer;
    }
    const queue = lastPart(String(fieldOf(asked.body, 'QueueUrl') ?? ''));
    const action = target.slice(target.indexOf('.') + 1);
    const empty = action === 'ReceiveMessage' && fieldOf(answer.body, 'Messages') === null;
    operations.add({
      by: by(asked),
      service: empty ? 'SQS (empty)' : 'SQS',
      action,
      about: queue,
    });
    return answer;
  };

/** Counts requests to the process engine. */
export const countProcesses =
  (operations: Operations) =>
  (asked: Asked, forward: Forward): Promise<Answer> => {
    const action = String(asked.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    operations.add({ by: by(asked), service: 'Step Functions', action, about: '' });
    return forward(asked);
  };

/** Counts what goes through the door of the small services. */
export const countSmall =
  (operations: Operations, answer: Forward): Forward =>
  (asked) => {
    const [service = '', action = ''] = String(asked.headers['x-amz-target'] ?? '').split('.');
    if (asked.url.startsWith('/v2/email/'))
      operations.add({ by: by(asked), service: 'SES', action: 'SendEmail', about: '' });
    else if (service !== '') operations.add({ by: by(asked), service, action, about: '' });
    return answer(asked);
  };
