import type { Catalogue, Promises } from '../department.ts';
import { calendarKey } from '../sla/calendar.ts';
import type { Case } from './case.ts';
import type { CaseFact, Placement } from './events.ts';

type Promised = keyof Promises;

/** The calendar a service counts in: its own where it names one, else the department's hours. */
export function calendarOf(
  catalogue: Catalogue,
  { department, service }: Pick<Placement, 'department' | 'service'>,
) {
  const { calendars } = catalogue.department(department);
  const { calendar } = catalogue.service(department, service);
  const found = calendar === undefined ? calendars[0] : calendars.find(({ name }) => name === calendar);
  if (found === undefined) throw new Error(`${department} has no calendar '${calendar}'`);
  return found;
}

/** What a case is promised: the service's own promise before the department's for the priority. */
export function promisesOf(
  catalogue: Catalogue,
  at: Pick<Placement, 'department' | 'service' | 'priority'>,
): Promises {
  return {
    ...catalogue.department(at.department).promises[at.priority],
    ...catalogue.service(at.department, at.service).promise,
  };
}

/** Starts a promised clock; says nothing where nothing is promised. */
export function startClock(
  catalogue: Catalogue,
  at: Pick<Placement, 'department' | 'service' | 'priority'>,
  clock: Promised,
): CaseFact[] {
  const target = promisesOf(catalogue, at)[clock];
  return target === undefined
    ? []
    : [{ type: 'ClockStarted', clock, target, calendar: calendarKey(calendarOf(catalogue, at)) }];
}

/** The clocks that begin with the case. `nextResponse` begins when somebody waits for one. */
export const startClocks = (
  catalogue: Catalogue,
  at: Pick<Placement, 'department' | 'service' | 'priority'>,
): CaseFact[] =>
  (['triage', 'firstResponse', 'resolution'] as const).flatMap((clock) => startClock(catalogue, at, clock));

const inState = (of: Case, ...states: readonly string[]) =>
  Object.entries(of.clocks).filter(([, { state }]) => states.includes(state));

/** Stops what still counts, in the same write that ends the case. */
export const stopClocks = (of: Case, only?: readonly string[]): CaseFact[] =>
  inState(of, 'running', 'paused')
    .filter(([clock]) => only === undefined || only.includes(clock))
    .map(([clock]) => ({ type: 'ClockStopped', clock: clock as Promised }));

/** Pauses the promise to solve while the requester has the ball (P7). */
export const pauseClocks = (of: Case, cause: 'waiting-requester' | 'on-hold'): CaseFact[] =>
  inState(of, 'running')
    .filter(([clock]) => clock === 'resolution')
    .map(([clock]) => ({ type: 'ClockPaused', clock: clock as Promised, cause }));

/** Goes on counting once the requester answered. */
export const resumeClocks = (of: Case): CaseFact[] =>
  inState(of, 'paused').map(([clock]) => ({ type: 'ClockResumed', clock: clock as Promised }));
