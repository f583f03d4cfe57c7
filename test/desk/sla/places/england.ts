import type { Holidays } from '#desk/sla/holidays.ts';

/** The bank holidays of England and Wales; one on a weekend is kept on the next working day. */
export const england: Holidays = {
  closed: [
    '01-01',
    { easter: -2 },
    { easter: 1 },
    { nth: 1, weekday: 'mon', month: 5 },
    { nth: -1, weekday: 'mon', month: 5 },
    { nth: -1, weekday: 'mon', month: 8 },
    '12-25',
    '12-26',
  ],
  observed: 'next',
};
