import { setTimeout as pause } from 'node:timers/promises';
import type { StreamFeed } from '../assembly/deployment.ts';
import { HERE } from '../assembly/identities.ts';
import type { DeskClock } from '../clock.ts';
import { callJson } from '../engines/aws-json.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Checkpoints } from './checkpoints.ts';
import { passes } from './event-pattern.ts';
import { failedOnes } from './failures.ts';
import { createNudge, type Nudge } from './nudge.ts';
import { openShards } from './shards.ts';

/** How often a stream is read when no write of this process announces itself: the engine's own writes do not. */
const SLOW_POLL = 1_000;

/** What a stream feed needs of the machine it runs on. */
export interface StreamGround {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly functions: Functions;
  readonly checkpoints: Checkpoints;
  readonly clock: DeskClock;
  readonly signal: AbortSignal;
}

/** A running stream feed. */
export interface Streaming {
  readonly done: Promise<void>;
  readonly nudge: Nudge;
  /** Whether everything that was announced has been handled. */
  quiet(): boolean;
}

const sequenceOf = (record: JsonObject | undefined): string =>
  isObject(record?.dynamodb) ? String(record.dynamodb.SequenceNumber) : '';

const backoff = (attempt: number) => Math.min(2_000, 50 * 2 ** attempt);

/** Reads a table's stream for a function, in order, at least once. */
export function startStreamFeed(feed: StreamFeed, streamArn: string, ground: StreamGround): Streaming {
  const { functions, signal, clock } = ground;
  const shards = openShards(ground.dynamodb, streamArn, feed.id, ground.checkpoints);
  const nudge = createNudge();
  let draining = true;

  function recordOf(record: JsonObject): JsonObject {
    const dynamodb = isObject(record.dynamodb) ? record.dynamodb : {};
    const at = Number(dynamodb.ApproximateCreationDateTime ?? 0) + Math.round(clock.offset() / 1000);
    return {
      ...record,
      awsRegion: HERE.region,
      eventSourceARN: feed.streamArn,
      dynamodb: { ...dynamodb, ApproximateCreationDateTime: at },
    };
  }

  /** What could not be handled goes to the failure queue, as a note that says where it is, like Lambda's. */
  async function giveUp(shardId: string, records: readonly JsonObject[], requestId: string, invokes: number) {
    if (feed.failureQueue === undefined) return;
    const note = {
      requestContext: {
        requestId,
        functionArn: `arn:aws:lambda:${HERE.region}:${HERE.account}:function:${feed.functionName}`,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: invokes,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: new Date(clock.now()).toISOString(),
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: sequenceOf(records[0]),
        endSequenceNumber: sequenceOf(records.at(-1)),
        batchSize: records.length,
        streamArn: feed.streamArn,
      },
    };
    const QueueUrl = `${ground.sqs}/${HERE.account}/${feed.failureQueue}`;
    await callJson(ground.sqs, 'AmazonSQS.SendMessage', { QueueUrl, MessageBody: JSON.stringify(note) });
  }

  /** Hands records to the function until all are done or given up; remembers every step forward. */
  async function deliver(shard: string, given: readonly JsonObject[]): Promise<void> {
    let records = given;
    for (let attempt = 0; records.length > 0; attempt++) {
      signal.throwIfAborted();
      const outcome = await functions.invoke(feed.functionName, { Records: records });
      const numbers = records.map(sequenceOf);
      const failed = failedOnes(outcome, numbers, feed.reportsFailures);
      const firstFailed = numbers.findIndex((number) => failed.has(number));
      const last = numbers.at(firstFailed === -1 ? -1 : firstFailed - 1);
      if (firstFailed !== 0 && last !== undefined) {
        shards.done(shard, last);
        attempt = 0;
      }
      if (firstFailed === -1) return;
      records = records.slice(firstFailed);
      if (feed.maximumRetries >= 0 && attempt >= feed.maximumRetries) {
        await giveUp(shard, records, outcome.requestId, attempt + 1);
        shards.done(shard, sequenceOf(records.at(-1)));
        return;
      }
      await pause(backoff(attempt), undefined, { signal });
      if (feed.bisects && firstFailed === 0 && records.length > 1) {
        const half = Math.ceil(records.length / 2);
        await deliver(shard, records.slice(0, half));
        return deliver(shard, records.slice(half));
      }
    }
  }

  async function drain(): Promise<void> {
    for (;;) {
      const read = await shards.next(feed.batchSize);
      if (!read || signal.aborted) return;
      const records = read.records.map(recordOf);
      const wanted = records.filter((record) => passes(feed.filters, record));
      try {
        await deliver(read.shard, wanted);
      } catch (error) {
        // Not the function's failure but the machine's: read again from where success was last written down.
        shards.rewind(read.shard);
        throw error;
      }
      shards.done(read.shard, sequenceOf(records.at(-1)));
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        draining = true;
        await drain();
      } catch (error) {
        if (signal.aborted) return;
        console.error(`feed ${feed.id}: ${String(error)}`);
        await pause(250, undefined, { signal }).catch(() => {});
        // What could not be read is still there to be read: a feed that failed is not at rest.
        continue;
      }
      draining = false;
      await nudge.wait(SLOW_POLL);
    }
  }
  signal.addEventListener('abort', () => nudge.now(), { once: true });
  return { done: run(), nudge, quiet: () => !draining && !nudge.pending() };
}
