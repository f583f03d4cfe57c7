import { setTimeout as pause } from 'node:timers/promises';

/** Generous, because two cores may be shared with other desks; nothing waits this long when all is well. */
const LIMIT = 25_000;
const STEP = 60;

/** Looks again and again until there is something to see, and answers with it. Fails by naming what never came. */
export async function waitFor<T>(
  what: string,
  look: () => Promise<T | undefined | false | null>,
  limit = LIMIT,
): Promise<T> {
  const deadline = performance.now() + limit;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false && seen !== null) return seen;
    if (performance.now() > deadline) throw new Error(`never came: ${what}`);
    await pause(STEP);
  }
}

/** Answers as soon as nothing fails any more; in the end, fails as the last look did. */
export async function eventually(check: () => Promise<void>, limit = LIMIT): Promise<void> {
  const deadline = performance.now() + limit;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(STEP);
    }
  }
}
