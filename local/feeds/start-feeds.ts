import type { Deployment } from '../assembly/deployment.ts';
import { Refusal } from '../json.ts';
import { onWrites } from './nudge.ts';
import { type Feeding, startQueueFeed } from './queue-feed.ts';
import { type StreamGround, type Streaming, startStreamFeed } from './stream-feed.ts';

/** The feeds of this machine while they run. */
export interface Feeds {
  readonly queueFeeds: readonly Feeding[];
  readonly streamFeeds: readonly Streaming[];
  /** Ends all feeds; what they had begun is not waited for. */
  stop(): Promise<void>;
}

/** Starts every event source mapping: queues, and the streams of tables (by name, `streams` says where each one is). */
export function startFeeds(
  { queueFeeds, streamFeeds }: Deployment,
  streams: ReadonlyMap<string, string>,
  ground: Omit<StreamGround, 'signal'>,
): Feeds {
  const aborted = new AbortController();
  const { signal } = aborted;
  const queues = queueFeeds.map((feed) => startQueueFeed(feed, ground.sqs, ground.functions, signal));
  const running = streamFeeds.map((feed) => {
    const stream = streams.get(feed.tableName);
    if (stream === undefined)
      throw new Refusal(`table ${feed.tableName} feeds ${feed.functionName}, but has no stream`);
    return startStreamFeed(feed, stream, { ...ground, signal });
  });
  const unlisten = onWrites(ground.dynamodb, () => {
    for (const { nudge } of running) nudge.now();
  });
  return {
    queueFeeds: queues,
    streamFeeds: running,
    stop: async () => {
      unlisten();
      aborted.abort();
      await Promise.all([...queues, ...running].map(({ done }) => done));
    },
  };
}
