import { describe, expect, test } from 'vitest';
import { dueAt, fireDue, foldClock, nextWake, reachedAt } from '#desk/sla/clock.ts';
import { shareOf } from '#desk/sla/threshold.ts';
import { at, clockAfter, HOUR, reached, retargeted, started, stopped } from './story.ts';
import { calendars } from './wheel.ts';

const all = [50, 75, 90, 'before:900', 100, 'after:3600'] as const;

describe('L8 thresholds', () => {
  test('are parts of the target, business time before it is used up, or after', () => {
    const clock = clockAfter(started);
    expect(all.map((threshold) => dueAt(clock, calendars, threshold))).toEqual(
      ['10:00', '11:00', '11:36', '11:45', '12:00', '13:00'].map(at),
    );
  });

  test('are counted in open hours: an hour overdue at closing is the next morning', () => {
    const friday = clockAfter({
      ...started,
      at: '2026-03-06T14:00:00.000Z',
      target: 2 * HOUR,
      calendar: 'office@1',
    });
    expect(dueAt(friday, calendars, 'after:3600')).toBe('2026-03-08T00:00:00.000Z');
  });

  test('fire in the order in which they are reached, each once in a run', () => {
    const clocks = { resolution: clockAfter(started) };
    const fired = fireDue(clocks, calendars, at('20:00'), all);
    expect(fired.map(({ threshold }) => threshold)).toEqual(all);
    const after = fired.reduce(foldClock, clocks.resolution);
    expect(fireDue({ resolution: after }, calendars, at('20:00'), all)).toEqual([]);
  });

  test('a quarter of an hour before the end of a promise of ten minutes never is', () => {
    expect(shareOf(600, 'before:900')).toBeUndefined();
    const short = { resolution: clockAfter({ ...started, target: 600 }) };
    expect(nextWake(short, calendars, ['before:900'])).toBeUndefined();
    expect(fireDue(short, calendars, at('20:00'), ['before:900'])).toEqual([]);
  });

  test('may differ between clocks', () => {
    const clocks = { resolution: clockAfter(started), update: clockAfter({ ...started, target: HOUR }) };
    const by = (clock: string) => (clock === 'update' ? ([100] as const) : ([50] as const));
    expect(nextWake(clocks, calendars, by)).toBe(at('09:00'));
  });
});

describe('L12 a breach is a fact', () => {
  const late = clockAfter(started, { ...reached(100), due: at('12:00') });

  test('that a new run does not take back', () => {
    for (const after of [
      foldClock(late, retargeted('13:00', 8, 'carry')),
      foldClock(late, retargeted('13:00', 8, 'restart')),
      foldClock(late, { ...started, at: at('13:00') }),
    ]) {
      expect([after.run, after.fired]).toEqual([2, []]);
      expect(after.breached).toEqual([at('12:00')]);
    }
  });

  test('that is excluded only with a reason and whoever approved it, and stays', () => {
    const excluded = { type: 'BreachExcluded', clock: 'resolution', at: at('14:00') } as const;
    const after = foldClock(late, { ...excluded, reason: 'power cut', approver: 'lead@corp.example' });
    expect(after.excluded).toEqual({ reason: 'power cut', approver: 'lead@corp.example' });
    expect(reachedAt(foldClock(after, stopped('15:00')), calendars, 100, at('20:00'))).toBe(at('12:00'));
  });
});
