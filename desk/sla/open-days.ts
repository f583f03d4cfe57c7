import { Temporal } from 'temporal-polyfill';
import { type Dates, type Day, dateOf, datesOf, dayOf, segmentsOn, standsAlone } from './dates.ts';
import type { Calendar, Segment } from './hours.ts';

/** A stretch of open time in milliseconds, `from` included, `to` not. */
export type Interval = readonly [from: number, to: number];

/** A calendar's open time by local day. Days are worked out once and kept, for zone arithmetic is what costs. */
export type OpenDays = Readonly<{
  zone: string;
  dates: Dates;
  /** Open without a break: then no day need be looked at. */
  always: boolean;
  kept: Map<Day, readonly Interval[]>;
}>;

const known = new WeakMap<Calendar, OpenDays>();

/** About seven years of days: more than any promise, and a few hundred kilobytes at most. */
const KEPT_DAYS = 2500;

/** A calendar's open days; the same calendar object is read only once. */
export function openDays(calendar: Calendar): OpenDays {
  const before = known.get(calendar);
  if (before) return before;
  const dates = datesOf(calendar);
  const everyDay = dates.week.every((hours) =>
    hours.some(([open, close]) => open === '00:00' && close === '24:00'),
  );
  const always = everyDay && dates.holidays.size + dates.yearly.size + dates.overrides.size === 0;
  const read = { zone: calendar.zone, dates, always, kept: new Map() };
  known.set(calendar, read);
  return read;
}

/** The local day an instant lies in. */
export const dayAt = (zone: string, at: number): Day =>
  dayOf(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString());

/** The open stretches within one local day: in order, without overlap, and none of them empty (L6). */
export function openOn(days: OpenDays, day: Day): readonly Interval[] {
  const before = days.kept.get(day);
  if (before) return before;
  const found = workOut(days, day);
  if (days.kept.size >= KEPT_DAYS) days.kept.clear();
  days.kept.set(day, found);
  return found;
}

function workOut({ zone, dates }: OpenDays, day: Day): readonly Interval[] {
  const begins = startOfDay(zone, day);
  const ends = startOfDay(zone, day + 1);
  // A shift of at most 24 hours from yesterday, and one from the day before that a spring gap has pushed on.
  const reaching = standsAlone(dates, day) ? [day] : [day - 2, day - 1, day];
  const stretches = reaching
    .flatMap((opens) => segmentsOn(dates, opens).map((segment) => toInstants(zone, opens, segment)))
    .map(([from, to]): Interval => [Math.max(from, begins), Math.min(to, ends)])
    .filter(([from, to]) => from < to);
  return joined(stretches);
}

/** One segment as instants. Temporal's two words are L6: a gap maps forward in both, an overlap opens early and closes late. */
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

// Not always midnight, and on the date an island skips (Apia, 2011-12-30) the same instant as the next day's.
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
