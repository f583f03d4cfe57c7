import { once } from '../once.ts';
import { askedInJson } from './asked-in-json.ts';
import { client } from './the-table.ts';

type Sent = Readonly<{ Failed?: readonly Readonly<{ Code?: string; Message?: string }>[] }>;

const ask = once(() => askedInJson(client(), 'sqs'));

/** A message and how long it stays hidden (at most 900 seconds, the limit of SQS). */
export type Delayed = Readonly<{ body: unknown; delaySeconds?: number }>;

/** The most messages one request may carry. */
const BATCH = 10;

/** Sends messages to a queue, ten a request. Throws if one was not taken, so that the caller's own source tries again. */
export async function send(queueUrl: string, messages: readonly Delayed[]): Promise<void> {
  for (let from = 0; from < messages.length; from += BATCH) {
    const { Failed = [] } = await ask()<Sent>('SendMessageBatch', {
      QueueUrl: queueUrl,
      Entries: messages.slice(from, from + BATCH).map(({ body, delaySeconds }, at) => ({
        Id: String(at),
        MessageBody: JSON.stringify(body),
        ...(delaySeconds !== undefined && {
          DelaySeconds: Math.max(0, Math.min(900, Math.ceil(delaySeconds))),
        }),
      })),
    });
    const [first] = Failed;
    if (first !== undefined)
      throw new Error(`${Failed.length} messages were not taken: ${first.Code} ${first.Message ?? ''}`);
  }
}
