import type { ClockEvent, ClockName, PauseCause } from './clock-event.ts';
import { atLeast } from './instant.ts';
import { BREACH, type Threshold } from './threshold.ts';

/** Time that counts, from its start until it was interrupted, and why it was. The last one of a running clock is open. */
export type Span = readonly [from: string, to?: string, cause?: PauseCause];

/** One clock of a case, small enough for the case's row. Due is computed from it, never kept in it. */
export type Clock = Readonly<{
  /** Counts the generations: a threshold is announced at most once in each (I2, L8). */
  run: number;
  /** Business seconds. */
  target: number;
  /** `name@version` of the calendar it counts by (L5). */
  calendar: string;
  spans: readonly Span[];
  state: 'running' | 'paused' | 'stopped' | 'cancelled';
  /** Why it is paused or was cancelled. */
  cause?: string;
  /** Thresholds announced in this run. */
  fired: readonly Threshold[];
  /** When each breach that was announced was due, in every run: a longer target forgives none (L12). */
  breached?: readonly string[];
  /** Why breaches of this clock are not held against anybody, and who decided that (L12). */
  excluded?: Readonly<{ reason: string; approver: string }>;
  /** Who asked that they are not, and why; somebody else has to agree. */
  exclusion?: Readonly<{ reason: string; asker: string; lead?: true }>;
}>;

/** The clocks of a case by name. */
export type Clocks = Readonly<Partial<Record<ClockName, Clock>>>;

/** Why the clocks of a merged case were cancelled (L11). */
export const MERGED = 'merged';

/** What stands where no clock was ever started: it owes nothing, and only a start changes it. */
const NEVER: Clock = { run: 0, target: 0, calendar: '', spans: [], state: 'cancelled', fired: [] };

/**
 * What a clock is after one more event. Pure and total: an event that makes no sense in a state (a pause of a stopped
 * clock, a repeated resume) changes nothing, so a replay does no harm (I5). Instants out of order are moved up to the
 * last one.
 */
export function foldClock(before: Clock | undefined, event: ClockEvent): Clock {
  const clock = before ?? NEVER;
  switch (event.type) {
    case 'ClockStarted':
      return { ...begun(clock.run + 1, { ...event, at: event.since ?? event.at }), ...facts(clock) };
    case 'ClockBackdated':
      return backdated(clock, event.since);
    case 'ClockRestored':
      return restored(clock, event);
    case 'BreachExclusionAsked': {
      const { reason, asker, lead } = event;
      return clock.run === 0 ? clock : { ...clock, exclusion: { reason, asker, ...(lead && { lead }) } };
    }
    case 'BreachExcluded':
      return clock.run === 0 ? clock : excluded(clock, event);
    case 'ClockPaused':
      if (clock.state !== 'running') return clock;
      return {
        ...clock,
        state: 'paused',
        cause: event.cause,
        spans: closed(clock.spans, event.at, event.cause),
      };
    case 'ClockResumed':
      // A stopped clock goes on when its case is reopened in time (L10); a cancelled one never does.
      return clock.state === 'paused' || clock.state === 'stopped' ? resumed(clock, event.at) : clock;
    case 'ClockStopped':
      if (clock.state !== 'running' && clock.state !== 'paused') return clock;
      return { ...uncaused(clock), state: 'stopped', spans: closed(clock.spans, event.at) };
    case 'ClockCancelled':
      if (clock.run === 0 || clock.state === 'cancelled') return clock;
      return { ...clock, state: 'cancelled', cause: event.cause, spans: closed(clock.spans, event.at) };
    case 'ClockRetargeted':
      return clock.state === 'running' || clock.state === 'paused' ? retargeted(clock, event) : clock;
    case 'ThresholdReached':
      if (event.run !== clock.run || clock.fired.includes(event.threshold)) return clock;
      return {
        ...clock,
        fired: [...clock.fired, event.threshold],
        ...(event.threshold === BREACH && { breached: [...(clock.breached ?? []), event.due] }),
      };
  }
}

type Terms = Readonly<{ at: string; target: number; calendar: string }>;

