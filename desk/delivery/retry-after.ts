import { parseRetryAfter } from './parse-retry-after.ts';

/** What became of one attempt to deliver a webhook. `at` is when the answer came, ISO in UTC: a Retry-After may be a date. */
export type Outcome =
  | Readonly<{ kind: 'answered'; status: number; retryAfter?: string; at: string }>
  | Readonly<{ kind: 'timeout' | 'network' | 'tls' | 'blocked-address' }>;

/** What to do next: nothing, try again, hand it to a person (W4), or stop using the endpoint and tell its owner (W3). */
export type Verdict =
  | Readonly<{ delivered: true }>
  | Readonly<{ retryInSeconds: number }>
  | Readonly<{ giveUp: Cause }>
  | Readonly<{ disableEndpoint: true; cause: 'answered-410' }>;

/** Why a delivery ends: the word in the delivery log, and the error the process can catch. */
export type Cause = 'attempts-used-up' | 'tls' | 'blocked-address' | 'redirected' | `answered-${number}`;

/** Seconds to wait after the first, second, … attempt: ten attempts in about 45 hours (W4). */
export const RETRY_SCHEDULE: readonly number[] = [5, 30, 120, 600, 1800, 7200, 21_600, 43_200, 86_400];

/** No receiver can put us off for longer (W3). */
const LONGEST_RETRY_AFTER = 86_400;

/** Waits are spread by a fifth to both sides, so that what failed together does not come back together (W4). */
const JITTER = 0.2;

/**
 * What follows the `attempt`-th attempt, counted from 1 (W3, W4). `jitter01` is a random number from 0 to 1. A
 * Retry-After lengthens the wait, up to 24 hours, and never shortens it: "now" from a failing system is no reason to
 * hurry. The schedule may be shorter by configuration.
 */
export function retryAfter(
  attempt: number,
  outcome: Outcome,
  jitter01: number,
  schedule: readonly number[] = RETRY_SCHEDULE,
): Verdict {
  if (outcome.kind === 'tls' || outcome.kind === 'blocked-address') return { giveUp: outcome.kind };
  if (outcome.kind === 'answered') {
    const { status } = outcome;
    if (status >= 200 && status < 300) return { delivered: true };
    if (status === 410) return { disableEndpoint: true, cause: 'answered-410' };
    if (status >= 300 && status < 400) return { giveUp: 'redirected' };
    if (!mayPass(status)) return { giveUp: `answered-${status}` };
  }
  const wait = schedule[attempt - 1];
  if (wait === undefined) return { giveUp: 'attempts-used-up' };
  const spread = wait * (1 + JITTER * (2 * Math.min(1, Math.max(0, jitter01)) - 1));
  const asked = outcome.kind === 'answered' ? parseRetryAfter(outcome.retryAfter, outcome.at) : 0;
  const seconds = Math.max(spread, Math.min(asked, LONGEST_RETRY_AFTER));
  return { retryInSeconds: Math.round(seconds * 1000) / 1000 };
}

/** Answers that another attempt may change (W3): request timeout, conflict, too early, too many requests, their trouble. */
const mayPass = (status: number): boolean =>
  [408, 409, 425, 429].includes(status) || (status >= 500 && status < 600);
