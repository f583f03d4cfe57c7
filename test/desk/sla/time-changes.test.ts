import { describe, expect, test } from 'vitest';
import { addBusiness, businessBetween, type Calendar, nextOpen, openIntervals } from '#desk/sla/calendar.ts';

/** Open on Sundays only, when the clocks change. */
const sundays = (zone: string, open: string, close: string): Calendar => ({
  name: 'sundays',
  version: 1,
  zone,
  week: { sun: [[open, close]] },
});

const HOUR = 3600;

/** Zone, local hours, a moment before that Sunday, then the first open stretch in UTC. */
const NIGHTS = [
  // 2026-03-29: 02:00 CET becomes 03:00 CEST, so 02:30 does not exist and maps to 03:30.
  ['Europe/Berlin', '00:00', '06:00', '2026-03-28T12:00Z', '2026-03-28T23:00Z', '2026-03-29T04:00Z'],
  ['Europe/Berlin', '02:30', '06:00', '2026-03-28T12:00Z', '2026-03-29T01:30Z', '2026-03-29T04:00Z'],
  ['Europe/Berlin', '01:00', '02:30', '2026-03-28T12:00Z', '2026-03-29T00:00Z', '2026-03-29T01:30Z'],
  // 2026-10-25: 03:00 CEST becomes 02:00 CET, so 02:30 comes twice.
  ['Europe/Berlin', '00:00', '06:00', '2026-10-24T12:00Z', '2026-10-24T22:00Z', '2026-10-25T05:00Z'],
  ['Europe/Berlin', '02:30', '06:00', '2026-10-24T12:00Z', '2026-10-25T00:30Z', '2026-10-25T05:00Z'],
  ['Europe/Berlin', '01:00', '02:30', '2026-10-24T12:00Z', '2026-10-24T23:00Z', '2026-10-25T01:30Z'],
  // 2026-03-08: 02:00 EST becomes 03:00 EDT; 2026-11-01: 02:00 EDT becomes 01:00 EST.
  ['America/New_York', '02:30', '06:00', '2026-03-07T12:00Z', '2026-03-08T07:30Z', '2026-03-08T10:00Z'],
  ['America/New_York', '01:30', '06:00', '2026-10-31T12:00Z', '2026-11-01T05:30Z', '2026-11-01T11:00Z'],
  ['America/New_York', '00:00', '01:30', '2026-10-31T12:00Z', '2026-11-01T04:00Z', '2026-11-01T06:30Z'],
  // 2026-04-05: 02:00 becomes 01:30; 2026-10-04: 02:00 becomes 02:30: half an hour of summer time.
  ['Australia/Lord_Howe', '01:45', '03:00', '2026-04-04T06:00Z', '2026-04-04T14:45Z', '2026-04-04T16:30Z'],
  ['Australia/Lord_Howe', '00:00', '01:45', '2026-04-04T06:00Z', '2026-04-04T13:00Z', '2026-04-04T15:15Z'],
  ['Australia/Lord_Howe', '02:15', '04:00', '2026-10-03T06:00Z', '2026-10-03T15:45Z', '2026-10-03T17:00Z'],
  ['Asia/Kolkata', '09:30', '18:00', '2026-03-28T12:00Z', '2026-03-29T04:00Z', '2026-03-29T12:30Z'],
  // 2026-03-08: midnight does not exist in Havana, 00:00 becomes 01:00.
  ['America/Havana', '00:00', '02:00', '2026-03-07T12:00Z', '2026-03-08T05:00Z', '2026-03-08T06:00Z'],
] as const;

/** Zone, the Sundays on which its clocks change in 2026, and the hours between 01:30 and 03:30 on each. */
const HALF_PAST = [
  ['Europe/Berlin', '2026-03-29', 1, '2026-10-25', 3],
  ['America/New_York', '2026-03-08', 1, '2026-11-01', 3],
  ['Australia/Lord_Howe', '2026-10-04', 1.5, '2026-04-05', 2.5],
  ['Asia/Kolkata', '2026-03-29', 2, '2026-10-25', 2],
] as const;

