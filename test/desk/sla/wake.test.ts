import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALWAYS } from '#desk/sla/calendar.ts';
import {
  type Clock,
  type ClockEvent,
  fireDue,
  foldClock,
  nextWake,
  reachedAt,
  spent,
  wakeAfter,
} from '#desk/sla/clock.ts';
import { holds } from './runs.ts';
import { steps } from './steps.ts';
import { at, clockAfter, HOUR, paused, reached, resumed, retargeted, started, stopped } from './story.ts';
import { calendars } from './wheel.ts';

describe('the wake-up (I3)', () => {
  const waiting = { resolution: clockAfter(started, paused('09:00')) };

  test('is the earliest threshold of all running clocks', () => {
    const clocks = {
      resolution: clockAfter(started),
      firstResponse: clockAfter({ ...started, target: HOUR }),
      'ola:it': clockAfter({ ...started, target: 1800 }, paused('08:01')),
    };
    expect(nextWake(clocks, calendars)).toBe(at('08:45'));
    expect(fireDue(clocks, calendars, at('11:00')).map(({ clock, threshold }) => [clock, threshold])).toEqual(
      [
        ['firstResponse', 75],
        ['firstResponse', 100],
        ['resolution', 75],
      ],
    );
  });

  test('is a lower bound: pausing and extending write nothing', () => {
    expect(wakeAfter(at('11:00'), waiting, calendars, 'changed')).toBe(at('11:00'));
    const extended = { resolution: clockAfter(started, retargeted('09:00', 8, 'carry')) };
    expect(wakeAfter(at('11:00'), extended, calendars, 'changed')).toBe(at('11:00'));
  });

  test('moves earlier with a shorter target, and comes back with a resume', () => {
    const shorter = { resolution: clockAfter(started, retargeted('09:00', 2, 'carry')) };
    expect(wakeAfter(at('11:00'), shorter, calendars, 'changed')).toBe(at('09:30'));
    const again = { resolution: clockAfter(started, paused('09:00'), resumed('10:00')) };
    expect(wakeAfter(undefined, again, calendars, 'changed')).toBe(at('12:00'));
  });

  test('that came early is computed afresh, and goes when nothing is left to wait for', () => {
    const extended = { resolution: clockAfter(started, retargeted('09:00', 8, 'carry')) };
    expect(wakeAfter(at('11:00'), extended, calendars, 'woken')).toBe(at('14:00'));
    expect(wakeAfter(at('11:00'), waiting, calendars, 'woken')).toBeUndefined();
    expect(
      wakeAfter(at('11:00'), { resolution: clockAfter(started, stopped('09:00')) }, calendars, 'changed'),
    ).toBeUndefined();
  });

  test('takes other percentages when a promise has them (L8)', () => {
    expect(nextWake({ resolution: clockAfter(started) }, calendars, [50, 90])).toBe(at('10:00'));
  });
});

describe('replays (I5, I6)', () => {
  /** A start, a restart and an extension count a new run each time; they are kept apart by the case's version. */
  const repeatable = (event: ClockEvent) =>
    event.type !== 'ClockStarted' && !(event.type === 'ClockRetargeted' && event.mode === 'restart');

  test('an event folded twice is folded once', () =>
    holds(
      'I5 replay',
      fc.property(steps, (story) => {
        let clock: Clock | undefined;
        for (const [i, { does }] of story.entries()) {
          const event = does(new Date(Date.parse(at('08:00')) + i * 600_000).toISOString());
          if (typeof event === 'string') continue;
          const once = foldClock(clock, event);
          if (repeatable(event)) expect(foldClock(once, event)).toEqual(once);
          clock = once;
        }
      }),
      1000,
    ));

  test('announcing changes neither due nor breach, wherever it stands in the history', () => {
    const history = [started, paused('09:00'), resumed('10:00'), stopped('14:00')] as const;
    for (let i = 1; i <= history.length; i++) {
      const announced = clockAfter(...history.slice(0, i), reached(75), reached(100), ...history.slice(i));
      expect(reachedAt(announced, calendars, 100, at('20:00'))).toBe(at('13:00'));
    }
  });

  test('a machine whose clock is behind cannot end something before it began', () => {
    const clock = clockAfter(started, paused('09:00'), resumed('08:30'), stopped('08:45'));
    expect(spent(clock, calendars, at('20:00'))).toBe(HOUR);
  });

  test('a clock that waited three times stays small (a case row is 1 KB)', () => {
    const round = [
      paused('09:00'),
      resumed('09:30'),
      paused('10:00'),
      resumed('10:30'),
      paused('11:00'),
      resumed('11:30'),
    ];
    const size = JSON.stringify(clockAfter(started, ...round)).length;
    expect(size).toBeLessThan(450);
    expect(calendars('always@1')).toBe(ALWAYS);
  });
});
