import { describe, expect, test } from 'vitest';
import { simulate, type Trial } from './simulate.ts';
import type { Broken } from './world.ts';

const RUNS = 300;

/** Machines die between any two steps, two work at once, messages come twice and late, clocks are five seconds off. */
const storm: Trial = {
  weather: { crashes: 0.01, skew: { handlers: 5, others: 5 }, slow: 0.15 },
  plumbing: { indexLag: 1500, duplicates: 0.2, lateMessages: 0.2, refusals: 0.1 },
};

/** Nobody dies, but clocks are off and the index lags: the repair is what bounds lateness. */
const drizzle: Trial = {
  weather: { crashes: 0, skew: { handlers: 5, others: 5 }, slow: 0.05 },
  plumbing: { indexLag: 1500, duplicates: 0.05, lateMessages: 0, refusals: 0 },
  // Ninety seconds overdue, a sweep's period, two clocks five seconds off, and the seconds that steps take.
  latest: 90 + 60 + 10 + 25,
};

/** Only the clocks of those who look are off: then nothing waits for the repair. */
const fine: Trial = {
  weather: { crashes: 0, skew: { handlers: 5, others: 0 }, slow: 0 },
  plumbing: { indexLag: 0, duplicates: 0.05, lateMessages: 0, refusals: 0 },
  latest: 20,
};

async function hold(name: string, trial: Trial): Promise<void> {
  for (let seed = 1; seed <= RUNS; seed++) await simulate(seed, trial);
  console.log(`${name}: held in ${RUNS} runs (seeds 1 to ${RUNS})`);
}

async function found(trial: Trial, broken: Broken, rule: RegExp): Promise<void> {
  for (let seed = 1; seed <= RUNS; seed++)
    try {
      await simulate(seed, trial, broken);
    } catch (error) {
      const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
      console.log(`mutant "${broken}" found after ${seed} runs (${reason})`);
      expect(reason).toMatch(rule);
      return;
    }
  expect.fail(`the mutant "${broken}" survived ${RUNS} runs`);
}

describe('sweeps, looks and writers at once', () => {
  test('I1, I2, I3, I4, I6, S2 hold through crashes, repeats, lateness and skew', () => hold('storm', storm));
  test('I4 the repair bounds lateness where clocks and index disagree', () => hold('drizzle', drizzle));
  test('I4, L9 an early look comes back, so nothing waits for the repair', () => hold('fine', fine));
});

describe('and they would notice', () => {
  test.each<[Broken, RegExp, Trial]>([
    ['unconditional commit', /^I[126]: /, storm],
    ['an early wake drops the entry', /^I3: /, storm],
    ['shorten without re-index', /^I3: /, storm],
    ['resume without a version', /^I[123]: /, storm],
    ['the mark passes what was not sent', /^S2: /, storm],
    ['no repair', /^I4: /, drizzle],
    ['an early look is forgotten', /^I4: /, fine],
    ['a writer sends no wake-up of its own', /^I4: /, fine],
  ])('%s', (broken, rule, trial) => found(trial, broken, rule));
});
