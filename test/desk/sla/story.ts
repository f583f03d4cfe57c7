import { expect } from 'vitest';
import { type Clock, type ClockEvent, foldClock } from '#desk/sla/clock.ts';

export const HOUR = 3600;
export const clock = 'resolution';
export const at = (time: string) => `2026-03-02T${time}:00.000Z`;
export const started = {
  type: 'ClockStarted',
  clock,
  at: at('08:00'),
  target: 4 * HOUR,
  calendar: 'always@1',
} as const;
export const paused = (time: string) =>
  ({ type: 'ClockPaused', clock, at: at(time), cause: 'waiting-requester' }) as const;
export const resumed = (time: string) => ({ type: 'ClockResumed', clock, at: at(time) }) as const;
export const stopped = (time: string) => ({ type: 'ClockStopped', clock, at: at(time) }) as const;
export const cancelled = (time: string) =>
  ({ type: 'ClockCancelled', clock, at: at(time), cause: 'merged' }) as const;
export const retargeted = (time: string, hours: number, mode: 'carry' | 'restart') =>
  ({
    type: 'ClockRetargeted',
    clock,
    at: at(time),
    target: hours * HOUR,
    calendar: 'always@1',
    mode,
  }) as const;
export const reached = (threshold: number, run = 1) =>
  ({ type: 'ThresholdReached', clock, at: at('11:30'), run, threshold, due: at('11:00') }) as const;

export const clockAfter = (...events: readonly ClockEvent[]): Clock =>
  events.reduce<Clock | undefined>(foldClock, undefined) ?? expect.fail('no event');
