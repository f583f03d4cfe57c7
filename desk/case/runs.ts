import type { Catalogue } from '../department.ts';
import { businessBetween } from '../sla/calendar.ts';
import { nextRun, type Reachable, runOf } from '../sla/monthly-run.ts';
import type { Case } from './case.ts';
import { calendarOf } from './clocks.ts';
import type { CaseFact, Placement } from './events.ts';

/** The facts that say with which run a matter goes, and until when it has to be in: the requester is told both. */
export const RUN_DATE = 'runDate';
export const CUT_OFF = 'cutOff';

type Placed = Pick<Placement, 'department' | 'service'> & Pick<Case, 'facts'>;

/**
 * The clocks of a service that goes with a monthly run: its resolution is due at the cut-off where that comes before the
 * promise (row 8), and the next run that can be reached is kept on the case. `since` is the moment from which the
 * target counts: that of the first start, where a clock is carried over (L4). Other services' clocks stay as they are.
 */
export function withRun(
  catalogue: Catalogue,
  at: Placed,
  now: string,
  clocks: readonly CaseFact[],
  since: string = now,
): readonly CaseFact[] {
  const { run } = catalogue.service(at.department, at.service);
  if (run === undefined) return clocks;
  return goesWith(catalogue, at, nextRun(calendarOf(catalogue, at), run, now), clocks, since);
}

/** The run a case says it goes with, as that run is today; undefined where it names none, or where its cut-off is over. */
export function runOfCase(catalogue: Catalogue, at: Placed, now: string): Reachable | undefined {
  const { run } = catalogue.service(at.department, at.service);
  const date = at.facts[RUN_DATE];
  if (run === undefined || date === undefined) return undefined;
  const found = runOf(calendarOf(catalogue, at), run, date);
  return Date.parse(found.cutOff) > Date.parse(now) ? found : undefined;
}

/** The clocks of a case that goes with a run, counted from `since`, and the facts that say with which. */
export function goesWith(
  catalogue: Catalogue,
  at: Placed,
  { cutOff, until, date }: Reachable,
  clocks: readonly CaseFact[],
  since: string,
): readonly CaseFact[] {
  const most = Math.floor(businessBetween(calendarOf(catalogue, at), since, cutOff));
  const earlier = (fact: CaseFact): CaseFact =>
    (fact.type === 'ClockStarted' || fact.type === 'ClockRetargeted') && fact.clock === 'resolution'
      ? { ...fact, target: Math.min(fact.target, most) }
      : fact;
  const said = Object.entries({ [RUN_DATE]: date, [CUT_OFF]: until })
    .filter(([name, value]) => at.facts[name] !== value)
    .map(([name, value]): CaseFact => ({ type: 'FactRecorded', name, value }));
  return [...clocks.map(earlier), ...said];
}
