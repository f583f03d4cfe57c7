import { addBusiness, businessBetween } from './business-time.ts';
import type { Clock } from './clock.ts';
import type { Calendar } from './hours.ts';
import { BREACH, shareOf, type Threshold } from './threshold.ts';

/** Finds the calendar a clock names, `name@version`. A clock that names an unknown one is a bug of the caller. */
export type Calendars = (key: string) => Calendar;

/**
 * When a threshold is reached (so many percent of the target used up) if the clock keeps running: in the past when they already are, however
 * late anyone looks (I6). Undefined unless it runs: a paused or ended clock is never due (I1).
 */
export function dueAt(clock: Clock, calendars: Calendars, threshold: Threshold = BREACH): string | undefined {
  return clock.state === 'running' ? reached(clock, calendars, threshold) : undefined;
}

/**
 * When a threshold was reached, whatever became of the clock since: the fact behind a breach, from
 * timestamps alone (I6, L12). Undefined when that was not so by `now`.
 */
export function reachedAt(
  clock: Clock,
  calendars: Calendars,
  threshold: Threshold,
  now: string,
): string | undefined {
  const at = reached(clock, calendars, threshold);
  return at !== undefined && Date.parse(at) <= Date.parse(now) ? at : undefined;
}

/** Business seconds used up by `now`: what counted of each span, in the clock's own calendar. */
export function spent(clock: Clock, calendars: Calendars, now: string): number {
  if (clock.spans.length === 0) return 0;
  const calendar = calendars(clock.calendar);
  let milliseconds = 0;
  for (const [from, to] of clock.spans)
    milliseconds += Math.round(businessBetween(calendar, from, sooner(to, now)) * 1000);
  return milliseconds / 1000;
}

function reached(clock: Clock, calendars: Calendars, threshold: Threshold): string | undefined {
  const share = shareOf(clock.target, threshold);
  if (clock.spans.length === 0 || share === undefined) return undefined;
  const calendar = calendars(clock.calendar);
  let left = share;
  for (const [from, to] of clock.spans) {
    if (to === undefined) return addBusiness(calendar, from, left / 1000);
    const counted = Math.round(businessBetween(calendar, from, to) * 1000);
    // Nothing is left of a zero target, and still it is due only once the department has opened.
    if (left > 0 && left <= counted) return addBusiness(calendar, from, left / 1000);
    if (left === 0 && counted > 0) return addBusiness(calendar, from, 0);
    left -= counted;
  }
  return undefined;
}

const sooner = (to: string | undefined, now: string): string =>
  to !== undefined && Date.parse(to) < Date.parse(now) ? to : now;
