import { describe, expect, test } from 'vitest';
import { withHolidays } from '#desk/sla/holidays.ts';
import { nextRun } from '#desk/sla/monthly-run.ts';
import { germany } from '#statemachines/holidays/germany.ts';

const office = withHolidays(
  {
    name: 'office',
    version: 1,
    zone: 'Europe/Berlin',
    week: {
      mon: [['08:00', '16:00']],
      tue: [['08:00', '16:00']],
      wed: [['08:00', '16:00']],
      thu: [['08:00', '16:00']],
      fri: [['08:00', '14:00']],
    },
  },
  germany,
);
const run = { cutOff: { day: 15, time: '12:00' }, day: 31 };

describe('the pay run that can still be reached (row 8)', () => {
  test.each([
    ['before the cut-off it is this month’s', '2026-10-15T09:59:59.999Z', '2026-10-15 12:00', '2026-10-30'],
    ['at the cut-off it is the next', '2026-10-15T10:00:00.000Z', '2026-11-13 12:00', '2026-11-30'],
    [
      'a cut-off on a closed day lies before it',
      '2026-11-01T08:00:00.000Z',
      '2026-11-13 12:00',
      '2026-11-30',
    ],
    ['over the turn of the year', '2026-12-15T12:00:00.000Z', '2027-01-15 12:00', '2027-01-29'],
    [
      'a short month ends with its last open day',
      '2027-02-01T08:00:00.000Z',
      '2027-02-15 12:00',
      '2027-02-26',
    ],
    ['holidays move both', '2027-05-01T08:00:00.000Z', '2027-05-14 12:00', '2027-05-31'],
  ])('%s', (_what, now, until, date) => {
    expect(nextRun(office, run, now)).toMatchObject({ until, date });
  });

  test('its cut-off is an instant of the calendar’s zone, in summer and in winter', () => {
    expect(nextRun(office, run, '2026-10-01T00:00:00.000Z').cutOff).toBe('2026-10-15T10:00:00.000Z');
    expect(nextRun(office, run, '2026-11-01T00:00:00.000Z').cutOff).toBe('2026-11-13T11:00:00.000Z');
  });

  test('a calendar that is never open within a month keeps the day that is named', () => {
    const closed = {
      ...office,
      week: {},
      overrides: { '2030-01-02': [['08:00', '09:00']] },
    } as typeof office;
    expect(nextRun(closed, run, '2026-10-01T00:00:00.000Z')).toMatchObject({ date: '2026-10-31' });
  });
});
