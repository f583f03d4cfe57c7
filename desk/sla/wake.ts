import type { Clock, ClockName, Clocks, ThresholdReached } from './clock.ts';
import { type Calendars, dueAt } from './due.ts';
import { shareOf, type Threshold } from './threshold.ts';

/** The percentages of a target at which the desk speaks up: a warning, and the breach (L8). */
export const THRESHOLDS: readonly Threshold[] = [75, 100];

/** Which thresholds a clock has: the same for all, or by its name. */
export type Thresholds = readonly Threshold[] | ((clock: ClockName) => readonly Threshold[]);

/** The earliest threshold not yet announced over all running clocks: when the case has to be looked at again (I3). */
export function nextWake(
  clocks: Clocks,
  calendars: Calendars,
  thresholds: Thresholds = THRESHOLDS,
): string | undefined {
  return pending(clocks, calendars, thresholds)[0]?.due;
}

/**
 * Every threshold that is due by `now` and not yet announced, in the order in which they became due. Timestamps alone
 * decide, so a late, repeated or early look finds the same (I1, I2, I6).
 */
export function fireDue(
  clocks: Clocks,
  calendars: Calendars,
  now: string,
  thresholds: Thresholds = THRESHOLDS,
): readonly ThresholdReached[] {
  const at = Date.parse(now);
  return pending(clocks, calendars, thresholds)
    .filter(({ due }) => Date.parse(due) <= at)
    .map(({ clock, run, threshold, due }) => ({
      type: 'ThresholdReached',
      clock,
      at: now,
      run,
      threshold,
      due,
    }));
}

/**
 * What the case's `wakeAt` should be after a write; the same value as before means: write nothing to the index. It is a
 * lower bound (I3): a change to the clocks only ever moves it earlier, so pausing and extending cost nothing, and the
 * early wake that follows computes it afresh. When nothing is left to wait for, neither running nor paused, it goes.
 */
export function wakeAfter(
  before: string | undefined,
  clocksAfter: Clocks,
  calendars: Calendars,
  reason: 'changed' | 'woken',
  thresholds: Thresholds = THRESHOLDS,
): string | undefined {
  const next = nextWake(clocksAfter, calendars, thresholds);
  if (reason === 'woken' || before === undefined) return next;
  if (named(clocksAfter).every(([, { state }]) => state === 'stopped' || state === 'cancelled'))
    return undefined;
  return next !== undefined && Date.parse(next) < Date.parse(before) ? next : before;
}

type Pending = Readonly<{ clock: ClockName; run: number; threshold: Threshold; due: string; share: number }>;

function pending(clocks: Clocks, calendars: Calendars, thresholds: Thresholds): readonly Pending[] {
  const all: Pending[] = [];
  for (const [name, clock] of named(clocks)) {
    if (clock.state !== 'running') continue;
    for (const threshold of typeof thresholds === 'function' ? thresholds(name) : thresholds) {
      if (clock.fired.includes(threshold)) continue;
      const due = dueAt(clock, calendars, threshold);
      const share = shareOf(clock.target, threshold) ?? 0;
      if (due !== undefined) all.push({ clock: name, run: clock.run, threshold, due, share });
    }
  }
  return all.sort((a, b) => Date.parse(a.due) - Date.parse(b.due) || a.share - b.share);
}

// A record's keys are clock names by its type, which Object.entries forgets.
const named = (clocks: Clocks) => Object.entries(clocks) as [ClockName, Clock][];
