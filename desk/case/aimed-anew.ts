import type { Catalogue } from '../department.ts';
import type { Case } from './case.ts';
import { policyOf, promisesOf } from './clocks.ts';
import { momentDue, targetByDate } from './due-on.ts';
import type { CaseFact } from './events.ts';
import { retargetClock } from './retarget-clocks.ts';

/** A fact that moved a promise is quoted no longer than a date needs (letters). */
const LONGEST_QUOTE = 40;

/**
 * What it does to the promise of a case that facts are recorded, where its work is due on a date that they name or correct
 * (row 18): its resolution ends at the moment of the newest date, with what is used up carried over (L4), or where no date
 * can be kept as it does without one. What is broken by then stays broken (L12). `found` is the case before, `after` with the
 * facts. Repeating is safe: what is recorded again moves no moment.
 */
export function aimedAnew(catalogue: Catalogue, found: Case, after: Case, now: string): readonly CaseFact[] {
  const { dueOn } = catalogue.service(after.department, after.service);
  const clock = after.clocks.resolution;
  if (dueOn === undefined || clock === undefined || found.facts === after.facts) return [];
  if (momentDue(catalogue, found, dueOn, now) === momentDue(catalogue, after, dueOn, now)) return [];
  const promised = promisesOf(catalogue, after).resolution;
  // By the hours the promise was made in: other ones are a matter of a re-plan (L4).
  const calendar = catalogue.calendar(clock.calendar);
  const target = targetByDate(catalogue, after, now, clock.spans, promised, calendar) ?? promised;
  if (target === undefined || target === clock.target) return [];
  const terms = { target, calendar: clock.calendar, policy: policyOf(after) };
  const because = `${dueOn.fact} ${after.facts[dueOn.fact] ?? ''}`.trim().slice(0, LONGEST_QUOTE);
  return retargetClock({ catalogue, now: () => now }, after, 'resolution', terms, 'carry').map((fact) =>
    fact.type === 'ClockRetargeted' ? { ...fact, because } : fact,
  );
}