describe('P9 open from 01:30 to 03:30 on both nights', () => {
  test.each(HALF_PAST)('%s', (zone, spring, shorter, autumn, longer) => {
    const calendar = sundays(zone, '01:30', '03:30');
    const openOn = (date: string) => {
      const noon = Date.parse(`${date}T12:00:00Z`);
      const [before, after] = [noon - 36 * HOUR * 1000, noon + 12 * HOUR * 1000];
      return businessBetween(calendar, new Date(before).toISOString(), new Date(after).toISOString()) / HOUR;
    };
    expect([openOn(spring), openOn(autumn)]).toEqual([shorter, longer]);
  });
});

describe('nights on which the clocks change (L6)', () => {
  test.each(NIGHTS)('L6 %s, %s to %s after %s', (zone, open, close, before, opens, closes) => {
    const calendar = sundays(zone, open, close);
    const [first] = [...openIntervals(calendar, full(before), full(closes))];
    expect(first).toEqual({ from: full(opens), to: full(closes) });
    const seconds = (Date.parse(full(closes)) - Date.parse(full(opens))) / 1000;
    expect(businessBetween(calendar, full(before), full(closes))).toBe(seconds);
    expect(addBusiness(calendar, full(before), seconds)).toBe(full(closes));
  });

  test('hours that lie in the missing hour alone open an hour later, and no opening is lost in autumn', () => {
    const calendar: Calendar = { ...sundays('Europe/Berlin', '01:00', '02:30'), week: twice };
    expect(businessBetween(calendar, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(2 * HOUR);
    // Both openings claim the second 02:30; it counts once: 00:00 to 04:00 of a night with one hour more.
    expect(businessBetween(calendar, '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toBe(4 * HOUR);
  });

  test('a date that an island skipped does not open', () => {
    const calendar: Calendar = {
      ...sundays('Pacific/Apia', '09:00', '17:00'),
      week: { fri: [['09:00', '17:00']] },
    };
    // Friday 2011-12-30 never was in Samoa; the next Friday is in January.
    expect(nextOpen(calendar, '2011-12-29T12:00:00Z')).toBe('2012-01-05T19:00:00.000Z');
  });

  /** Zone, a start, and the opening at nine in UTC, before and after its law changed. */
  test.each([
    // Brazil gave summer time up in 2019.
    ['America/Sao_Paulo', '2018-12-03T12:00Z', '2018-12-09T11:00Z', '2019-12-02T12:00Z', '2019-12-08T12:00Z'],
    // Egypt took it up again in 2023.
    ['Africa/Cairo', '2022-07-04T12:00Z', '2022-07-10T07:00Z', '2023-07-03T12:00Z', '2023-07-09T06:00Z'],
    // All of Kazakhstan went to one time on 2024-03-01.
    ['Asia/Almaty', '2024-02-19T12:00Z', '2024-02-25T03:00Z', '2024-03-04T12:00Z', '2024-03-10T04:00Z'],
  ])('L6 %s opens at nine by its law of the day', (zone, before, opened, after, opens) => {
    const calendar = sundays(zone, '09:00', '17:00');
    expect(nextOpen(calendar, full(before))).toBe(full(opened));
    expect(nextOpen(calendar, full(after))).toBe(full(opens));
  });

  test('a night shift works an hour less in spring and one more in autumn', () => {
    const calendar: Calendar = { ...sundays('Europe/Berlin', '', ''), week: { sat: [['22:00', '06:00']] } };
    expect(businessBetween(calendar, '2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toBe(7 * HOUR);
    expect(businessBetween(calendar, '2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toBe(9 * HOUR);
  });
});

const twice = {
  sun: [
    ['01:00', '02:30'],
    ['02:30', '04:00'],
  ],
} as const;

const full = (minute: string) => minute.replace('Z', ':00.000Z');
