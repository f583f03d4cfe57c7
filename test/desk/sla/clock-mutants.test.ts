import { describe, test } from 'vitest';
import { type Clock, type Clocks, foldClock } from '#desk/sla/clock.ts';
import {
  announcedByTimestamps,
  announcedInTime,
  announcedOnce,
  balanced,
  comesToRest,
  covered,
} from './clock-properties.ts';
import { breaks } from './runs.ts';
import { RULES, type Rules } from './wheel.ts';

/** As many as the invariants are held for: a mutant that needs more would be missed there too. */
const RUNS = 3000;

const withoutIndexOn =
  (reason: string): Rules['wake'] =>
  (before, after, why) =>
    why === reason && before !== undefined ? before : RULES.wake(before, after, why);

/** Every clock taken for running. */
const alive = (clocks: Clocks): Clocks =>
  Object.fromEntries(
    Object.entries(clocks).map(([name, clock]) => [name, { ...(clock as Clock), state: 'running' as const }]),
  );

describe('and each invariant would notice its mutant', () => {
  test('I1: an unconditional commit on fire', () =>
    breaks('I1', 'unconditional commit', announcedInTime({ ...RULES, guarded: false }), RUNS));

  test('I1: a paused clock that is still due', () => {
    const fire: Rules['fire'] = (clocks, now) => RULES.fire(alive(clocks), now);
    breaks('I1', 'fires while paused', announcedInTime({ ...RULES, fire }), RUNS);
  });

  test('I1: a look ahead, as far as the delay queue reaches', () => {
    const fire: Rules['fire'] = (clocks, now) =>
      RULES.fire(clocks, new Date(Date.parse(now) + 180_000).toISOString());
    breaks('I1', 'fires three minutes early', announcedInTime({ ...RULES, fire }), RUNS);
  });

  test('I2: what was announced is forgotten', () => {
    const fold: Rules['fold'] = (before, event) => ({ ...foldClock(before, event), fired: [] });
    breaks('I2', 'forgets what fired', announcedOnce({ ...RULES, fold }), RUNS);
  });

  test('I2: a pause begins a new run', () => {
    const fold: Rules['fold'] = (before, event) => {
      const after = foldClock(before, event);
      return event.type === 'ClockResumed' && before?.state === 'paused' ? { ...after, fired: [] } : after;
    };
    breaks('I2', 'a resume forgets what fired', announcedOnce({ ...RULES, fold }), RUNS);
  });

  test('I6: an unconditional commit on fire, after the target has changed', () =>
    breaks('I6', 'unconditional commit', announcedByTimestamps({ ...RULES, guarded: false }), RUNS));

  test('I2: an unconditional commit on fire, of two looks at once', () =>
    breaks('I2', 'unconditional commit', announcedOnce({ ...RULES, guarded: false }), RUNS));

  test('I6: a breach dated by when the timer ran', () => {
    const fire: Rules['fire'] = (clocks, now) =>
      RULES.fire(clocks, now).map((event) => ({ ...event, due: now }));
    breaks('I6', 'dated by the timer', announcedByTimestamps({ ...RULES, fire }), RUNS);
  });

  test('I3: an early wake drops the index entry', () => {
    const wake: Rules['wake'] = (before, after, why) =>
      why === 'woken' ? undefined : RULES.wake(before, after, why);
    breaks('I3', 'an early wake drops the entry', covered({ ...RULES, wake }), RUNS);
  });

  test('I3: shortening without re-indexing', () =>
    breaks('I3', 'shorten', covered({ ...RULES, wake: withoutIndexOn('ClockRetargeted') }), RUNS));

  test('I3: starting a second clock without re-indexing', () =>
    breaks('I3', 'start', covered({ ...RULES, wake: withoutIndexOn('ClockStarted') }), RUNS));

  test('I3: resuming without re-indexing', () => {
    const wake: Rules['wake'] = (before, after, why) =>
      why === 'ClockResumed' ? before : RULES.wake(before, after, why);
    breaks('I3', 'resume', covered({ ...RULES, wake }), RUNS);
  });

  test('I3: resuming without counting the version', () =>
    breaks(
      'I3',
      'resume without a version',
      covered({ ...RULES, counts: ({ type }) => type !== 'ClockResumed' }),
      RUNS,
    ));

  test('I3: stopping one clock drops the entry of the other', () => {
    const wake: Rules['wake'] = (before, after, why) =>
      why === 'ClockStopped' ? undefined : RULES.wake(before, after, why);
    breaks('I3', 'a stop drops the entry', covered({ ...RULES, wake }), RUNS);
  });

  test('I4: an early wake keeps the entry as it was', () => {
    const wake: Rules['wake'] = (before, after, why) =>
      why === 'woken' ? before : RULES.wake(before, after, why);
    breaks('I4', 'an early wake keeps the entry', comesToRest({ ...RULES, wake }), RUNS);
  });

  test('I5: a repeated resume counts twice', () => {
    const fold: Rules['fold'] = (before, event) =>
      event.type === 'ClockResumed' && before?.state === 'running'
        ? { ...before, spans: [...before.spans, [event.at]] }
        : foldClock(before, event);
    breaks('I5', 'a repeated resume counts twice', balanced({ ...RULES, fold }), RUNS);
  });

  test('I5: a repeated pause moves the end of what counted', () => {
    const fold: Rules['fold'] = (before, event) => {
      const last = before?.spans.at(-1);
      return event.type === 'ClockPaused' && before?.state === 'paused' && last
        ? { ...before, spans: [...before.spans.slice(0, -1), [last[0], event.at, event.cause]] }
        : foldClock(before, event);
    };
    breaks('I5', 'a repeated pause moves the end', balanced({ ...RULES, fold }), RUNS);
  });

  test('I5: a resume that forgives what was used up', () => {
    const fold: Rules['fold'] = (before, event) => {
      const after = foldClock(before, event);
      return event.type === 'ClockResumed' && before?.state === 'paused'
        ? { ...after, spans: [[event.at]] }
        : after;
    };
    breaks('I5', 'a resume forgives', balanced({ ...RULES, fold }), RUNS);
  });
});
