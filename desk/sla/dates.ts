import { type Calendar, type Segment, WEEKDAYS } from './hours.ts';
import { DAY } from './instant.ts';

/** A date as the count of days since 1970-01-01, so that "the day before" is a subtraction. */
export type Day = number;

/** The date of a day, `2026-12-25`. */
export const dateOf = (day: Day): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The day of a date, `2026-12-25`. */
export const dayOf = (date: string): Day => Date.parse(`${date}T00:00:00Z`) / DAY;

/** A calendar's dates, ready to be asked often. */
export type Dates = Readonly<{
  week: readonly (readonly Segment[])[];
  holidays: ReadonlySet<string>;
  yearly: ReadonlySet<string>;
  overrides: ReadonlyMap<string, readonly Segment[]>;
}>;

/** Reads a calendar's dates once. */
export const datesOf = (calendar: Calendar): Dates => ({
  week: WEEKDAYS.map((name) => calendar.week[name] ?? []),
  holidays: new Set(calendar.holidays),
  yearly: new Set(calendar.holidaysYearly),
  overrides: new Map(Object.entries(calendar.overrides ?? {})),
});

/** Which day of the week a day is, counted from Monday. 1970-01-01 was a Thursday. */
const weekdayIndex = (day: Day): number => (((day + 3) % 7) + 7) % 7;

/** Whether nothing reaches into this day from the evening before: a holiday, or a date with its own hours. */
export function standsAlone(dates: Dates, day: Day): boolean {
  const date = dateOf(day);
  return dates.overrides.has(date) || isHoliday(dates, date);
}

/** The hours that open on this day: its own, else none on a holiday, else those of its weekday (L5). */
export function segmentsOn(dates: Dates, day: Day): readonly Segment[] {
  const date = dateOf(day);
  const own = dates.overrides.get(date);
  if (own) return own;
  return isHoliday(dates, date) ? [] : (dates.week[weekdayIndex(day)] ?? []);
}

/** Whether the week would open on this day, but the date keeps it closed: what `explain` shows as skipped. */
export const isSkipped = (dates: Dates, day: Day): boolean =>
  segmentsOn(dates, day).length === 0 && (dates.week[weekdayIndex(day)] ?? []).length > 0;

const isHoliday = (dates: Dates, date: string): boolean =>
  dates.holidays.has(date) || dates.yearly.has(date.slice(5));
