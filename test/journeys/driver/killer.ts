import { setTimeout as pause } from 'node:timers/promises';
import type { Desk } from './desk.ts';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Does something as people and systems do it: again, as long as nobody answers. */
export async function insist<T>(act: () => Promise<T>, limit = 120_000): Promise<T> {
  const deadline = performance.now() + limit;
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(100);
    }
  }
}

/** Kills and restarts the desk at so many random points while something is done to it, and answers with where. */
export async function killing(
  desk: Desk,
  random: () => number,
  times: number,
  act: () => Promise<unknown>,
): Promise<readonly number[]> {
  const done = insist(act);
  done.catch(() => {});
  const points: number[] = [];
  for (let i = 0; i < times; i += 1) {
    // The work of one phase takes a few hundred milliseconds, so this is before, within and after it.
    const point = Math.round(random() ** 2 * 700);
    await pause(point);
    await desk.kill();
    points.push(point);
    await desk.restart();
  }
  await done;
  return points;
}
