import type { Queue } from '../assembly/deployment.ts';
import { HERE } from '../assembly/identities.ts';
import { callJson } from '../engines/aws-json.ts';
import { Fields } from '../json.ts';

/**
 * Puts the dead letters of a queue back into it and counts them, as the service's message move tasks do, which the
 * queue engine does not have. A letter is deleted once it is back: a crash in between leaves two, which the desk allows.
 */
export async function redrive(
  url: string,
  queues: readonly Queue[],
  name: string,
): Promise<number | undefined> {
  const source = queues.find((queue) => queue.name === name || queue.name.endsWith(`-${name}`));
  const policy = JSON.parse(source?.attributes.RedrivePolicy ?? '{}') as { deadLetterTargetArn?: string };
  const dead = policy.deadLetterTargetArn?.split(':').at(-1);
  if (source === undefined || dead === undefined) return undefined;
  const at = (queue: string) => `${url}/${HERE.account}/${queue}`;
  for (let moved = 0; ; ) {
    const taken = await callJson(url, 'AmazonSQS.ReceiveMessage', {
      QueueUrl: at(dead),
      MaxNumberOfMessages: 10,
    });
    const letters = new Fields(taken, 'ReceiveMessage').each('Messages');
    if (letters.length === 0) return moved;
    for (const letter of letters) {
      await callJson(url, 'AmazonSQS.SendMessage', {
        QueueUrl: at(source.name),
        MessageBody: letter.text('Body'),
      });
      const ReceiptHandle = letter.text('ReceiptHandle');
      await callJson(url, 'AmazonSQS.DeleteMessage', { QueueUrl: at(dead), ReceiptHandle });
      moved += 1;
    }
  }
}
