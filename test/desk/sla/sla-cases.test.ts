import { describe, expect, test } from 'vitest';
import { addBusiness, businessBetween, checkCalendar, nextOpen } from '#desk/sla/calendar.ts';
import cases from './sla-cases.json' with { type: 'json' };

/** Rows that this desk answers differently on purpose, or cannot ask. */
const ELSEWISE: Readonly<Record<string, string>> = {
  'wh-040':
    'the source counts an autumn day of 25 hours as 24, by the wall clock; a promise counts elapsed time (L6)',
  'wh-048':
    'the source adds a business day and keeps the time of day; promises are in open seconds, there are no days',
};

type Row = (typeof cases.cases)[number];

const calendarOf = ({ zone, week, holidays, ...row }: Row) =>
  checkCalendar({
    name: row.id,
    version: 1,
    zone,
    week,
    holidays,
    ...('holidays_yearly' in row && { holidaysYearly: row.holidays_yearly }),
    ...('overrides' in row && { overrides: row.overrides }),
  });

function answer(row: Row): unknown {
  const calendar = calendarOf(row);
  if (row.end !== undefined) return businessBetween(calendar, row.start, row.end);
  const due =
    row.duration_seconds === undefined
      ? nextOpen(calendar, row.start)
      : addBusiness(calendar, row.start, row.duration_seconds);
  return due.replace('.000Z', 'Z');
}

const expected = (row: Row) => row.expected_business_seconds ?? row.expected_due;

describe('business time as other desks and libraries count it', () => {
  test.each(cases.cases.filter(({ id }) => !(id in ELSEWISE)))('$id ($kind, $zone)', (row) => {
    expect(answer(row)).toBe(expected(row));
  });

  test('an autumn day of 25 hours counts 25 hours (wh-040)', () => {
    const row = cases.cases.find(({ id }) => id === 'wh-040') ?? expect.fail('wh-040 is gone');
    expect([answer(row), expected(row)]).toEqual([90_000, 86_400]);
  });

  test('every row is either answered alike or named with its reason', () => {
    expect(cases.cases).toHaveLength(144);
    expect(Object.keys(ELSEWISE)).toEqual(['wh-040', 'wh-048']);
  });
});
