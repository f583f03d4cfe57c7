import { type OpenInterval, openIntervals } from './business-time.ts';
import type { Clock } from './clock.ts';
import { type Calendars, dueAt, reachedAt, spent } from './due.ts';
import { inWords } from './explain-in-words.ts';
import { calendarKey } from './hours.ts';
import { skippedDates } from './skipped-dates.ts';

/** Why a clock stands where it stands (L13): data for the page, and one sentence anyone can check with a wall clock. */
export type Explanation = Readonly<{
  state: Clock['state'];
  /** `name@version`, and the zone in which its hours are meant. */
  calendar: string;
  zone: string;
  /** Business seconds. */
  target: number;
  spent: number;
  /** Business seconds, none once the target is used up. */
  remaining: number;
  /** What counted until now; together exactly `spent`. */
  counted: readonly OpenInterval[];
  /** What did not count although the case was open, and why. The last one has no end while the clock is paused. */
  pauses: readonly Readonly<{ from: string; to?: string; cause: string }>[];
  /** Dates that were or will be skipped on the way to `due`. */
  skipped: readonly string[];
  /** When the target is used up if nothing changes; only while the clock runs. */
  due?: string;
  /** When the target was used up, whatever became of the clock since. */
  breached?: string;
  sentence: string;
}>;

/** Explains a clock as of `now`. */
export function explain(clock: Clock, calendars: Calendars, now: string): Explanation {
  const calendar = calendars(clock.calendar);
  const due = dueAt(clock, calendars);
  const breached = reachedAt(clock, calendars, 100, now);
  const used = spent(clock, calendars, now);
  const counted = clock.spans.flatMap(([from, to]) => [
    ...openIntervals(calendar, from, earlier(to ?? now, now)),
  ]);
  const skipped = clock.spans.flatMap(([from, to]) =>
    skippedDates(calendar, from, to ?? later(due ?? now, now)),
  );
  const facts = {
    state: clock.state,
    calendar: calendarKey(calendar),
    zone: calendar.zone,
    target: clock.target,
    spent: used,
    remaining: Math.max(0, Math.round((clock.target - used) * 1000) / 1000),
    counted: joined(counted),
    pauses: pausesOf(clock),
    skipped: [...new Set(skipped)],
    ...(due !== undefined && { due }),
    ...(breached !== undefined && { breached }),
  };
  return { ...facts, sentence: inWords(facts, clock.cause) };
}

function pausesOf({ spans, state }: Clock): Explanation['pauses'] {
  return spans.flatMap(([, from, cause = 'stopped'], i) => {
    const to = spans[i + 1]?.[0];
    // The end of the last span is a pause only while the clock waits to go on.
    if (from === undefined || (to === undefined && state !== 'paused')) return [];
    return [{ from, ...(to !== undefined && { to }), cause }];
  });
}

/** Days that touch, as round the clock, read better as one stretch. */
function joined(intervals: readonly OpenInterval[]): readonly OpenInterval[] {
  const all: OpenInterval[] = [];
  for (const { from, to } of intervals) {
    const last = all.at(-1);
    if (last?.to === from) all[all.length - 1] = { from: last.from, to };
    else all.push({ from, to });
  }
  return all;
}

const earlier = (a: string, b: string) => (Date.parse(a) < Date.parse(b) ? a : b);
const later = (a: string, b: string) => (Date.parse(a) < Date.parse(b) ? b : a);
