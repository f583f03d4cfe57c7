import { Temporal } from 'temporal-polyfill';
import { openIntervals } from '../business-time.ts';
import { type Calendar, calendarKey } from '../hours.ts';

/** The next open intervals of a calendar, one line each, in its local time with the zone shown (P8, P9). */
export function preview(calendar: Calendar, from: string, count = 10): readonly string[] {
  const lines: string[] = [`${calendarKey(calendar)} (${calendar.zone})`];
  for (const stretch of openIntervals(calendar, from)) {
    if (lines.length > count) break;
    lines.push(`  ${local(stretch.from, calendar.zone)} – ${local(stretch.to, calendar.zone)}`);
  }
  return lines;
}

/** `Mon 2026-03-02 09:00 +01:00`: the offset tells the two sides of a night on which the clocks change apart. */
function local(at: string, zone: string): string {
  const there = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const day = DAYS[there.dayOfWeek - 1];
  return `${day} ${there.toPlainDate()} ${there.toPlainTime().toString({ smallestUnit: 'minute' })} ${there.offset}`;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
