import { describe, expect, test } from 'vitest';
import { DeskError } from '#desk/errors.ts';
import {
  ALWAYS,
  addBusiness,
  businessBetween,
  type Calendar,
  calendarKey,
  checkCalendar,
  nextOpen,
  openIntervals,
} from '#desk/sla/calendar.ts';

const office = [['09:00', '17:00']] as const;
const berlin: Calendar = {
  name: 'hr',
  version: 3,
  zone: 'Europe/Berlin',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
};
const HOUR = 3600;

/** What was refused: its code, and the fields it names. */
function refusal(act: () => unknown): { code: string; pointers: readonly string[] } {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return { code: error.code, pointers: error.faults.map(({ pointer }) => pointer) };
  }
  return expect.fail('nothing was refused');
}

describe('a calendar (L5)', () => {
  test('is named with its version', () => expect(calendarKey(berlin)).toBe('hr@3'));

  test('that is good is taken as it is', () => {
    const full = {
      ...berlin,
      holidays: ['2026-12-28'],
      holidaysYearly: ['12-25', '02-29'],
      overrides: { '2026-12-24': [['09:00', '12:00']], '2026-12-27': [['22:00', '02:00']] },
    };
    expect(checkCalendar(full)).toEqual(full);
  });

  const everyDate = Array.from({ length: 366 }, (_, i) =>
    new Date(Date.UTC(2000, 0, 1 + i)).toISOString().slice(5, 10),
  );
  const aYearOfMondays = Array.from({ length: 54 }, (_, i) =>
    new Date(Date.UTC(2026, 0, 5 + 7 * i)).toISOString().slice(0, 10),
  );

  test.each([
    ['an unknown zone', { zone: 'Europe/Berlim' }, 'invalid', ['/zone']],
    ['an offset for a zone', { zone: '+01:00' }, 'invalid', ['/zone']],
    [
      'a time that is none',
      { week: { mon: [['9:00', '24:30']] } },
      'invalid',
      ['/week/mon/0/0', '/week/mon/0/1'],
    ],
    ['an opening at 24:00', { week: { mon: [['24:00', '06:00']] } }, 'invalid', ['/week/mon/0/0']],
    [
      'hours that overlap',
      {
        week: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      },
      'invalid',
      ['/week/mon/1'],
    ],
    [
      'a night shift into the next opening',
      { week: { sun: [['22:00', '06:00']], mon: [['05:00', '07:00']] } },
      'invalid',
      ['/week/mon/0'],
    ],
    [
      'a date of its own that overlaps itself',
      {
        overrides: {
          '2026-12-24': [
            ['09:00', '12:00'],
            ['10:00', '11:00'],
          ],
        },
      },
      'invalid',
      ['/overrides/2026-12-24/1'],
    ],
    ['30 February', { holidays: ['2026-02-28', '2026-02-30'] }, 'invalid', ['/holidays/1']],
    ['the year 1', { holidays: ['0001-12-25'] }, 'invalid', ['/holidays/0']],
    ['the year 9999', { overrides: { '9999-12-24': office } }, 'invalid', ['/overrides/9999-12-24']],
    ['a yearly date that is none', { holidaysYearly: ['13-01'] }, 'invalid', ['/holidaysYearly/0']],
    ['a misspelt key', { holidaysYerly: ['12-25'] }, 'invalid', ['/holidaysYerly']],
    ['a version of zero', { version: 0 }, 'invalid', ['/version']],
    ['an @ in its name', { name: 'hr@3' }, 'invalid', ['/name']],
    ['no name', { name: 7 }, 'invalid', ['/name']],
    ['no open hour', { week: {} }, 'calendar-impossible', ['/week']],
    [
      'one opening and never again',
      { week: {}, overrides: { '2026-12-24': office } },
      'calendar-impossible',
      ['/week'],
    ],
    ['a holiday on every date', { holidaysYearly: everyDate }, 'calendar-impossible', ['/week']],
    [
      'a year without its Mondays',
      { week: { mon: office }, holidays: aYearOfMondays },
      'calendar-impossible',
      ['/week'],
    ],
  ])('with %s is refused, naming the field', (_what, change, code, pointers) => {
    expect(refusal(() => checkCalendar({ ...berlin, ...change }))).toEqual({ code, pointers });
  });

  test('that is no document at all is refused', () => {
    expect(refusal(() => checkCalendar(null))).toEqual({ code: 'invalid', pointers: [''] });
  });

  test('with a hundred holidays that leave it a day a year is taken', () => {
    const { 0: _open, ...closed } = everyDate;
    expect(checkCalendar({ ...ALWAYS, holidaysYearly: Object.values(closed) }).holidaysYearly).toHaveLength(
      365,
    );
  });
});

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
