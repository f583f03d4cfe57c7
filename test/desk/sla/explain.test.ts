import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALWAYS, addBusiness, businessBetween, checkCalendar } from '#desk/sla/calendar.ts';
import { type Clock, type ClockEvent, dueAt, explain, foldClock, spent } from '#desk/sla/clock.ts';
import { calendars as anyCalendar, durations, instants } from './arbitrary-calendar.ts';
import { holds } from './runs.ts';

const HOUR = 3600;
const office = [['09:00', '17:00']];
const hr = checkCalendar({
  name: 'hr',
  version: 3,
  zone: 'Europe/Berlin',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  holidaysYearly: ['12-25', '12-26'],
  overrides: { '2026-12-24': [['09:00', '12:00']], '2026-12-31': [] },
});
const calendars = () => hr;
const clock = 'resolution';
const story = [
  { type: 'ClockStarted', clock, at: '2026-12-23T10:00:00.000Z', target: 8 * HOUR, calendar: 'hr@3' },
  { type: 'ClockPaused', clock, at: '2026-12-23T11:30:00.000Z', cause: 'waiting-requester' },
  { type: 'ClockResumed', clock, at: '2026-12-24T09:00:00.000Z' },
] as const;
const clockAfter = (events: readonly ClockEvent[]): Clock =>
  events.reduce<Clock | undefined>(foldClock, undefined) ?? expect.fail('no event');

describe('an explanation (L13)', () => {
  test('lists what counted, what did not and why, and when it is due', () => {
    const { sentence, ...facts } = explain(clockAfter(story), calendars, '2026-12-24T10:00:00.000Z');
    expect(facts).toEqual({
      state: 'running',
      calendar: 'hr@3',
      zone: 'Europe/Berlin',
      target: 8 * HOUR,
      spent: 2.5 * HOUR,
      remaining: 5.5 * HOUR,
      counted: [
        { from: '2026-12-23T10:00:00.000Z', to: '2026-12-23T11:30:00.000Z' },
        { from: '2026-12-24T09:00:00.000Z', to: '2026-12-24T10:00:00.000Z' },
      ],
      pauses: [
        { from: '2026-12-23T11:30:00.000Z', to: '2026-12-24T09:00:00.000Z', cause: 'waiting-requester' },
      ],
      skipped: ['2026-12-25'],
      due: '2026-12-28T12:30:00.000Z',
    });
    expect(sentence).toBe(
      '2 h 30 min of 8 h are used up by hr@3 (Europe/Berlin); ' +
        'counted 2026-12-23 11:00–12:30, 2026-12-24 10:00–11:00; ' +
        'paused on 2026-12-23 12:30–2026-12-24 10:00 (waiting-requester); closed on 2026-12-25; due on 2026-12-28 13:30.',
    );
  });

  test('says that a waiting clock is not due, and since when it waits', () => {
    const waiting = explain(clockAfter(story.slice(0, 2)), calendars, '2026-12-30T10:00:00.000Z');
    expect(waiting.pauses).toEqual([{ from: '2026-12-23T11:30:00.000Z', cause: 'waiting-requester' }]);
    expect([waiting.due, waiting.skipped]).toEqual([undefined, []]);
    expect(waiting.sentence).toMatch(
      /paused since 2026-12-23 12:30 \(waiting-requester\); not due while it is paused\.$/,
    );
  });

  test('names a breach, whatever became of the clock since', () => {
    const late = '2026-12-29T10:00:00.000Z';
    const overdue = explain(clockAfter(story), calendars, late);
    expect([overdue.breached, overdue.remaining]).toEqual(['2026-12-28T12:30:00.000Z', 0]);
    expect(overdue.sentence).toMatch(/; was due on 2026-12-28 13:30\.$/);
    const over = explain(clockAfter([...story, { type: 'ClockStopped', clock, at: late }]), calendars, late);
    expect(over.sentence).toMatch(/; stopped, the target was used up on 2026-12-28 13:30\.$/);
    const merged = clockAfter([...story, { type: 'ClockCancelled', clock, at: late, cause: 'merged' }]);
    expect(explain(merged, calendars, late).sentence).toMatch(/; cancelled: merged\.$/);
  });

  test('shows a one-off closing on the way, and round the clock as one stretch', () => {
    const newYear = { ...story[0], at: '2026-12-30T15:00:00.000Z' };
    expect(explain(clockAfter([newYear]), calendars, newYear.at)).toMatchObject({
      skipped: ['2026-12-31'],
      counted: [],
    });
    const always = explain(clockAfter([story[0]]), () => ALWAYS, '2026-12-26T10:00:00.000Z');
    expect(always.counted).toEqual([{ from: '2026-12-23T10:00:00.000Z', to: '2026-12-26T10:00:00.000Z' }]);
  });

  test('counts what it does not list', () => {
    const long = explain(
      clockAfter([{ ...story[0], target: 200 * HOUR }]),
      calendars,
      '2027-01-15T10:00:00.000Z',
    );
    expect(long.sentence).toMatch(/counted .* and \d+ more; closed on 2026-12-25, 2026-12-31; /);
  });

  test('of a clock that has counted nothing yet is still a sentence', () => {
    expect(explain(clockAfter([story[0]]), calendars, '2026-12-23T09:00:00.000Z').sentence).toBe(
      '0 min of 8 h are used up by hr@3 (Europe/Berlin); due on 2026-12-24 11:00.',
    );
  });

  test('adds up: what is listed is what is used up, and what remains leads to due', () =>
    holds(
      'L13 totals',
      fc.property(anyCalendar(), instants, durations, durations, (calendar, at, target, seconds) => {
        const running = clockAfter([{ ...story[0], at, target }]);
        const now = addBusiness(calendar, at, seconds);
        const { counted, due, remaining, breached } = explain(running, () => calendar, now);
        const listed = counted.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
        expect(listed / 1000).toBe(spent(running, () => calendar, now));
        expect(due).toBe(dueAt(running, () => calendar));
        expect(businessBetween(calendar, now, due ?? now)).toBe(remaining);
        expect(breached).toBe((due ?? '') <= now ? due : undefined);
      }),
      300,
    ));
});
