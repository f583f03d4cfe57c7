import { expect } from 'vitest';
import { type Clock, type ClockEvent, foldClock } from '#desk/sla/clock.ts';

/** Seconds. */
export const HOUR = 3600;
/** All of these stories are about one clock. */
export const clock = 'resolution';
/** A time on one Monday, in UTC. */
export const at = (time: string) => `2026-03-02T${time}:00.000Z`;
/** Four hours, round the clock, from eight o'clock on. */
export const started = {
  type: 'ClockStarted',
  clock,
  at: at('08:00'),
  target: 4 * HOUR,
  calendar: 'always@1',
} as const;
/** It waits for the requester. */
export const paused = (time: string) =>
  ({ type: 'ClockPaused', clock, at: at(time), cause: 'waiting-requester' }) as const;
/** It goes on. */
export const resumed = (time: string) => ({ type: 'ClockResumed', clock, at: at(time) }) as const;
/** It has ended. */
export const stopped = (time: string) => ({ type: 'ClockStopped', clock, at: at(time) }) as const;
/** Its case was merged into another. */
export const cancelled = (time: string) =>
  ({ type: 'ClockCancelled', clock, at: at(time), cause: 'merged' }) as const;
/** It has another target, in hours. */
export const retargeted = (time: string, hours: number, mode: 'carry' | 'restart') =>
  ({
    type: 'ClockRetargeted',
    clock,
    at: at(time),
    target: hours * HOUR,
    calendar: 'always@1',
    mode,
  }) as const;
/** A threshold of one of its runs was announced. */
export const reached = (threshold: number, run = 1) =>
  ({ type: 'ThresholdReached', clock, at: at('11:30'), run, threshold, due: at('11:00') }) as const;

/** What the clock is after these events. */
export const clockAfter = (...events: readonly ClockEvent[]): Clock =>
  events.reduce<Clock | undefined>(foldClock, undefined) ?? expect.fail('no event');
