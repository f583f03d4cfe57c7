import type { Holidays } from '#desk/sla/holidays.ts';

/** The federal holidays; one on a Saturday is kept on Friday, one on a Sunday on Monday. */
export const unitedStates: Holidays = {
  closed: [
    '01-01',
    { nth: 3, weekday: 'mon', month: 1 },
    { nth: 3, weekday: 'mon', month: 2 },
    { nth: -1, weekday: 'mon', month: 5 },
    '06-19',
    '07-04',
    { nth: 1, weekday: 'mon', month: 9 },
    { nth: 2, weekday: 'mon', month: 10 },
    '11-11',
    { nth: 4, weekday: 'thu', month: 11 },
    '12-25',
  ],
  observed: 'nearest',
};
