import { dateOf, isSkipped } from './dates.ts';
import type { Calendar } from './hours.ts';
import { readInstant } from './instant.ts';
import { openDays } from './open-days.ts';

/** The dates from one instant to another that the week would open and a holiday or the date's own hours keep closed (L13). */
export function skippedDates(calendar: Calendar, from: string, to: string): readonly string[] {
  const { zone, dates } = openDays(calendar);
  const found: string[] = [];
  const last = zone.dayAt(readInstant(to, 'to'));
  for (let day = zone.dayAt(readInstant(from, 'from')); day <= last; day++)
    if (isSkipped(dates, day)) found.push(dateOf(day));
  return found;
}
