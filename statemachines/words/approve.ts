import type { Policy } from '#desk/task/approval/policy.ts';
import { type Asking, waiting } from './ask.ts';
import type { Waiting } from './until-answered.ts';

/** How an approval is put. Hours and silence are not optional (K2). */
export type Approving<Name extends string> = Omit<
  Asking<Name>,
  'outcomes' | 'fields' | 'hours' | 'onFailure'
> &
  Readonly<{
    /** How many opening hours of their own each stage's people have (A5); halfway they are reminded. */
    hours: number;
  }>;

/** An open hour comes round at least this often, also where people work two days a week: so long a state may wait. */
const HOURS_PER_OPEN_HOUR = 6;

/** Ten days of holidays in a row. */
const HOLIDAYS = 240;

/** The longest a state waits for so many opening hours of each stage's people, in hours by the wall. */
export const longestWait = (openHours: number, { stages }: Pick<Policy, 'stages'>): number =>
  stages.filter(({ together }) => together !== true).length * (openHours * HOURS_PER_OPEN_HOUR + HOLIDAYS);

/**
 * Puts something to all who have to approve it, stage by stage, and waits for `approve` or `reject` (A1–A12); what the
 * policy means stands in `desk/task/approval/`. Like `ask`, it gives two states, and `$answer` holds the outcome
 * afterwards: its comment is that of whoever decided.
 */
export function approve<const Own extends string, const Name extends string>(
  name: Own,
  policy: Policy,
  { hours, ...options }: Approving<Name>,
): Waiting<Own, Name> {
  // A policy is plain data; its absent fields do not travel.
  const approval = JSON.parse(JSON.stringify(policy));
  return waiting(
    name,
    { of: { approval }, openHours: hours },
    { ...options, outcomes: ['approve', 'reject'], hours: longestWait(hours, policy) },
  );
}
