import type { Holidays } from '#desk/sla/holidays.ts';

/** What every German state keeps. */
const everywhere = [
  '01-01',
  { easter: -2 },
  { easter: 1 },
  '05-01',
  { easter: 39 },
  { easter: 50 },
  '10-03',
  '12-25',
  '12-26',
] as const;

/** Holidays that all of Germany keeps. */
export const germany: Holidays = { closed: everywhere };

/** Berlin keeps Women's Day as well. */
export const berlin: Holidays = { closed: [...everywhere, '03-08'] };
