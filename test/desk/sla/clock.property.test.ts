import { describe, test } from 'vitest';
import {
  announcedByTimestamps,
  announcedInTime,
  announcedOnce,
  balanced,
  comesToRest,
  covered,
} from './clock-properties.ts';
import { holds } from './runs.ts';
import { RULES } from './wheel.ts';

const RUNS = 3000;

describe('clocks hold their invariants', () => {
  test('I1: nothing is announced before it is due, paused or ended', () =>
    holds('I1', announcedInTime(RULES), RUNS));
  test('I2: nothing is announced twice', () => holds('I2', announcedOnce(RULES), RUNS));
  test('I6: what is announced is dated by timestamps alone', () =>
    holds('I6', announcedByTimestamps(RULES), RUNS));
  test('I3: every running clock is covered by a wake-up', () => holds('I3', covered(RULES), RUNS));
  test('I4: left alone, every case comes to rest', () => holds('I4', comesToRest(RULES), RUNS));
  test('I5: running, paused and closed time are the wall time', () => holds('I5', balanced(RULES), RUNS));
});
