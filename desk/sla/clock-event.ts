import type { Threshold } from './threshold.ts';

/**
 * A promise the desk keeps time for (L1), each on its own. A department promises its part of the work in
 * `ola:<department>`, a supplier in `uc:<supplier>`; `e2e` is what the person waits from end to end.
 */
export type ClockName =
  | 'ack'
  | 'firstResponse'
  | 'nextResponse'
  | 'update'
  | 'resolution'
  | 'triage'
  | 'e2e'
  | `ola:${string}`
  | `uc:${string}`;

/** Why a promise does not count for a while (L2). */
export type PauseCause =
  | 'waiting-requester'
  | 'waiting-approval'
  | 'waiting-supplier'
  | 'scheduled-start'
  | 'on-hold';

/** What can happen to a clock: facts, without the actor, which the case adds (L2). Instants are ISO in UTC. */
export type ClockEvent =
  | Readonly<{
      type: 'ClockStarted';
      clock: ClockName;
      at: string;
      target: number;
      calendar: string;
      /** Counts from then on instead of from `at`: a case that is split off and takes its share of the past (L11). */
      since?: string;
      /** Which promise of which department this is, with its target's origin: kept in the history for `explain` (L13). */
      policy?: string;
    }>
  /** Counts from an earlier moment on: the case it was merged with had waited longer (L11). */
  | Readonly<{ type: 'ClockBackdated'; clock: ClockName; at: string; since: string }>
  | Readonly<{ type: 'ClockPaused'; clock: ClockName; at: string; cause: PauseCause }>
  | Readonly<{ type: 'ClockResumed'; clock: ClockName; at: string }>
  | Readonly<{ type: 'ClockStopped'; clock: ClockName; at: string }>
  | Readonly<{ type: 'ClockCancelled'; clock: ClockName; at: string; cause: string }>
  /**
   * A merge is undone (P15): a promise that was cancelled by it goes on as it `was`, as if it had never been; one that was
   * backdated counts from its own start, `since`, again.
   */
  | Readonly<{
      type: 'ClockRestored';
      clock: ClockName;
      at: string;
      was?: 'running' | 'paused' | 'stopped';
      since?: string;
    }>
  | Readonly<{
      type: 'ClockRetargeted';
      clock: ClockName;
      at: string;
      target: number;
      calendar: string;
      mode: 'carry' | 'restart';
      policy?: string;
      /** The fact of the case that moved it, with what it says. */
      because?: string;
    }>
  /** Somebody asks that a breach is not held against anybody; it is, until somebody else agrees (L12). */
  | Readonly<{
      type: 'BreachExclusionAsked';
      clock: ClockName;
      at: string;
      reason: string;
      asker: string;
      /** The asker leads the department. */
      lead?: true;
    }>
  /** A breach that is not held against anybody: it stays, and says so wherever it is counted (L12). */
  | Readonly<{ type: 'BreachExcluded'; clock: ClockName; at: string; reason: string; approver: string }>
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
  threshold: Threshold;
  due: string;
}>;
