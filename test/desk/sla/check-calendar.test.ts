import { describe, expect, test } from 'vitest';
import { ALWAYS, type Calendar, calendarKey, checkCalendar } from '#desk/sla/calendar.ts';
import { refusal } from './refusal.ts';

const office = [['09:00', '17:00']] as const;
const berlin: Calendar = {
  name: 'hr',
  version: 3,
  zone: 'Europe/Berlin',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
};

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
