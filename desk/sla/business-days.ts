import { nextOpen } from './business-time.ts';
import type { Calendar } from './calendar.ts';
import { readInstant, writeInstant } from './instant.ts';
import { openDays } from './open-days.ts';

/** A calendar is never closed for longer than a year; so many days hold any number a department would name. */
const LONGEST = 10 * 366;

/**
 * The moment so many business days after another: on the day that many days with opening hours later, at the same time of
 * day, or when the calendar opens next. Refuses `invalid` for a start outside 1970-2199.
 */
export function afterBusinessDays(calendar: Calendar, start: string, days: number): string {
  const from = readInstant(start, 'start');
  const { zone, openOn } = openDays(calendar);
  const first = zone.dayAt(from);
  let day = first;
  for (let left = days; left > 0 && day - first < LONGEST; ) {
    day += 1;
    if (openOn(day).length > 0) left -= 1;
  }
  return nextOpen(calendar, writeInstant(zone.begins(day) + (from - zone.begins(first))));
}
