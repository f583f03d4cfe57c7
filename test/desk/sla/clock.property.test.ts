import { describe, test } from 'vitest';
import { announcedRightly, balanced, comesToRest, covered } from './clock-properties.ts';
import { holds } from './runs.ts';
import { RULES } from './wheel.ts';

const RUNS = 3000;

describe('clocks hold their invariants', () => {
  test('I1, I2, I6: announced when due, once, and by timestamps alone', () =>
    holds('I1 I2 I6', announcedRightly(RULES), RUNS));
  test('I3: every running clock is covered by a wake-up', () => holds('I3', covered(RULES), RUNS));
  test('I4: left alone, every case comes to rest', () => holds('I4', comesToRest(RULES), RUNS));
  test('I5: running, paused and closed time are the wall time', () => holds('I5', balanced(RULES), RUNS));
});
