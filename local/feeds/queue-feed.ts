import { setTimeout as pause } from 'node:timers/promises';
import type { QueueFeed } from '../assembly/deployment.ts';
import { HERE } from '../assembly/identities.ts';
import { callJson } from '../engines/aws-json.ts';
import { Fields, isObject, type Json, type JsonObject } from '../json.ts';
import type { Functions } from '../lambda/functions.ts';
import { passes } from './event-pattern.ts';
import { failedOnes } from './failures.ts';

/** A feed that runs until its signal is aborted. */
export interface Feeding {
  readonly done: Promise<void>;
  /** How many batches are on their way through a function. */
  inFlight(): number;
}

const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** A received message as Lambda hands it to a function. */
function recordOf(message: JsonObject, arn: string): JsonObject {
  const attributes = isObject(message.MessageAttributes) ? message.MessageAttributes : {};
  const messageAttributes: JsonObject = {};
  for (const [name, value] of Object.entries(attributes)) {
    const fields = Object.entries(isObject(value) ? value : {}).map(
      ([key, one]) => [lowerFirst(key), one] as const,
    );
    messageAttributes[name] = { ...Object.fromEntries(fields), stringListValues: [], binaryListValues: [] };
  }
  return {
    messageId: message.MessageId ?? '',
    receiptHandle: message.ReceiptHandle ?? '',
    body: message.Body ?? '',
    attributes: message.Attributes ?? {},
    messageAttributes,
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: HERE.region,
  };
}

/** Filters see the body as JSON where it is JSON, as Lambda does. */
function filterable(record: JsonObject): JsonObject {
  try {
    return { ...record, body: JSON.parse(String(record.body)) as Json };
  } catch {
    return record;
  }
}

/** Polls a queue for a function: deletes what succeeded, leaves the rest to its visibility and the redrive. */
export function startQueueFeed(
  feed: QueueFeed,
  sqs: string,
  functions: Functions,
  signal: AbortSignal,
): Feeding {
  const arn = `arn:aws:sqs:${HERE.region}:${HERE.account}:${feed.queueName}`;
  const QueueUrl = `${sqs}/${HERE.account}/${feed.queueName}`;
  let inFlight = 0;
  let roomAgain = Promise.withResolvers<void>();

  async function remove(records: readonly JsonObject[]): Promise<void> {
    if (records.length === 0) return;
    const Entries = records.map((record, i) => ({
      Id: String(i),
      ReceiptHandle: record.receiptHandle ?? '',
    }));
    await callJson(sqs, 'AmazonSQS.DeleteMessageBatch', { QueueUrl, Entries });
  }

  async function handle(received: readonly JsonObject[]): Promise<void> {
    const records = received.map((message) => recordOf(message, arn));
    const wanted = records.filter((record) => passes(feed.filters, filterable(record)));
    await remove(records.filter((record) => !wanted.includes(record)));
    if (wanted.length === 0) return;
    const outcome = await functions.invoke(feed.functionName, { Records: wanted });
    const failed = failedOnes(
      outcome,
      wanted.map((record) => String(record.messageId)),
      feed.reportsFailures,
    );
    await remove(wanted.filter((record) => !failed.has(String(record.messageId))));
  }

  async function poll(): Promise<void> {
    const answer = await callJson(
      sqs,
      'AmazonSQS.ReceiveMessage',
      {
        QueueUrl,
        MaxNumberOfMessages: Math.min(10, feed.batchSize),
        WaitTimeSeconds: 20,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      },
      signal,
    );
    const received = new Fields(answer, feed.queueName).each('Messages').map(({ values }) => values);
    if (received.length === 0) return;
    inFlight += 1;
    handle(received)
      .catch((error: unknown) => signal.aborted || console.error(`feed ${feed.id}: ${String(error)}`))
      .finally(() => {
        inFlight -= 1;
        roomAgain.resolve();
        roomAgain = Promise.withResolvers();
      });
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        if (inFlight >= feed.concurrency) await roomAgain.promise;
        else await poll();
      } catch (error) {
        if (signal.aborted) return;
        console.error(`feed ${feed.id}: ${String(error)}`);
        await pause(250, undefined, { signal }).catch(() => {});
      }
    }
  }
  return { done: run(), inFlight: () => inFlight };
}
