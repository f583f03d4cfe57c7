import type { Catalogue } from '../department.ts';
import type { ClockName, PauseCause } from '../sla/clock.ts';
import type { Case } from './case.ts';
import type { CaseFact } from './events.ts';
import { isUrgent } from './quiet.ts';

/**
 * Which promises do not count while the desk waits, and for what (L2). What the person waits from end to end goes on
 * while an approver or a supplier is waited for: they cannot see the difference.
 */
const PAUSED: Readonly<Record<PauseCause, readonly ClockName[]>> = {
  'waiting-requester': ['resolution', 'update', 'e2e'],
  // Only where a department says so (A11): a slow approver is no excuse unless that was agreed.
  'waiting-approval': [],
  'waiting-supplier': ['resolution'],
  'scheduled-start': ['resolution', 'update', 'e2e'],
  'on-hold': ['resolution', 'update', 'e2e'],
};

const pausedBy = (catalogue: Catalogue, { department }: Case, cause: PauseCause) =>
  catalogue.department(department).pauses?.[cause] ?? PAUSED[cause];

// A record's keys are clock names by the events that made them, which Object.entries forgets.
const clocksOf = (of: Case) => Object.entries(of.clocks) as [ClockName, Case['clocks'][string]][];

/** Pauses what does not count while the desk waits (P7). A matter of care and an emergency never wait (L2). */
export function pauseClocks(catalogue: Catalogue, of: Case, cause: PauseCause): CaseFact[] {
  if (isUrgent(of)) return [];
  const names = pausedBy(catalogue, of, cause);
  return clocksOf(of)
    .filter(([clock, { state }]) => state === 'running' && names.includes(clock))
    .map(([clock]) => ({ type: 'ClockPaused', clock, cause }));
}

/** What the desk still waits for besides: a question to the requester, a date, tasks that are out. */
const waitsOf = (of: Case, over?: PauseCause, ref?: string): readonly PauseCause[] => [
  ...(of.status === 'waiting' && over !== 'waiting-requester' ? (['waiting-requester'] as const) : []),
  ...(of.hold === undefined || of.hold.cause === over ? [] : [of.hold.cause]),
  ...Object.values(of.asked).flatMap((asked) =>
    asked.waits === undefined || asked.ref === ref ? [] : [asked.waits],
  ),
];

/**
 * Goes on counting once the waiting is over, unless the desk waits for something else that pauses the same promise: then
 * that is the cause from now on. `ref` is the task whose answer ended it.
 */
export function resumeClocks(catalogue: Catalogue, of: Case, over: PauseCause, ref?: string): CaseFact[] {
  const left = waitsOf(of, over, ref);
  return clocksOf(of)
    .filter(([, { state, cause }]) => state === 'paused' && cause === over)
    .flatMap(([clock]): CaseFact[] => {
      const still = left.find((cause) => pausedBy(catalogue, of, cause).includes(clock));
      if (still === over) return [];
      const resumed: CaseFact = { type: 'ClockResumed', clock };
      return still === undefined ? [resumed] : [resumed, { type: 'ClockPaused', clock, cause: still }];
    });
}

/** A new question to the requester begins the waiting for them anew, where what they do not answer closes one day. */
export const pauseAnew = (of: Case): CaseFact[] =>
  clocksOf(of)
    .filter(([, { state, cause }]) => state === 'paused' && cause === 'waiting-requester')
    .flatMap(([clock]): CaseFact[] => [
      { type: 'ClockResumed', clock },
      { type: 'ClockPaused', clock, cause: 'waiting-requester' },
    ]);

/** Goes on counting what does not count although nothing is waited for any more. */
export const resumeIdle = (catalogue: Catalogue, of: Case): CaseFact[] => {
  const current = waitsOf(of);
  return clocksOf(of).flatMap(([clock, { state, cause }]): CaseFact[] => {
    const idle = state === 'paused' && !current.some((each) => each === cause);
    if (!idle) return [];
    const still = current.find((each) => pausedBy(catalogue, of, each).includes(clock));
    const resumed: CaseFact = { type: 'ClockResumed', clock };
    return still === undefined ? [resumed] : [resumed, { type: 'ClockPaused', clock, cause: still }];
  });
};

/** Goes on counting whatever was waited for: the case begins anew elsewhere. */
export const resumeAll = (of: Case): CaseFact[] =>
  clocksOf(of)
    .filter(([, { state }]) => state === 'paused')
    .map(([clock]) => ({ type: 'ClockResumed', clock }));
