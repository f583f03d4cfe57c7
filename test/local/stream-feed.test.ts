import { afterEach, describe, expect, test, vi } from 'vitest';
import type { StreamFeed } from '#local/assembly/deployment.ts';
import { dateOf } from '#local/clock.ts';
import { json } from '#local/doors/answer.ts';
import { type Listening, listen } from '#local/doors/http.ts';
import { type Streaming, startStreamFeed } from '#local/feeds/stream-feed.ts';
import type { Json, JsonObject } from '#local/json.ts';

// The stream and the queue are played here, so that every batch and every checkpoint can be said beforehand.
let door: Listening | undefined;
let streaming: Streaming | undefined;
let aborted = new AbortController();
afterEach(async () => {
  aborted.abort();
  await streaming?.done;
  await door?.close();
  aborted = new AbortController();
});

const record = (n: number) => ({
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: String(n), NewImage: { n: { S: String(n) } } },
});
const numbers = (event: unknown) =>
  (event as { Records: { dynamodb: { SequenceNumber: string } }[] }).Records.map(({ dynamodb }) =>
    Number(dynamodb.SequenceNumber),
  );

const FEED: StreamFeed = {
  id: 'Feed',
  functionName: 'outbox',
  batchSize: 10,
  reportsFailures: false,
  filters: [],
  tableName: 'things',
  streamArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/things/stream/local',
  maximumRetries: 1,
  bisects: false,
  failureQueue: 'dead',
};

/** Feeds records 1 to 5 to a function and tells what it was given, how far was remembered, and what was given up. */
async function play(
  feed: Partial<StreamFeed>,
  answer: (given: number[]) => { failed: boolean; payload: Json },
) {
  const invoked: number[][] = [];
  const checkpoints: string[] = [];
  const givenUp: JsonObject[] = [];
  door = await listen(0, 1e6, async ({ headers, body }) => {
    const action = String(headers['x-amz-target']).split('.')[1];
    const input = JSON.parse(body.toString()) as JsonObject;
    if (action === 'DescribeStream')
      return json(200, { StreamDescription: { Shards: [{ ShardId: 'shard' }] } });
    if (action === 'GetShardIterator') return json(200, { ShardIterator: String(input.SequenceNumber ?? 0) });
    if (action === 'SendMessage') givenUp.push(JSON.parse(String(input.MessageBody)) as JsonObject);
    const from = Number(input.ShardIterator);
    const Records = [1, 2, 3, 4, 5].filter((n) => n > from).map(record);
    return json(200, { Records, NextShardIterator: '5' });
  });
  const invoke = async (_name: string, event: unknown) => {
    const given = numbers(event);
    invoked.push(given);
    return { ...answer(given), requestId: 'r' };
  };
  const functions = {
    invoke,
    invokeFor: invoke,
    has: () => true,
    recycle: () => {},
    active: () => 0,
    invocations: () => 0,
    counts: () => ({}),
    close: async () => {},
  };
  const now = () => Date.now();
  streaming = startStreamFeed({ ...FEED, ...feed }, 'arn', {
    dynamodb: door.origin,
    sqs: door.origin,
    functions,
    checkpoints: { get: () => undefined, set: (_feed, _shard, sequence) => checkpoints.push(sequence) },
    clock: { now, offset: () => 0, move: () => {}, Date: dateOf(now) },
    signal: aborted.signal,
  });
  await vi.waitUntil(() => checkpoints.at(-1) === '5', { timeout: 5_000 });
  return { invoked, checkpoints, givenUp };
}

const fine = { failed: false, payload: null };
const failed = { failed: true, payload: {} };
const failing = (n: number) => (given: number[]) => (given.includes(n) ? failed : fine);

describe('a stream feed', () => {
  test('remembers how far it is only after success', async () => {
    const { invoked, checkpoints } = await play({}, () => fine);
    expect(invoked).toEqual([[1, 2, 3, 4, 5]]);
    expect(new Set(checkpoints)).toEqual(new Set(['5']));
  });

  test('leaves out what its filters do not want', async () => {
    const filters = [{ dynamodb: { NewImage: { n: { S: ['2', '4'] } } } }];
    expect((await play({ filters }, () => fine)).invoked).toEqual([[2, 4]]);
  });

  test('gives a whole batch up after its retries, and says where it is', async () => {
    const { invoked, givenUp } = await play({}, failing(3));
    expect(invoked).toEqual([
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ]);
    expect(givenUp).toMatchObject([
      {
        DDBStreamBatchInfo: {
          shardId: 'shard',
          startSequenceNumber: '1',
          endSequenceNumber: '5',
          batchSize: 5,
        },
      },
    ]);
  });

  test('cuts a failing batch in halves until the one that fails is alone', async () => {
    const { invoked, checkpoints, givenUp } = await play({ bisects: true }, failing(3));
    expect(invoked).toEqual([[1, 2, 3, 4, 5], [1, 2, 3], [1, 2], [3], [3], [4, 5]]);
    expect(checkpoints.slice(0, 3)).toEqual(['2', '3', '5']);
    expect(givenUp).toMatchObject([
      { DDBStreamBatchInfo: { startSequenceNumber: '3', endSequenceNumber: '3' } },
    ]);
  });

  test('goes on from the first record that is reported as failed', async () => {
    let times = 0;
    const { invoked, checkpoints } = await play({ reportsFailures: true }, (given) => {
      if (!given.includes(3) || times++ > 0) return fine;
      return { failed: false, payload: { batchItemFailures: [{ itemIdentifier: '3' }] } };
    });
    expect(invoked).toEqual([
      [1, 2, 3, 4, 5],
      [3, 4, 5],
    ]);
    expect(checkpoints.slice(0, 2)).toEqual(['2', '5']);
  });
});
