import { Temporal } from 'temporal-polyfill';
import { type Dates, type Day, dateOf, datesOf, dayOf, segmentsOn, standsAlone } from './dates.ts';
import type { Calendar, Segment } from './hours.ts';

/** A stretch of open time in milliseconds, `from` included, `to` not. */
export type Interval = readonly [from: number, to: number];

/** A calendar's open time by local day. */
export type OpenDays = Readonly<{
  zone: string;
  dates: Dates;
  /** Open without a break: then no day need be looked at. */
  always: boolean;
  /** The open stretches within one local day: in order, without overlap, and none of them empty (L6). */
  openOn: (day: Day) => readonly Interval[];
}>;

const known = new WeakMap<Calendar, OpenDays>();

/** A calendar's open days; the same calendar object is read only once, and so is each of its days. */
export function openDays(calendar: Calendar): OpenDays {
  const before = known.get(calendar);
  if (before) return before;
  const days = read(calendar);
  known.set(calendar, days);
  return days;
}

function read(calendar: Calendar): OpenDays {
  const { zone } = calendar;
  const dates = datesOf(calendar);
  const everyDay = dates.week.every((hours) =>
    hours.some(([open, close]) => open === '00:00' && close === '24:00'),
  );
  const always = everyDay && dates.holidays.size + dates.yearly.size + dates.overrides.size === 0;

  const begins = kept((day) => startOfDay(zone, day));
  const shiftsFrom = kept((day) => {
    // A date that an island skips (Apia, 2011-12-30) begins when the next one does, and has no hours.
    if (begins(day) >= begins(day + 1)) return [];
    return segmentsOn(dates, day).map((segment) => toInstants(zone, day, segment));
  });
  const openOn = kept((day) => {
    // A shift of at most 24 hours from yesterday, and one from the day before that a spring gap has pushed on.
    const from = standsAlone(dates, day) ? [day] : [day - 2, day - 1, day];
    const [begin, end] = [begins(day), begins(day + 1)];
    const within = from.flatMap(shiftsFrom).map(([a, b]): Interval => [Math.max(a, begin), Math.min(b, end)]);
    return joined(within.filter(([a, b]) => a < b));
  });
  return { zone, dates, always, openOn };
}

/** About seven years of days: more than any promise, and a few hundred kilobytes at most. */
const KEPT_DAYS = 2500;

/** Works out each day once, for the arithmetic of zones is what costs. */
function kept<T>(workOut: (day: Day) => T): (day: Day) => T {
  const found = new Map<Day, T>();
  return (day) => {
    const before = found.get(day);
    if (before !== undefined) return before;
    const value = workOut(day);
    if (found.size >= KEPT_DAYS) found.clear();
    found.set(day, value);
    return value;
  };
}

/** The local day an instant lies in. */
export const dayAt = (zone: string, at: number): Day =>
  dayOf(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString());

/**
 * One segment as instants. Temporal's two words are L6: both map a missing time forward, and of a time that comes twice
 * `compatible` takes the first for the opening, `later` the second for the closing.
 */
function toInstants(zone: string, day: Day, [open, close]: Segment): Interval {
  const nextDay = close === '24:00' || close <= open;
  return [
    local(zone, day, open, 'compatible'),
    local(zone, nextDay ? day + 1 : day, close === '24:00' ? '00:00' : close, 'later'),
  ];
}

const local = (zone: string, day: Day, time: string, disambiguation: 'compatible' | 'later'): number =>
  Temporal.PlainDateTime.from(`${dateOf(day)}T${time}`).toZonedDateTime(zone, { disambiguation })
    .epochMilliseconds;

// Not always midnight: summer time begins at that hour in some zones.
const startOfDay = (zone: string, day: Day): number =>
  Temporal.PlainDate.from(dateOf(day)).toZonedDateTime(zone).epochMilliseconds;

function joined(stretches: readonly Interval[]): readonly Interval[] {
  const all: Interval[] = [];
  for (const [from, to] of stretches.toSorted(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last && from <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], to)];
    else all.push([from, to]);
  }
  return all;
}
