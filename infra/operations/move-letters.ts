import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { nameOf } from '../names.ts';
import type { Settings } from '../settings.ts';

/** Slow enough that what was mended a minute ago is not overrun by what had piled up. */
const PER_SECOND = 10;

/**
 * Puts the dead letters of a queue back into it, and answers with how many there were. Everything the desk handles may
 * come twice, so this may be repeated; a task that is still moving goes on by itself.
 */
export async function moveLetters(
  sqs: Pick<SQSClient, 'send'>,
  settings: Settings,
  queue: string,
): Promise<{ letters: number; task: string }> {
  if (queue === 'outbox')
    throw new Error(
      'the dead letters of the outbox say where in the stream they lie; docs/runbook.md says how to send them again',
    );
  const QueueName = nameOf(settings, queue, 'dead');
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
    }),
  );
  const SourceArn = Attributes.QueueArn;
  const letters = Number(Attributes.ApproximateNumberOfMessages ?? 0);
  if (letters === 0) return { letters, task: 'nothing to move' };
  const { Results = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
  if (Results[0]?.Status === 'RUNNING') return { letters, task: 'already moving' };
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn, MaxNumberOfMessagesPerSecond: PER_SECOND }));
  return { letters, task: 'started' };
}
