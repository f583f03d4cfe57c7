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
  holidays: ReadonlySet<Day>;
  yearly: ReadonlySet<string>;
  overrides: ReadonlyMap<Day, readonly Segment[]>;
  /** What is cut out of one date, and of every day of the week. */
  breaks: ReadonlyMap<Day, readonly Segment[]>;
  weeklyBreaks: readonly (readonly Segment[])[];
}>;

const byDay = (dates: Readonly<Record<string, readonly Segment[]>> = {}) =>
  new Map(Object.entries(dates).map(([date, hours]) => [dayOf(date), hours]));

/** Reads a calendar's dates once. */
export function datesOf({ week, holidays, holidaysYearly, overrides, breaks = {} }: Calendar): Dates {
  const dated = Object.entries(breaks).filter(([when]) => !WEEKDAYS.some((name) => name === when));
  return {
    week: WEEKDAYS.map((name) => week[name] ?? []),
    holidays: new Set(holidays?.map(dayOf)),
    yearly: new Set(holidaysYearly),
    overrides: byDay(overrides),
    breaks: byDay(Object.fromEntries(dated)),
    weeklyBreaks: WEEKDAYS.map((name) => breaks[name] ?? []),
  };
}

/** Which day of the week a day is, counted from Monday. 1970-01-01 was a Thursday. */
export const weekdayIndex = (day: Day): number => (((day + 3) % 7) + 7) % 7;

/** Whether nothing reaches into this day from the evening before: a holiday, or a date with its own hours. */
export const standsAlone = (dates: Dates, day: Day): boolean =>
  dates.overrides.has(day) || isHoliday(dates, day);

/** The hours that open on this day: its own, else none on a holiday, else those of its weekday (L5). */
export const segmentsOn = (dates: Dates, day: Day): readonly Segment[] =>
  dates.overrides.get(day) ?? (isHoliday(dates, day) ? [] : (dates.week[weekdayIndex(day)] ?? []));

/** What is cut out of this day: its date's own breaks, and those of its weekday. */
export const breaksOn = (dates: Dates, day: Day): readonly Segment[] => [
  ...(dates.breaks.get(day) ?? []),
  ...(dates.weeklyBreaks[weekdayIndex(day)] ?? []),
];

/** Whether the week would open on this day, but the date keeps it closed: what `explain` shows as skipped. */
export const isSkipped = (dates: Dates, day: Day): boolean =>
  segmentsOn(dates, day).length === 0 && (dates.week[weekdayIndex(day)] ?? []).length > 0;

const isHoliday = ({ holidays, yearly }: Dates, day: Day): boolean =>
  holidays.has(day) || (yearly.size > 0 && yearly.has(dateOf(day).slice(5)));
