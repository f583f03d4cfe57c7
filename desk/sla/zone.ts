import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDate from 'temporal-polyfill/fns/PlainDate';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import { type Day, dayOf } from './dates.ts';
import { DAY, FIRST_INSTANT, LAST_INSTANT } from './instant.ts';

/** A time zone's local days and times as instants. */
export type Zone = Readonly<{
  /** When a local day begins: not always at midnight, summer time begins at that hour in some zones. */
  begins: (day: Day) => number;
  /** The local day an instant lies in. */
  dayAt: (at: number) => Day;
  /**
   * A local time of a day. Temporal's two words are L6: both map a missing time forward, and of a time that comes twice
   * `compatible` takes the first for the opening, `later` the second for the closing.
   */
  at: (day: Day, time: string, disambiguation: 'compatible' | 'later') => number;
}>;

/** More than an enterprise has; half a megabyte each when every day of two centuries was asked for. */
const KEPT_ZONES = 64;
const known = new Map<string, Zone>();

/** A zone by its IANA name; its days are worked out once for all calendars, because that is what costs. */
export function zoneOf(name: string): Zone {
  const before = known.get(name);
  if (before) return before;
  if (known.size >= KEPT_ZONES) known.clear();
  const zone = read(name);
  known.set(name, zone);
  return zone;
}

/** A day before and after the years in which the desk keeps time, because a local day reaches beyond them. */
const FIRST_DAY = FIRST_INSTANT / DAY - 8;
const DAYS = LAST_INSTANT / DAY - FIRST_DAY + 8;

function read(name: string): Zone {
  const kept = new Float64Array(DAYS).fill(Number.NaN);
  const begins = (day: Day): number => {
    const at = day - FIRST_DAY;
    const before = kept[at];
    if (before !== undefined && !Number.isNaN(before)) return before;
    const begin = PlainDate.toZonedDateTime(PlainDate.create(...partsOf(day)), name).epochMilliseconds;
    if (at >= 0 && at < DAYS) kept[at] = begin;
    return begin;
  };
  return {
    begins,
    dayAt: (at) => {
      const guess = Math.floor(at / DAY);
      for (const day of [guess, guess + 1, guess - 1])
        if (begins(day) <= at && at < begins(day + 1)) return day;
      const there = Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(at), name);
      return dayOf(PlainDate.toString(ZonedDateTime.toPlainDate(there)));
    },
    at: (day, time, disambiguation) => {
      const begin = begins(day);
      // In a day of 24 hours that does not follow or precede a change, the clock on the wall runs as time does.
      if (begin - begins(day - 1) === DAY && begins(day + 1) - begin === DAY)
        return begin + sinceMidnight(time);
      const local = PlainDateTime.create(...partsOf(day), Number(time.slice(0, 2)), Number(time.slice(3)));
      return PlainDateTime.toZonedDateTime(local, name, { disambiguation }).epochMilliseconds;
    },
  };
}

/** The year, month and day that a day is. */
function partsOf(day: Day): [year: number, month: number, day: number] {
  const date = new Date(day * DAY);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
}

const sinceMidnight = (time: string): number =>
  (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000;
