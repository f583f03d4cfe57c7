import { DeskError } from '../errors.ts';
import type { Calendar } from './hours.ts';
import { FIRST_INSTANT, LAST_INSTANT, readInstant, writeInstant } from './instant.ts';
import { BLOCK, type Interval, openDays } from './open-days.ts';

const PAST_THE_END = 'so many open seconds lead past the year 2199';

/** A checked calendar is never closed for more than a year; twice that leaves room for a week lost to a skipped day. */
const CLOSED_DAYS = 2 * 366;

/**
 * The instant by which so many open seconds have passed since `start`: when the last of them ends exactly at closing,
 * that is closing time. Zero seconds answer the first open instant at or after `start` (L6, L7). Refuses `invalid`
 * (`/start` not in 1970–2199, `/seconds` negative or leading past 2199) and `calendar-impossible` (never opens).
 */
export function addBusiness(calendar: Calendar, start: string, seconds: number): string {
  const from = readInstant(start, 'start');
  // Not `seconds < 0`: that lets NaN through.
  if (!(seconds >= 0 && seconds < Number.POSITIVE_INFINITY))
    throw tooFar('seconds should be a number, zero or more');
  let left = Math.round(seconds * 1000);
  if (from + left >= LAST_INSTANT) throw tooFar(PAST_THE_END);
  if (openDays(calendar).always) return writeInstant(from + left);
  const whole = (open: number): boolean => {
    if (left <= open) return false;
    left -= open;
    return true;
  };
  for (const [opens, closes] of stretches(calendar, from, LAST_INSTANT, whole)) {
    if (left === 0 || left <= closes - opens) return writeInstant(opens + left);
    left -= closes - opens;
  }
  throw tooFar(PAST_THE_END);
}

/** How many open seconds lie between two instants, to the millisecond; none when `end` is not after `start`. */
export function businessBetween(calendar: Calendar, start: string, end: string): number {
  const from = readInstant(start, 'start');
  const until = readInstant(end, 'end');
  if (until <= from) return 0;
  if (openDays(calendar).always) return (until - from) / 1000;
  let open = 0;
  const whole = (more: number): boolean => {
    open += more;
    return true;
  };
  for (const [opens, closes] of stretches(calendar, from, until, whole)) open += closes - opens;
  return open / 1000;
}

/** The first open instant at or after `at`: when a case that came at night begins to count (L7). */
export const nextOpen = (calendar: Calendar, at: string): string => addBusiness(calendar, at, 0);

/**
 * The open stretches from an instant on, at most until another: one for each opening of each local day, worked out only
 * as far as they are asked for. They end with the year 2199.
 */
export function* openIntervals(calendar: Calendar, from: string, until?: string): Generator<OpenInterval> {
  const end = until === undefined ? LAST_INSTANT : readInstant(until, 'until');
  for (const [opens, closes] of stretches(calendar, readInstant(from, 'from'), end))
    yield { from: writeInstant(opens), to: writeInstant(closes) };
}

/** Open time between two instants, `to` not included. */
export type OpenInterval = Readonly<{ from: string; to: string }>;

/**
 * What is open in [from, until), in order. Where `whole` says that the open milliseconds of a block of days are all it
 * needs to know of them, the block is passed over.
 */
function* stretches(
  calendar: Calendar,
  from: number,
  until = LAST_INSTANT,
  whole: (open: number) => boolean = () => false,
): Generator<Interval> {
  const days = openDays(calendar);
  let closed = 0;
  const firstDay = days.zone.dayAt(from);
  const lastDay = days.zone.dayAt(Math.max(FIRST_INSTANT, until - 1));
  for (let day = firstDay; day <= lastDay; day++) {
    if (day % BLOCK === 0 && day > firstDay && day + BLOCK <= lastDay) {
      const open = days.openIn(day / BLOCK);
      if (open > 0 && whole(open)) {
        day += BLOCK - 1;
        closed = 0;
        continue;
      }
    }
    const open = days.openOn(day);
    closed = open.length === 0 ? closed + 1 : 0;
    if (closed > CLOSED_DAYS) {
      const message = `the calendar ${calendar.name} never opens`;
      throw new DeskError('calendar-impossible', message, { faults: [{ pointer: '/week', message }] });
    }
    for (const [opens, closes] of open) {
      const clipped: Interval = [Math.max(opens, from), Math.min(closes, until)];
      if (clipped[0] < clipped[1]) yield clipped;
    }
  }
}

const tooFar = (message: string) =>
  new DeskError('invalid', message, { faults: [{ pointer: '/seconds', message }] });
