import { describe, expect, test } from 'vitest';
import { type ClockEvent, dueAt, fireDue, foldClock, nextWake, reachedAt, spent } from '#desk/sla/clock.ts';
import {
  at,
  cancelled,
  clockAfter,
  HOUR,
  paused,
  reached,
  resumed,
  retargeted,
  started,
  stopped,
} from './story.ts';
import { calendars } from './wheel.ts';

const due = (...events: readonly ClockEvent[]) => dueAt(clockAfter(...events), calendars);

describe('a clock', () => {
  test('is due when its target is used up, and warns at three quarters (L8)', () => {
    expect(due(started)).toBe(at('12:00'));
    expect(dueAt(clockAfter(started), calendars, 75)).toBe(at('11:00'));
  });

  test('does not count while it waits, and is not due then (I1)', () => {
    expect(due(started, paused('09:00'))).toBeUndefined();
    expect(due(started, paused('09:00'), resumed('10:00'))).toBe(at('13:00'));
  });

  test('P7 that ends while it waits has not counted the waiting, written in one go or not', () => {
    const waited = clockAfter(started, paused('09:00'), stopped('19:00'));
    expect(spent(waited, calendars, at('20:00'))).toBe(HOUR);
    expect(reachedAt(waited, calendars, 100, at('20:00'))).toBeUndefined();
    // Asked back and solved by the same answer: both at one moment.
    const atOnce = clockAfter(started, paused('11:59'), resumed('19:00'), stopped('19:00'));
    expect(reachedAt(atOnce, calendars, 100, at('20:00'))).toBeUndefined();
  });

  test('was due in the past, however late anyone looks (I6)', () => {
    const late = clockAfter(started, paused('12:30'), resumed('15:00'));
    expect(dueAt(late, calendars)).toBe(at('12:00'));
    expect(fireDue({ resolution: late }, calendars, at('15:00')).map((event) => event.due)).toEqual([
      at('11:00'),
      at('12:00'),
    ]);
  });

  test('was breached or not, whatever became of it since (L12)', () => {
    const inTime = clockAfter(started, stopped('11:59'));
    const late = clockAfter(started, stopped('12:01'));
    expect(reachedAt(inTime, calendars, 100, at('20:00'))).toBeUndefined();
    expect(reachedAt(late, calendars, 100, at('20:00'))).toBe(at('12:00'));
    expect(reachedAt(clockAfter(started), calendars, 100, at('11:59'))).toBeUndefined();
  });

  test('is due just when its last second ends with a pause', () => {
    const exact = clockAfter(started, paused('12:00'));
    expect(reachedAt(exact, calendars, 100, at('20:00'))).toBe(at('12:00'));
    expect(due(started, paused('12:00'), resumed('14:00'))).toBe(at('12:00'));
  });

  test('with a zero target is due when the department opens', () => {
    const zero = clockAfter({ ...started, target: 0, calendar: 'office@1', at: at('06:30') });
    expect(dueAt(zero, calendars)).toBe(at('08:00'));
    const waited = clockAfter({ ...started, target: 0 }, paused('08:00'), resumed('09:00'));
    expect(dueAt(waited, calendars)).toBe(at('09:00'));
  });

  test('goes on when its case is reopened, and never after it was cancelled (L10, L11)', () => {
    expect(due(started, stopped('09:00'), resumed('10:00'))).toBe(at('13:00'));
    expect(due(started, cancelled('09:00'), resumed('10:00'))).toBeUndefined();
  });

  test('that never started owes nothing', () => {
    const never = clockAfter(
      resumed('09:00'),
      paused('10:00'),
      stopped('11:00'),
      retargeted('11:00', 1, 'carry'),
    );
    expect([dueAt(never, calendars), spent(never, calendars, at('12:00')), never.run]).toEqual([
      undefined,
      0,
      0,
    ]);
    expect(nextWake({ resolution: never }, calendars)).toBeUndefined();
  });
});

describe('a new target (L4)', () => {
  test('carries what is used up', () => {
    expect(due(started, paused('09:00'), resumed('10:00'), retargeted('10:30', 2, 'carry'))).toBe(
      at('11:00'),
    );
  });

  test('or counts from nothing', () => {
    expect(due(started, retargeted('10:30', 2, 'restart'))).toBe(at('12:30'));
  });

  test('keeps a waiting clock waiting', () => {
    const waiting = clockAfter(started, paused('09:00'), retargeted('10:30', 2, 'restart'));
    expect([waiting.state, waiting.cause]).toEqual(['paused', 'waiting-requester']);
    expect(dueAt(foldClock(waiting, resumed('12:00')), calendars)).toBe(at('14:00'));
  });

  test('that is longer may be announced again, as a new run; a shorter one is not (I2)', () => {
    const warned = [started, reached(75)] as const;
    expect(clockAfter(...warned, retargeted('11:45', 8, 'carry'))).toMatchObject({ run: 2, fired: [] });
    expect(clockAfter(...warned, retargeted('11:45', 3, 'carry'))).toMatchObject({ run: 1, fired: [75] });
    expect(clockAfter(...warned, retargeted('11:45', 8, 'carry'), reached(75, 1)).fired).toEqual([]);
  });

  test('comes too late for a clock that has ended', () => {
    expect(clockAfter(started, stopped('09:00'), retargeted('10:00', 1, 'carry')).target).toBe(4 * HOUR);
  });
});
