import type { Catalogue } from '../department.ts';
import { isRefusal } from '../errors.ts';
import { businessBetween, type Calendar } from '../sla/calendar.ts';
import type { Clock } from '../sla/clock.ts';
import type { Case } from './case.ts';
import { calendarOf } from './clocks.ts';
import type { CaseFact, Placement } from './events.ts';
import { type Moment, momentOf, zoneFor } from './read-fact.ts';

/** A moment of a date that the case has among its facts: `days` from it, at a local `time` of somebody's zone. */
export type DueOn = Readonly<{ fact: string }> & Moment;

/**
 * The clocks of a service whose work is due on a date of its case: its resolution ends at that moment (row 18), counted
 * in the service's calendar. A date that is missing, over, or too far ahead leaves the promise as it was: a person finds
 * out. What was granted to be done sooner keeps the promise of its priority where that ends before (row 11). It is looked
 * at when the case is opened and when it is placed anew; of a date that is known or corrected later see `aimedAnew`. `spans`
 * are those of a clock that counts already.
 */
export function withDueDate(
  catalogue: Catalogue,
  at: Pick<Placement, 'department' | 'service' | 'priority'> & Pick<Case, 'facts'>,
  now: string,
  clocks: readonly CaseFact[],
  spans: Clock['spans'] = [[now]],
): readonly CaseFact[] {
  return clocks.map((fact) =>
    (fact.type === 'ClockStarted' || fact.type === 'ClockRetargeted') && fact.clock === 'resolution'
      ? { ...fact, target: targetByDate(catalogue, at, now, spans, fact.target) ?? fact.target }
      : fact,
  );
}

/**
 * The target of a resolution that counts in these spans, goes on in the last of them and ends at a moment of a date;
 * undefined where the case has no date that can still be kept.
 */
export function targetByDate(
  catalogue: Catalogue,
  at: Pick<Placement, 'department' | 'service' | 'priority'> & Pick<Case, 'facts'>,
  now: string,
  spans: Clock['spans'],
  promised: number | undefined,
  calendar: Calendar = calendarOf(catalogue, at),
): number | undefined {
  const { dueOn, priority } = catalogue.service(at.department, at.service);
  const due = dueOn && momentDue(catalogue, at, dueOn, now);
  const last = spans.at(-1);
  if (due === undefined || last === undefined) return undefined;
  const counted = spans
    .slice(0, -1)
    .reduce((sum, [from, to = from]) => sum + businessBetween(calendar, from, to), 0);
  const target = Math.floor(counted + businessBetween(calendar, last[0], due));
  return promised !== undefined && at.priority < priority ? Math.min(promised, target) : target;
}

/** When the work of a case is due by its date; undefined where it has none that can still be kept. */
export function momentDue(
  catalogue: Catalogue,
  { department, facts }: Pick<Placement, 'department'> & Pick<Case, 'facts'>,
  { fact, ...moment }: DueOn,
  now: string,
): string | undefined {
  try {
    const zone = zoneFor(catalogue, department, facts, moment);
    const { at, passed } = momentOf(fact, facts[fact], moment, { zone, now });
    return passed ? undefined : at;
  } catch (error) {
    if (!isRefusal(error, 'invalid')) throw error;
    return undefined;
  }
}