const begun = (run: number, { at, target, calendar }: Terms): Clock => ({
  run,
  target,
  calendar,
  spans: [[at]],
  state: 'running',
  fired: [],
});

/** What no new run takes back (L12). */
const facts = ({ breached, excluded, exclusion }: Clock) => ({
  ...(breached !== undefined && { breached }),
  ...(excluded !== undefined && { excluded }),
  ...(exclusion !== undefined && { exclusion }),
});

const excluded = (
  { exclusion: _agreed, ...clock }: Clock,
  { reason, approver }: NonNullable<Clock['excluded']>,
): Clock => ({ ...clock, excluded: { reason, approver } });

function backdated(clock: Clock, since: string): Clock {
  const [first, ...later] = clock.spans;
  if (first === undefined || clock.state === 'cancelled' || Date.parse(since) >= Date.parse(first[0]))
    return clock;
  const [, ...rest] = first;
  return { ...clock, spans: [[since, ...rest], ...later] };
}

/** As if the merge had never been: the time meanwhile counts, since whoever asked has waited through it. */
function restored(
  clock: Clock,
  { was, since }: Pick<ClockEvent & { type: 'ClockRestored' }, 'was' | 'since'>,
): Clock {
  const first = clock.spans[0];
  if (since !== undefined && first !== undefined && clock.state !== 'cancelled') {
    const [, ...rest] = first;
    return { ...clock, spans: [[since, ...rest], ...clock.spans.slice(1)] };
  }
  if (was === undefined || clock.state !== 'cancelled' || clock.cause !== MERGED) return clock;
  const [from, to, cause] = clock.spans.at(-1) ?? [];
  if (from === undefined) return clock;
  if (was === 'stopped') return { ...uncaused(clock), state: was };
  if (was === 'running')
    return { ...uncaused(clock), state: was, spans: [...clock.spans.slice(0, -1), [from]] };
  return cause === undefined || to === undefined ? clock : { ...clock, state: was, cause };
}

function resumed(clock: Clock, at: string): Clock {
  const last = clock.spans.at(-1)?.[1];
  return { ...uncaused(clock), state: 'running', spans: [...clock.spans, [atLeast(at, last)]] };
}

/**
 * `carry` keeps what is used up and asks for the new target from the first start on; `restart` counts from nothing (L4).
 * A longer target is a new promise, whose thresholds may be announced again, so it is a new run; a shorter one is not.
 */
function retargeted(clock: Clock, event: Terms & Readonly<{ mode: 'carry' | 'restart' }>): Clock {
  const { at, target, calendar, mode } = event;
  const longer = target > clock.target;
  if (mode === 'carry')
    return { ...clock, target, calendar, ...(longer && { run: clock.run + 1, fired: [] }) };
  const afresh = { ...begun(clock.run + 1, event), ...facts(clock) };
  const cause = clock.state === 'paused' ? clock.spans.at(-1)?.[2] : undefined;
  return cause ? { ...afresh, state: 'paused', cause, spans: closed(afresh.spans, at, cause) } : afresh;
}

/** Ends the open span. One that is already closed stays as it is: a paused clock that stops was interrupted earlier. */
function closed(spans: readonly Span[], at: string, cause?: PauseCause): readonly Span[] {
  const last = spans.at(-1);
  if (last === undefined || last[1] !== undefined) return spans;
  const to = atLeast(at, last[0]);
  return [...spans.slice(0, -1), cause === undefined ? [last[0], to] : [last[0], to, cause]];
}

function uncaused({ cause: _over, ...clock }: Clock): Clock {
  return clock;
}

// The door to everything about clocks: whoever has one asks here when it is due.
export type { ClockEvent, ClockName, PauseCause, ThresholdReached } from './clock-event.ts';
export { type Calendars, dueAt, reachedAt, spent } from './due.ts';
export { type Explanation, explain, type Told } from './explain.ts';
export { BREACH, isLate, type Threshold } from './threshold.ts';
export { fireDue, nextWake, THRESHOLDS, type Thresholds, wakeAfter } from './wake.ts';
