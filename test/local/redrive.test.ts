import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Queue } from '#local/assembly/deployment.ts';
import { redrive } from '#local/deploy/redrive.ts';
import { callJson } from '#local/engines/aws-json.ts';
import { startQueuesAndBuckets } from '#local/engines/queues-and-buckets.ts';
import { deleteFolder, newFolder } from './spawn-desk.ts';

const folder = newFolder();
let engine: Awaited<ReturnType<typeof startQueuesAndBuckets>>;
const at = (queue: string) => `${engine.url}/000000000000/${queue}`;
const QUEUES: readonly Queue[] = [
  {
    name: 'switchboard-local-mail',
    attributes: {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:switchboard-local-mail-dead',
        maxReceiveCount: 5,
      }),
    },
  },
  { name: 'switchboard-local-mail-dead', attributes: {} },
];
const count = async (queue: string) => {
  const { Attributes } = await callJson(engine.url, 'AmazonSQS.GetQueueAttributes', {
    QueueUrl: at(queue),
    AttributeNames: ['ApproximateNumberOfMessages'],
  });
  return Number((Attributes as Record<string, string>).ApproximateNumberOfMessages);
};

beforeAll(async () => {
  engine = await startQueuesAndBuckets(folder);
  for (const { name } of QUEUES) await callJson(engine.url, 'AmazonSQS.CreateQueue', { QueueName: name });
});
afterAll(async () => {
  await engine?.stop();
  deleteFolder(folder);
});

test('every dead letter is put back once, however many there are', async () => {
  for (let letter = 1; letter <= 12; letter += 1)
    await callJson(engine.url, 'AmazonSQS.SendMessage', {
      QueueUrl: at('switchboard-local-mail-dead'),
      MessageBody: `letter ${letter}`,
    });
  expect(await redrive(engine.url, QUEUES, 'mail')).toBe(12);
  expect([await count('switchboard-local-mail'), await count('switchboard-local-mail-dead')]).toEqual([
    12, 0,
  ]);
  expect(await redrive(engine.url, QUEUES, 'mail')).toBe(0);
});

test('a queue that is none, or has no dead letters of its own, is said to be none', async () => {
  expect(await redrive(engine.url, QUEUES, 'nowhere')).toBeUndefined();
  expect(await redrive(engine.url, QUEUES, 'mail-dead')).toBeUndefined();
});
