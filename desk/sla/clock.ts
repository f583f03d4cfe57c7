import { atLeast } from './instant.ts';

/** A promise the desk keeps time for (L1). Departments that work for one another promise in `ola:<department>`. */
export type ClockName = 'firstResponse' | 'nextResponse' | 'resolution' | 'triage' | `ola:${string}`;

/** Why a promise does not count for a while (L2). */
export type PauseCause = 'waiting-requester' | 'waiting-approval' | 'waiting-supplier' | 'on-hold';

/** What can happen to a clock: facts, without the actor, which the case adds (L2). Instants are ISO in UTC. */
export type ClockEvent =
  | Readonly<{ type: 'ClockStarted'; clock: ClockName; at: string; target: number; calendar: string }>
  | Readonly<{ type: 'ClockPaused'; clock: ClockName; at: string; cause: PauseCause }>
  | Readonly<{ type: 'ClockResumed'; clock: ClockName; at: string }>
  | Readonly<{ type: 'ClockStopped'; clock: ClockName; at: string }>
  | Readonly<{ type: 'ClockCancelled'; clock: ClockName; at: string; cause: string }>
  | Readonly<{
      type: 'ClockRetargeted';
      clock: ClockName;
      at: string;
      target: number;
      calendar: string;
      mode: 'carry' | 'restart';
    }>
  | ThresholdReached;

/**
 * So many percent of the target are used up. `due` is when that was so, `at` when the desk noticed; `run` tells
 * generations apart (L9).
 */
export type ThresholdReached = Readonly<{
  type: 'ThresholdReached';
  clock: ClockName;
  at: string;
  run: number;
  threshold: number;
  due: string;
}>;

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
  /** Percentages announced in this run. */
  fired: readonly number[];
}>;

/** The clocks of a case by name. */
export type Clocks = Readonly<Partial<Record<ClockName, Clock>>>;

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
      return begun(clock.run + 1, event);
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
      return { ...clock, fired: [...clock.fired, event.threshold] };
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
  const afresh = begun(clock.run + 1, event);
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
export { type Calendars, dueAt, reachedAt, spent } from './due.ts';
export { type Explanation, explain } from './explain.ts';
export { fireDue, nextWake, THRESHOLDS, wakeAfter } from './wake.ts';
