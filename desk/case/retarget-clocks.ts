import type { Ports } from '../ports.ts';
import { calendarKey } from '../sla/calendar.ts';
import { BREACH, fireDue } from '../sla/clock.ts';
import type { Case } from './case.ts';
import { calendarOf, policyOf, promisesOf, startClock, stopClocks } from './clocks.ts';
import { withDueDate } from './due-on.ts';
import type { CaseFact, Placement } from './events.ts';
import { withRun } from './runs.ts';

/**
 * The clocks of a case whose promises change, because it goes elsewhere or becomes more urgent: what already counts is
 * carried over with its elapsed time, or begins anew where the department it goes to says so (L4); the rest begins. What
 * a person waits from end to end is always carried over. What is broken by then is recorded first: a new target forgives
 * no breach (L12).
 */
export function retargetClocks(
  desk: Pick<Ports, 'catalogue' | 'now'>,
  found: Case,
  place: Pick<Placement, 'department' | 'service' | 'priority'>,
  mode: 'carry' | 'restart' = desk.catalogue.department(place.department).onRetarget ?? 'carry',
): readonly CaseFact[] {
  const { catalogue } = desk;
  const to = { ...place, facts: found.facts };
  const calendar = calendarKey(calendarOf(catalogue, to));
  const promises = promisesOf(catalogue, to);
  const facts: CaseFact[] = [];
  for (const clock of ['firstResponse', 'nextResponse', 'update', 'resolution', 'e2e'] as const) {
    const target = promises[clock];
    const before = found.clocks[clock];
    const counts = before?.state === 'running' || before?.state === 'paused';
    // Of a part the whole counts from end to end (L1).
    const begins = clock !== 'nextResponse' && !(clock === 'e2e' && found.parent !== undefined);
    if (before === undefined && begins) facts.push(...startClock(catalogue, to, clock));
    if (!counts) continue;
    const broken = fireDue({ [clock]: before }, catalogue.calendar, desk.now(), [BREACH]);
    facts.push(...broken.map(({ at: _now, ...fact }) => fact));
    // What a person was promised from end to end stands, whoever has the case (row 24).
    if (target === undefined && clock === 'e2e') continue;
    if (target === undefined) facts.push(...stopClocks(found, [clock]));
    else
      facts.push({
        type: 'ClockRetargeted',
        clock,
        target,
        calendar,
        mode: clock === 'e2e' ? 'carry' : mode,
        policy: policyOf(to),
      });
  }
  const since = mode === 'carry' ? found.clocks.resolution?.spans[0]?.[0] : undefined;
  return withRun(catalogue, to, desk.now(), withDueDate(catalogue, to, desk.now(), facts, since), since);
}
