import { type OpenInterval, openIntervals } from './business-time.ts';
import type { Clock, ClockEvent } from './clock.ts';
import { type Calendars, dueAt, reachedAt, spent } from './due.ts';
import { inWords } from './explain-in-words.ts';
import { calendarKey } from './hours.ts';
import { skippedDates } from './skipped-dates.ts';
import { type TimeChange, timeChanges } from './time-changes.ts';

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
  pauses: readonly Readonly<{ from: string; to?: string; cause: string; by?: string }>[];
  /** Dates that were or will be skipped on the way to `due`. */
  skipped: readonly string[];
  /** Nights on which the clocks changed, from the start to `due`. */
  changes: readonly TimeChange[];
  /** Where the promise comes from: department, service and priority. Only where the history was given. */
  policy?: string;
  /** The fact of the case that moved it last, where one did. Only where the history was given. */
  because?: string;
  /** When the target is used up if nothing changes; only while the clock runs. */
  due?: string;
  /** When the target was used up, whatever became of the clock since. */
  breached?: string;
  sentence: string;
}>;

/** What happened to a clock, and who did it, as the case's history has it. */
export type Told = ClockEvent & Readonly<{ by?: Readonly<{ kind: string; id?: string }> }>;

/**
 * Explains a clock as of `now`. Its own history, where it is given, adds who paused it and which promise it is: facts that
 * the case's row has no room for.
 */
export function explain(
  clock: Clock,
  calendars: Calendars,
  now: string,
  history: readonly Told[] = [],
): Explanation {
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
  const first = clock.spans[0]?.[0];
  const facts = {
    state: clock.state,
    calendar: calendarKey(calendar),
    zone: calendar.zone,
    target: clock.target,
    spent: used,
    remaining: Math.max(0, Math.round((clock.target - used) * 1000) / 1000),
    counted: joined(counted),
    pauses: pausesOf(clock, history),
    skipped: [...new Set(skipped)],
    changes: first === undefined ? [] : timeChanges(calendar.zone, first, later(due ?? now, first)),
    ...policyOf(history),
    ...(due !== undefined && { due }),
    ...(breached !== undefined && { breached }),
  };
  return { ...facts, sentence: inWords(facts, clock.cause) };
}

function policyOf(history: readonly Told[]): { policy?: string; because?: string } {
  const newest = history.findLast(({ type }) => type === 'ClockStarted' || type === 'ClockRetargeted');
  return newest !== undefined && 'policy' in newest && newest.policy !== undefined
    ? {
        policy: newest.policy,
        ...('because' in newest && newest.because !== undefined && { because: newest.because }),
      }
    : {};
}

/** Who paused or stopped a clock at that moment. */
function actorAt(history: readonly Told[], from: string): { by?: string } {
  const did = history.find(
    ({ type, at }) => at === from && (type === 'ClockPaused' || type === 'ClockStopped'),
  )?.by;
  return did === undefined ? {} : { by: did.id === undefined ? did.kind : `${did.kind} ${did.id}` };
}

function pausesOf({ spans, state }: Clock, history: readonly Told[]): Explanation['pauses'] {
  return spans.flatMap(([, from, cause = 'stopped'], i) => {
    const to = spans[i + 1]?.[0];
    // The end of the last span is a pause only while the clock waits to go on.
    if (from === undefined || (to === undefined && state !== 'paused')) return [];
    return [{ from, ...(to !== undefined && { to }), cause, ...actorAt(history, from) }];
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
