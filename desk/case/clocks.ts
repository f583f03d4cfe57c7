import type { Catalogue, Promised, Promises } from '../department.ts';
import { calendarKey } from '../sla/calendar.ts';
import type { Case } from './case.ts';
import type { CaseFact, Placement } from './events.ts';

type Placed = Pick<Placement, 'department' | 'service' | 'priority'> & Partial<Pick<Case, 'facts'>>;

/** The fact that keeps where the requester was when the case was opened. */
export const LOCATION = 'location';

/** A promise that is one clock of a case by that name. */
type Kept = Exclude<Promised, 'ola'>;

/**
 * The calendar promises count in (L5): the service's own where it names one, else the hours at the requester's location
 * where the department has some for it, else the department's.
 */
export function calendarOf(
  catalogue: Catalogue,
  { department, service, facts }: Pick<Placed, 'department' | 'service' | 'facts'>,
) {
  const { calendars, locations } = catalogue.department(department);
  const there = facts?.[LOCATION];
  const local = there === undefined ? undefined : locations?.[there];
  const calendar = catalogue.service(department, service).calendar ?? local;
  const found = calendar === undefined ? calendars[0] : calendars.find(({ name }) => name === calendar);
  if (found === undefined) throw new Error(`${department} has no calendar '${calendar}'`);
  return found;
}

/** What a case is promised: the service's own promise before the department's for the priority. */
export function promisesOf(catalogue: Catalogue, at: Placed): Promises {
  return {
    ...catalogue.department(at.department).promises[at.priority],
    ...catalogue.service(at.department, at.service).promise,
  };
}

/** Where a promise comes from, as the history keeps it: `it/workplace-incident/2` (L13). */
export const policyOf = ({ department, service, priority }: Placed): string =>
  `${department}/${service}/${priority}`;

/** Starts a promised clock; says nothing where nothing is promised. */
export function startClock(catalogue: Catalogue, at: Placed, clock: Kept): CaseFact[] {
  const target = promisesOf(catalogue, at)[clock];
  const calendar = calendarKey(calendarOf(catalogue, at));
  return target === undefined
    ? []
    : [{ type: 'ClockStarted', clock, target, calendar, policy: policyOf(at) }];
}

/** The promises nobody outside waits for, of a part of another case: nothing is acknowledged, and from end to end its parent counts. */
export const OF_THE_WHOLE = ['ack', 'e2e'] as const;

/** The clocks that begin with the case, without those that promise nothing to anybody. `nextResponse` begins when somebody waits (L1). */
export const startClocks = (
  catalogue: Catalogue,
  at: Placed,
  without: readonly Promised[] = [],
): CaseFact[] =>
  (['ack', 'triage', 'firstResponse', 'update', 'resolution', 'e2e'] as const)
    .filter((clock) => !without.includes(clock))
    .flatMap((clock) => startClock(catalogue, at, clock));

/** Stops what still counts, in the same write that ends the case. */
export const stopClocks = (of: Case, only?: readonly string[]): CaseFact[] =>
  Object.entries(of.clocks)
    .filter(([, { state }]) => state === 'running' || state === 'paused')
    .filter(([clock]) => only === undefined || only.includes(clock))
    .map(([clock]) => ({ type: 'ClockStopped', clock: clock as Kept }));

/** A person has answered the requester: the promises to answer are kept (L1), and a silence is counted from this word on. */
export const answeredClocks = (catalogue: Catalogue, of: Case): CaseFact[] => [
  ...stopClocks(of, ['ack', 'firstResponse', 'nextResponse']),
  ...(of.clocks.update?.state === 'running' ? startClock(catalogue, of, 'update') : []),
];

/**
 * The promises of a case that is opened again (L10): what was left of them goes on, or they are made anew, as the
 * department says; the first response is not promised twice.
 */
export function reopenClocks(catalogue: Catalogue, of: Case): CaseFact[] {
  const anew = catalogue.department(of.department).reopening === 'new';
  return (['resolution', 'e2e', 'update'] as const).flatMap((clock): CaseFact[] => {
    if (of.clocks[clock] === undefined) return [];
    // A silence is counted from the last word on, whatever was left before.
    return anew || clock === 'update' ? startClock(catalogue, of, clock) : [{ type: 'ClockResumed', clock }];
  });
}
