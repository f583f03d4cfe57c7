import { expect, test } from 'vitest';
import { moveLetters } from '#infra/operations/move-letters.ts';
import { settingsFor } from '#infra/settings.ts';

/** A queue service that has so many dead letters, and remembers what it was asked. */
function service(letters: number, status?: string) {
  const asked: string[] = [];
  const answers: Readonly<Record<string, object>> = {
    GetQueueUrlCommand: { QueueUrl: 'https://sqs.test/mail-dead' },
    GetQueueAttributesCommand: {
      Attributes: { QueueArn: 'arn:mail-dead', ApproximateNumberOfMessages: String(letters) },
    },
    ListMessageMoveTasksCommand: { Results: status === undefined ? [] : [{ Status: status }] },
  };
  const send = async (command: { constructor: { name: string }; input: object }) => {
    asked.push(`${command.constructor.name} ${JSON.stringify(command.input)}`);
    return answers[command.constructor.name] ?? {};
  };
  return { asked, client: { send } as unknown as Parameters<typeof moveLetters>[0] };
}
const prod = settingsFor('prod');

test('dead letters go back to their queue, ten a second', async () => {
  const { asked, client } = service(3);
  expect(await moveLetters(client, prod, 'mail')).toEqual({ letters: 3, task: 'started' });
  expect(asked[0]).toContain('"QueueName":"switchboard-prod-mail-dead"');
  expect(asked.at(-1)).toBe(
    'StartMessageMoveTaskCommand {"SourceArn":"arn:mail-dead","MaxNumberOfMessagesPerSecond":10}',
  );
});

test.each([
  [0, undefined, 'nothing to move'],
  [3, 'RUNNING', 'already moving'],
  [3, 'COMPLETED', 'started'],
])('%i letters with a task that is %s: %s', async (letters, status, task) => {
  const { client } = service(letters, status);
  expect(await moveLetters(client, prod, 'mail')).toEqual({ letters, task });
});

test('those of the outbox lie in the stream, and are refused by a sentence', async () => {
  await expect(moveLetters(service(1).client, prod, 'outbox')).rejects.toThrow('docs/runbook.md says how');
});
