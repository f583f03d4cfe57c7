import { type Day, dateOf, datesOf, dayOf, segmentsOn } from './dates.ts';
import type { Calendar } from './hours.ts';

/** After 28 years weekdays and dates fall together again, so nothing new can happen later. */
const CYCLE = 28 * 366;

/**
 * The longest row of dates without an opening, from a year before the first date the calendar names until a whole cycle
 * after the last, so that neither a run of holidays nor a week without hours is missed. Dates only: no zone, no hours.
 */
export function longestClosure(calendar: Calendar): Readonly<{ from: string; days: number }> {
  const dates = datesOf(calendar);
  const named = [...dates.holidays, ...dates.overrides.keys()].map(dayOf);
  const first = named.reduce((a, b) => Math.min(a, b), dayOf('2000-01-01')) - 366;
  const last = named.reduce((a, b) => Math.max(a, b), dayOf('2000-01-01')) + CYCLE;
  let longest: Readonly<{ from: Day; days: number }> = { from: first, days: 0 };
  let opened = first - 1;
  for (let day = first; day <= last; day++) {
    if (segmentsOn(dates, day).length > 0) opened = day;
    else if (day - opened > longest.days) longest = { from: opened + 1, days: day - opened };
  }
  return { from: dateOf(longest.from), days: longest.days };
}
