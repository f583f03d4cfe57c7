import { describe, expect, test } from 'vitest';
import { addBusiness, type Calendar, checkCalendar } from '#desk/sla/calendar.ts';
import { type Holidays, withHolidays } from '#desk/sla/holidays.ts';
import { berlin, germany } from '#statemachines/holidays/germany.ts';
import { england } from './places/england.ts';
import { unitedStates } from './places/united-states.ts';
import { refusal } from './refusal.ts';

const office = [['09:00', '17:00']] as const;
const plain: Calendar = {
  name: 'office',
  version: 1,
  zone: 'UTC',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
};
const of = (holidays: Holidays, year: string) =>
  (withHolidays(plain, holidays).holidays ?? [])
    .filter((date) => date.startsWith(year))
    .map((date) => date.slice(5));

describe('L5 holidays of a location', () => {
  test('follow Easter', () => {
    expect(of(germany, '2026')).toEqual([
      '01-01',
      '04-03',
      '04-06',
      '05-01',
      '05-14',
      '05-25',
      '10-03',
      '12-25',
      '12-26',
    ]);
    const sundays = of({ closed: [{ easter: 0 }] }, '20');
    expect(sundays).toContain('03-31'); // 2024
    expect(of({ closed: [{ easter: 0 }] }, '2025')).toEqual(['04-20']);
    expect(of({ closed: [{ easter: 0 }] }, '2038')).toEqual(['04-25']);
    expect(of({ closed: [{ easter: 0 }] }, '2049')).toEqual(['04-18']);
  });

  test('differ between locations', () => {
    expect(of(berlin, '2026')).toContain('03-08');
    expect(of(germany, '2026')).not.toContain('03-08');
  });

  test('fall on the n-th or last weekday of a month, and are kept on a working day near by', () => {
    // Independence Day 2026 is a Saturday; Christmas 2022 was a Sunday.
    expect(of(unitedStates, '2026')).toEqual([
      '01-01',
      '01-19',
      '02-16',
      '05-25',
      '06-19',
      '07-03',
      '07-04',
      '09-07',
      '10-12',
      '11-11',
      '11-26',
      '12-25',
    ]);
    expect(of(unitedStates, '2022')).toContain('12-26');
  });

  test('that meet on a weekend take two working days', () => {
    // 25 and 26 December 2027 are Saturday and Sunday.
    expect(of(england, '2027').slice(-4)).toEqual(['12-25', '12-26', '12-27', '12-28']);
  });

  test('P8 count in a promise, and a date’s own hours come before them', () => {
    const calendar = withHolidays(plain, germany);
    expect(addBusiness(calendar, '2026-04-02T16:00:00Z', 7200)).toBe('2026-04-07T10:00:00.000Z');
    const open = { ...calendar, overrides: { '2026-04-03': [['10:00', '12:00']] as const } };
    expect(addBusiness(checkCalendar(open), '2026-04-02T16:00:00Z', 7200)).toBe('2026-04-03T11:00:00.000Z');
  });

  test('P8 may be half days, also of a calendar that names its own', () => {
    const half = { closed: [], hours: [{ on: '12-24', open: [['09:00', '12:00']] as const }] };
    const calendar = withHolidays({ ...plain, overrides: { '2026-12-24': [] } }, half);
    expect(calendar.overrides?.['2027-12-24']).toEqual([['09:00', '12:00']]);
    expect(calendar.overrides?.['2026-12-24']).toEqual([]);
  });

  test('of a leap day come in leap years only, a fifth Monday only where there is one', () => {
    expect(of({ closed: ['02-29'] }, '202')).toEqual(['02-29', '02-29', '02-29']);
    expect(of({ closed: [{ nth: 5, weekday: 'mon', month: 2 }] }, '202')).toEqual([]);
  });

  test.each(['13-01', '02-30', 'Easter', '2026-02-30'])('that are none (%s) are refused', (holiday) => {
    expect(refusal(() => withHolidays(plain, { closed: [holiday] }))).toEqual({
      code: 'invalid',
      pointers: ['/holidays'],
    });
  });
});
