import type { Ports } from '../ports.ts';
import { calendarKey } from '../sla/calendar.ts';
import { BREACH, type Clock, type ClockName, fireDue } from '../sla/clock.ts';
import type { Case } from './case.ts';
import { calendarOf, policyOf, promisesOf, startClock, stopClocks } from './clocks.ts';
import { withDueDate } from './due-on.ts';
import type { CaseFact, Placement } from './events.ts';
import { withRun } from './runs.ts';

/** What is promised of one clock, and where it comes from (L13). */
export type Terms = Readonly<{ target: number; calendar: string; policy: string }>;

/**
 * A clock that still counts gets other terms, or ends where nothing is promised any more. What is broken by then is
 * recorded first: a new target forgives no breach (L12).
 */
export function retargetClock(
  { catalogue, now }: Pick<Ports, 'catalogue' | 'now'>,
  found: Case,
  clock: ClockName,
  terms: Terms | undefined,
  mode: 'carry' | 'restart',
): readonly CaseFact[] {
  const before = found.clocks[clock];
  if (before?.state !== 'running' && before?.state !== 'paused') return [];
  const broken = fireDue({ [clock]: before }, catalogue.calendar, now(), [BREACH]);
  return [
    ...broken.map(({ at: _now, ...fact }) => fact),
    ...(terms === undefined
      ? stopClocks(found, [clock])
      : [{ type: 'ClockRetargeted' as const, clock, ...terms, mode }]),
  ];
}

/** What a clock has counted, as it goes on now if it was interrupted. */
const goingOn = (spans: Clock['spans'], now: string): Clock['spans'] =>
  spans.at(-1)?.[1] === undefined ? spans : [...spans, [now]];

/**
 * The clocks of a case whose promises change, because it goes elsewhere or becomes more urgent: what already counts is
 * carried over with its elapsed time, or begins anew where the department it goes to says so (L4); the rest begins. What
 * a person waits from end to end is always carried over.
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
    // Of a part the whole counts from end to end, and only whoever asked for it waits for a first answer to it (L1).
    const ofWhole = found.parent !== undefined && (clock === 'e2e' || clock === 'firstResponse');
    const begins = clock !== 'nextResponse' && !ofWhole;
    if (found.clocks[clock] === undefined && begins) facts.push(...startClock(catalogue, to, clock));
    // What a person was promised from end to end stands, whoever has the case (row 24).
    if (target === undefined && clock === 'e2e') continue;
    const terms = target === undefined ? undefined : { target, calendar, policy: policyOf(to) };
    facts.push(...retargetClock(desk, found, clock, terms, clock === 'e2e' ? 'carry' : mode));
  }
  const now = desk.now();
  const spans = mode === 'carry' ? found.clocks.resolution?.spans : undefined;
  const dated = withDueDate(catalogue, to, now, facts, spans && goingOn(spans, now));
  return withRun(catalogue, to, now, dated, spans?.[0]?.[0]);
}
