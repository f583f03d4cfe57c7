import { setTimeout as pause } from 'node:timers/promises';
import type { Engines } from './engines/child.ts';
import type { Look } from './engines/protocol.ts';
import type { Feeding } from './feeds/queue-feed.ts';
import type { Streaming } from './feeds/stream-feed.ts';
import type { Functions } from './lambda/functions.ts';

/** Everything that can be at work. */
export interface Workers {
  readonly engines: Engines;
  readonly functions: Functions;
  readonly queueFeeds: readonly Feeding[];
  readonly streamFeeds: readonly Streaming[];
  /** The queues someone reads; what lies in the others (dead letters) is not work. */
  readonly readQueues: ReadonlySet<string>;
}

/** Twice quiet with this pause between, and nothing run meanwhile, is quiet: what passes from one engine to the next takes less. */
const BREATH = 25;

function restingHere({ functions, queueFeeds, streamFeeds }: Workers): boolean {
  return (
    functions.active() === 0 &&
    queueFeeds.every((feed) => feed.inFlight() === 0) &&
    streamFeeds.every((feed) => feed.quiet())
  );
}

const restingThere = (look: Look, readQueues: ReadonlySet<string>) =>
  !look.processesBusy && look.queues.every(({ name, ready }) => ready === 0 || !readQueues.has(name));

/**
 * Waits until nothing moves: no function runs, no stream record or receivable message waits, no process is being moved.
 * Messages that are delayed, or hidden after a failure, are timers and not work. Answers whether it came to rest in time.
 */
export async function quiet(workers: Workers, withinMilliseconds: number): Promise<boolean> {
  const deadline = performance.now() + withinMilliseconds;
  let calm = -1;
  for (;;) {
    const before = workers.functions.invocations();
    const resting = restingHere(workers) && restingThere(await workers.engines.look(), workers.readQueues);
    const still = resting && restingHere(workers) && workers.functions.invocations() === before;
    if (still && calm === before) return true;
    calm = still ? before : -1;
    if (performance.now() > deadline) return false;
    await pause(BREATH);
  }
}
