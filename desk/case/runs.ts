import type { Catalogue } from '../department.ts';
import { businessBetween } from '../sla/calendar.ts';
import { nextRun } from '../sla/monthly-run.ts';
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
  const calendar = calendarOf(catalogue, at);
  const { cutOff, until, date } = nextRun(calendar, run, now);
  const most = Math.floor(businessBetween(calendar, since, cutOff));
  const earlier = (fact: CaseFact): CaseFact =>
    (fact.type === 'ClockStarted' || fact.type === 'ClockRetargeted') && fact.clock === 'resolution'
      ? { ...fact, target: Math.min(fact.target, most) }
      : fact;
  const said = Object.entries({ [RUN_DATE]: date, [CUT_OFF]: until })
    .filter(([name, value]) => at.facts[name] !== value)
    .map(([name, value]): CaseFact => ({ type: 'FactRecorded', name, value }));
  return [...clocks.map(earlier), ...said];
}
