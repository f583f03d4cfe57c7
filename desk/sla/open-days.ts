import { breaksOn, type Dates, type Day, datesOf, segmentsOn, standsAlone } from './dates.ts';
import type { Calendar, Segment } from './hours.ts';
import { type Zone, zoneOf } from './zone.ts';

/** A stretch of open time in milliseconds, `from` included, `to` not. */
export type Interval = readonly [from: number, to: number];

/** A calendar's open time by local day. */
export type OpenDays = Readonly<{
  zone: Zone;
  dates: Dates;
  /** Open without a break: then no day need be looked at. */
  always: boolean;
  /** The open stretches within one local day: in order, without overlap, and none of them empty (L6). */
  openOn: (day: Day) => readonly Interval[];
  /** How much of a block of days is open, in milliseconds: years are counted by blocks. */
  openIn: (block: number) => number;
}>;

/** The days of a block: block 0 begins with day 0. */
export const BLOCK = 64;

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
  const zone = zoneOf(calendar.zone);
  const { begins } = zone;
  const dates = datesOf(calendar);
  const everyDay = dates.week.every((hours) =>
    hours.some(([open, close]) => open === '00:00' && close === '24:00'),
  );
  const pausing = dates.breaks.size > 0 || dates.weeklyBreaks.some((breaks) => breaks.length > 0);
  const special = pausing || dates.holidays.size + dates.yearly.size + dates.overrides.size > 0;

  const shiftsOf =
    (segments: (dates: Dates, day: Day) => readonly Segment[]) =>
    (day: Day): readonly Interval[] => {
      // A date that an island skips (Apia, 2011-12-30) begins when the next one does, and has no hours.
      if (begins(day) >= begins(day + 1)) return [];
      return segments(dates, day).map((segment) => toInstants(zone, day, segment));
    };
  const opens = shiftsOf(segmentsOn);
  const pauses = shiftsOf(breaksOn);
  const openOn = kept((day) => {
    // A shift of at most 24 hours from yesterday, and one from the day before that a spring gap has pushed on.
    const before = [day - 2, day - 1, day];
    const [begin, end] = [begins(day), begins(day + 1)];
    const within = (standsAlone(dates, day) ? [day] : before)
      .flatMap(opens)
      .map(([a, b]): Interval => [Math.max(a, begin), Math.min(b, end)]);
    const open = joined(within.filter(([a, b]) => a < b));
    return pausing ? without(open, before.flatMap(pauses)) : open;
  });
  const blocks = new Map<number, number>();
  const openIn = (block: number): number => {
    let open = blocks.get(block);
    if (open !== undefined) return open;
    open = 0;
    for (let day = block * BLOCK; day < (block + 1) * BLOCK; day++)
      for (const [from, to] of openOn(day)) open += to - from;
    blocks.set(block, open);
    return open;
  };
  return { zone, dates, always: everyDay && !special, openOn, openIn };
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

/** One segment as instants (L6). */
function toInstants(zone: Zone, day: Day, [open, close]: Segment): Interval {
  const nextDay = close === '24:00' || close <= open;
  return [
    zone.at(day, open, 'compatible'),
    zone.at(nextDay ? day + 1 : day, close === '24:00' ? '00:00' : close, 'later'),
  ];
}

/** What is left of open stretches when breaks are cut out of them. */
function without(open: readonly Interval[], breaks: readonly Interval[]): readonly Interval[] {
  let left = open;
  for (const [from, to] of breaks)
    left = left.flatMap(([a, b]): readonly Interval[] =>
      to <= a || b <= from
        ? [[a, b]]
        : [[a, from] as const, [to, b] as const].filter(([begins, ends]) => begins < ends),
    );
  return left;
}

function joined(stretches: readonly Interval[]): readonly Interval[] {
  const all: Interval[] = [];
  for (const [from, to] of stretches.toSorted(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last && from <= last[1]) all[all.length - 1] = [last[0], Math.max(last[1], to)];
    else all.push([from, to]);
  }
  return all;
}
