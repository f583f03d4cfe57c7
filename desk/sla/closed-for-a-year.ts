import { dateOf, datesOf, dayOf, segmentsOn } from './dates.ts';
import type { Calendar } from './hours.ts';

const YEAR = 366;

/** After 28 years weekdays and dates fall together again, so nothing new can happen later. */
const CYCLE = 28 * YEAR;

/** Every weekday comes at least so often in a year: fewer closed dates than these cannot close it. */
const WEEKS = 52;

/**
 * The first date from which a calendar stays closed for more than a year, if there is one. Looks at dates only, from a
 * year before the first that the calendar names until a whole cycle after the last.
 */
export function closedForAYear(calendar: Calendar): string | undefined {
  const dates = datesOf(calendar);
  // A date of every year comes twice where the year in question begins and ends with it.
  const closing = dates.holidays.size + dates.overrides.size + 2 * dates.yearly.size;
  if (closing < WEEKS && dates.week.some((hours) => hours.length > 0)) return undefined;

  const named = [...dates.holidays, ...dates.overrides.keys()];
  const first = named.reduce((a, b) => Math.min(a, b), dayOf('2000-01-01')) - YEAR;
  const last = named.reduce((a, b) => Math.max(a, b), dayOf('2000-01-01')) + CYCLE;
  let opened = first - 1;
  for (let day = first; day <= last; day++) {
    if (segmentsOn(dates, day).length > 0) opened = day;
    else if (day - opened > YEAR) return dateOf(opened + 1);
  }
  return undefined;
}
