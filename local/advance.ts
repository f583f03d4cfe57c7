import type { DeskClock } from './clock.ts';
import type { Look } from './engines/protocol.ts';
import type { Schedules } from './feeds/schedule-feed.ts';
import { quiet, type Workers } from './quiet.ts';

/** Ten years: more is a slip of the finger. */
export const LONGEST_ADVANCE = 10 * 365 * 86_400;

/** A jump is made in at most so many steps besides those where something falls due, so that the schedules run on the way. */
const SLICES = 24;
const SHORTEST_SLICE = 15 * 60_000;
/** Loops that set timers for ever must not make a jump endless. */
const MOST_STEPS = 500;
/** What falls due within a second falls due together: no timer of a service is finer, and every step waits for rest. */
const TOGETHER = 1_000;
const REST_BETWEEN = 5_000;
const REST_AFTER = 2_000;

/** When the next thing falls due that an engine knows of: a process's timer, a delayed message, a hidden one. */
function nextDue(look: Look, after: number): number {
  const times = [look.nextTimerAt, ...look.queues.map(({ nextDueAt }) => nextDueAt)];
  return Math.min(...times.map((time) => (time !== null && time > after ? time : Number.POSITIVE_INFINITY)));
}

/** Makes the one way in which the desk's clock is moved: step by step, in the order things fall due. */
export function createAdvance(clock: DeskClock, workers: Workers, schedules: Schedules) {
  const { engines } = workers;

  async function jump(milliseconds: number): Promise<void> {
    clock.move(milliseconds);
    await engines.clock(clock.offset());
    schedules.check();
    for (const { nudge } of workers.streamFeeds) nudge.now();
  }

  async function advance(seconds: number): Promise<void> {
    // What is on its way first arrives: a message in a handler's hands must not become visible again by the jump.
    await quiet(workers, REST_BETWEEN);
    // Counted in offset, not in time of day: the clock moves by exactly this much, however long the way takes.
    const end = clock.offset() + seconds * 1000;
    const slice = Math.max(SHORTEST_SLICE, Math.ceil((seconds * 1000) / SLICES));
    for (let step = 0; step < MOST_STEPS; step++) {
      const now = clock.now();
      const due = nextDue(await engines.look(), now);
      const by = Math.min(due + TOGETHER - now, slice);
      if (clock.offset() + by >= end) break;
      await jump(by);
      await quiet(workers, REST_BETWEEN);
    }
    await jump(Math.max(0, end - clock.offset()));
    await quiet(workers, REST_AFTER);
  }

  let last: Promise<void> = Promise.resolve();
  /** One advance after the other, and each answers with the desk's time after it. */
  return async (seconds: number): Promise<string> => {
    last = last.catch(() => {}).then(() => advance(seconds));
    await last;
    return new Date(clock.now()).toISOString();
  };
}
