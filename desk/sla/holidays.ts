import { DeskError } from '../errors.ts';
import { type Day, dateOf, dayOf, weekdayIndex } from './dates.ts';
import { easterOf } from './easter.ts';
import { type Calendar, type Segment, WEEKDAYS, type Weekday } from './hours.ts';

/**
 * A holiday as its law says it: a date of every year (`12-25`), so many days after Easter Sunday, a weekday of a month
 * counted from its first or last (`nth: -1`), or one date alone (`2026-06-19`).
 */
export type Holiday =
  | string
  | Readonly<{ easter: number }>
  | Readonly<{ nth: 1 | 2 | 3 | 4 | 5 | -1; weekday: Weekday; month: number }>;

/** The holidays of one location. */
export type Holidays = Readonly<{
  /** Dates closed all day. */
  closed: readonly Holiday[];
  /** Dates with hours of their own: half days. */
  hours?: readonly Readonly<{ on: Holiday; open: readonly Segment[] }>[];
  /** A holiday on a weekend is kept on a working day as well: `next`, or the `nearest` one. */
  observed?: 'next' | 'nearest';
}>;

/** The years for which movable holidays are worked out: far beyond every promise, and few enough dates to be cheap. */
const YEARS: readonly [number, number] = [2020, 2050];

/** A calendar that keeps a location's holidays as well as its own; its own hours of a date come first. */
export function withHolidays(calendar: Calendar, { closed, hours = [], observed }: Holidays): Calendar {
  const days = closed.flatMap((each) => datesOfHoliday(each));
  const own = hours.flatMap(({ on, open }) => datesOfHoliday(on).map((day) => [dateOf(day), open] as const));
  const kept = observed === undefined ? days : observedDays(days, observed);
  return {
    ...calendar,
    holidays: [...new Set([...(calendar.holidays ?? []), ...kept.map(dateOf)])].sort(),
    ...(own.length > 0 && { overrides: { ...Object.fromEntries(own), ...calendar.overrides } }),
  };
}

/** Every day a holiday falls on. Refuses `invalid` what is neither a date nor a rule. */
function datesOfHoliday(holiday: Holiday): readonly Day[] {
  if (typeof holiday === 'string' && holiday.length === 10) return [checked(holiday, holiday)];
  if (typeof holiday === 'string') checked(`2000-${holiday}`, holiday);
  const days: Day[] = [];
  for (let year = YEARS[0]; year <= YEARS[1]; year++) {
    const day = inYear(holiday, year);
    if (day !== undefined) days.push(day);
  }
  return days;
}

function inYear(holiday: Holiday, year: number): Day | undefined {
  if (typeof holiday !== 'string')
    return 'easter' in holiday ? easterOf(year) + holiday.easter : nthOf(holiday, year);
  const day = dayOf(`${year}-${holiday}`);
  // Three years in four have no leap day; every other date was checked once for all of them.
  return holiday !== '02-29' || dateOf(day).endsWith(holiday) ? day : undefined;
}

function nthOf({ nth, weekday, month }: Exclude<Holiday, string | { easter: number }>, year: number) {
  const first = Date.UTC(year, month - 1, 1) / 86_400_000;
  const last = Date.UTC(year, month, 1) / 86_400_000 - 1;
  const wanted = WEEKDAYS.indexOf(weekday);
  if (nth === -1) return last - ((weekdayIndex(last) - wanted + 7) % 7);
  const day = first + ((wanted - weekdayIndex(first) + 7) % 7) + 7 * (nth - 1);
  return day <= last ? day : undefined;
}

/** Holidays with the working days on which those of a weekend are kept; two that meet take two days. */
function observedDays(days: readonly Day[], observed: 'next' | 'nearest'): readonly Day[] {
  const taken = new Set(days);
  for (const day of [...days].sort((a, b) => a - b)) {
    const weekday = weekdayIndex(day);
    if (weekday < 5) continue;
    let instead = observed === 'nearest' && weekday === 5 ? day - 1 : day;
    while (taken.has(instead) || weekdayIndex(instead) > 4) instead++;
    taken.add(instead);
  }
  return [...taken];
}

function checked(date: string, as: string): Day {
  const day = /^\d{4}-\d\d-\d\d$/.test(date) ? dayOf(date) : Number.NaN;
  if (Number.isNaN(day) || dateOf(day) !== date) {
    const message = `'${as}' should be a date like 12-25 or 2026-12-25`;
    throw new DeskError('invalid', message, { faults: [{ pointer: '/holidays', message }] });
  }
  return day;
}
