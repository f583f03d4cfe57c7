import { describe, expect, test } from 'vitest';
import {
  ALWAYS,
  addBusiness,
  businessBetween,
  type Calendar,
  nextOpen,
  openIntervals,
} from '#desk/sla/calendar.ts';
import { refusal } from './refusal.ts';

const office = [['09:00', '17:00']] as const;
const berlin: Calendar = {
  name: 'hr',
  version: 3,
  zone: 'Europe/Berlin',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
};
const HOUR = 3600;

describe('hours (L5)', () => {
  test("a date's own hours come before the week's and before a holiday", () => {
    const calendar = {
      ...berlin,
      holidaysYearly: ['12-24'],
      overrides: { '2026-12-24': [['10:00', '12:00']] as const },
    };
    expect([...openIntervals(calendar, '2026-12-24T00:00:00Z', '2026-12-25T00:00:00Z')]).toEqual([
      { from: '2026-12-24T09:00:00.000Z', to: '2026-12-24T11:00:00.000Z' },
    ]);
  });

  test('a night shift belongs to the day it opens on, and does not reach into a holiday', () => {
    const nights = {
      ...berlin,
      zone: 'UTC',
      week: { thu: [['22:00', '06:00']], fri: [['22:00', '06:00']] } as const,
    };
    const open = (holidays: readonly string[]) =>
      businessBetween({ ...nights, holidays }, '2026-12-24T12:00:00Z', '2026-12-26T12:00:00Z') / HOUR;
    expect(open([])).toBe(16);
    expect(open(['2026-12-25'])).toBe(2);
    expect(open(['2026-12-24'])).toBe(8);
  });

  test('a shift of a whole day and one that ends at midnight are what they say', () => {
    const calendar = {
      ...berlin,
      zone: 'UTC',
      week: { mon: [['09:00', '09:00']], wed: [['18:00', '00:00']] } as const,
    };
    expect(businessBetween(calendar, '2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z') / HOUR).toBe(30);
  });

  test('what is due exactly at closing is due at closing; one second more is due the next morning', () => {
    expect(addBusiness(berlin, '2026-03-06T15:00:00Z', HOUR)).toBe('2026-03-06T16:00:00.000Z');
    expect(addBusiness(berlin, '2026-03-06T15:00:00Z', HOUR + 1)).toBe('2026-03-09T08:00:01.000Z');
  });

  test('a case that comes on Saturday begins to count on Monday (L7)', () => {
    expect(nextOpen(berlin, '2026-03-07T12:00:00Z')).toBe('2026-03-09T08:00:00.000Z');
    expect(nextOpen(berlin, '2026-03-09T12:00:00Z')).toBe('2026-03-09T12:00:00.000Z');
  });

  test('milliseconds are kept', () => {
    const due = addBusiness(berlin, '2026-03-06T15:59:59.250Z', 1);
    expect(due).toBe('2026-03-09T08:00:00.250Z');
    expect(businessBetween(berlin, '2026-03-06T15:59:59.250Z', due)).toBe(1);
  });

  test('round the clock is plain arithmetic', () => {
    expect(addBusiness(ALWAYS, '2026-03-06T15:00:00Z', 90 * 24 * HOUR)).toBe('2026-06-04T15:00:00.000Z');
    expect(businessBetween(ALWAYS, '2026-03-06T15:00:00Z', '2026-03-06T15:00:01.500Z')).toBe(1.5);
    expect(businessBetween(ALWAYS, '2026-03-06T15:00:00Z', '2026-03-05T15:00:00Z')).toBe(0);
  });
});

describe('no question runs without bound', () => {
  const at = '2026-03-06T15:00:00Z';
  test.each([
    ['the year 1', () => addBusiness(berlin, '0001-01-01T00:00:00Z', 1), '/start'],
    ['the year 9999', () => addBusiness(ALWAYS, '9999-01-01T00:00:00Z', 1), '/start'],
    ['an end in the year 9999', () => businessBetween(berlin, at, '9999-12-31T00:00:00Z'), '/end'],
    ['a local time', () => nextOpen(berlin, '2026-03-06T15:00:00'), '/start'],
    ['30 February', () => nextOpen(berlin, '2026-02-30T15:00:00Z'), '/start'],
    ['negative seconds', () => addBusiness(berlin, at, -1), '/seconds'],
    ['seconds that are no number', () => addBusiness(berlin, at, Number.NaN), '/seconds'],
    ['seconds without end', () => addBusiness(ALWAYS, at, Number.POSITIVE_INFINITY), '/seconds'],
    ['a thousand years', () => addBusiness(berlin, at, 1000 * 365 * 24 * HOUR), '/seconds'],
    ['fifty years of office hours', () => addBusiness(berlin, at, 50 * 365 * 24 * HOUR), '/seconds'],
    ['openings from the year 1', () => [...openIntervals(berlin, '0001-01-01T00:00:00Z')], '/from'],
  ])('%s is refused, naming the field', (_what, ask, pointer) => {
    expect(refusal(ask)).toEqual({ code: 'invalid', pointers: [pointer] });
  });

  test('a calendar nobody checked, that never opens, is refused after two years of days', () => {
    expect(refusal(() => nextOpen({ ...berlin, week: {} }, at)).code).toBe('calendar-impossible');
  });

  test('openings are worked out only as far as they are asked for', () => {
    const [first] = openIntervals(ALWAYS, at);
    expect(first).toEqual({ from: '2026-03-06T15:00:00.000Z', to: '2026-03-07T00:00:00.000Z' });
  });
});
