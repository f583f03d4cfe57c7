import { AwsError, callJson } from '../engines/aws-json.ts';
import { Fields, type JsonObject } from '../json.ts';
import type { Checkpoints } from './checkpoints.ts';

const call = (url: string, action: string, input: JsonObject) =>
  callJson(url, `DynamoDBStreams_20120810.${action}`, input);

/** The shards of one table's stream, read in order: a shard's parent is read to its end first. */
export interface Shards {
  /** The next records of the first shard that has any, or nothing. */
  next(limit: number): Promise<{ shard: string; records: JsonObject[] } | undefined>;
  /** Remembers that everything up to this record is done. */
  done(shard: string, sequenceNumber: string): void;
  /** Reads a shard again from its last checkpoint. */
  rewind(shard: string): void;
}

/** Opens a table's stream for one feed, going on where its checkpoints say. */
export function openShards(url: string, StreamArn: string, feed: string, checkpoints: Checkpoints): Shards {
  /** Where each open shard is read next; a shard that is read to its end is kept with an empty iterator. */
  const iterators = new Map<string, string>();
  let stale = true;

  async function iterator(ShardId: string): Promise<string> {
    const kept = checkpoints.get(feed, ShardId);
    const from: JsonObject = kept
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: kept }
      : { ShardIteratorType: 'TRIM_HORIZON' };
    const answer = await call(url, 'GetShardIterator', { StreamArn, ShardId, ...from }).catch(
      (error: unknown) => {
        // Records live a day; what is older is gone, and reading goes on with what there is.
        if (!(error instanceof AwsError) || error.name !== 'TrimmedDataAccessException') throw error;
        return call(url, 'GetShardIterator', { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
      },
    );
    return new Fields(answer, 'GetShardIterator').text('ShardIterator');
  }

  /** Opens shards that are new, once those they split from are read to their end. */
  async function discover(): Promise<void> {
    stale = false;
    const answer = await call(url, 'DescribeStream', { StreamArn });
    const shards = new Fields(answer, 'DescribeStream').fields('StreamDescription').each('Shards');
    const ids = new Set(shards.map((shard) => shard.text('ShardId')));
    for (const shard of shards) {
      const id = shard.text('ShardId');
      const parent = shard.optional('ParentShardId');
      const waits = parent !== undefined && ids.has(parent) && iterators.get(parent) !== '';
      if (!waits && !iterators.has(id)) iterators.set(id, await iterator(id));
    }
  }

  async function read(shard: string, ShardIterator: string, limit: number): Promise<JsonObject[]> {
    const answer = new Fields(await call(url, 'GetRecords', { ShardIterator, Limit: limit }), 'GetRecords');
    const after = answer.optional('NextShardIterator') ?? '';
    iterators.set(shard, after);
    if (after === '') stale = true;
    return answer.each('Records').map(({ values }) => values);
  }

  return {
    next: async (limit) => {
      if (stale) await discover();
      for (const [shard, at] of iterators) {
        if (at === '') continue;
        try {
          const records = await read(shard, at, limit);
          if (records.length > 0) return { shard, records };
        } catch (error) {
          if (!(error instanceof AwsError)) throw error;
          if (!['ExpiredIteratorException', 'TrimmedDataAccessException'].includes(error.name)) throw error;
          iterators.set(shard, await iterator(shard));
        }
      }
      return undefined;
    },
    done: (shard, sequenceNumber) => checkpoints.set(feed, shard, sequenceNumber),
    rewind: (shard) => {
      iterators.delete(shard);
      stale = true;
    },
  };
}
