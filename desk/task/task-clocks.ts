import type { Case } from '../case/case.ts';
import { calendarOf, policyOf, promisesOf } from '../case/clocks.ts';
import type { CaseFact, Placement } from '../case/events.ts';
import { pauseClocks, resumeClocks } from '../case/pauses.ts';
import type { Catalogue } from '../department.ts';
import { calendarKey } from '../sla/calendar.ts';
import type { ClockName, PauseCause } from '../sla/clock.ts';

/** Who is asked, as far as promises are concerned. */
type Of = Readonly<{ manager: true } | { group: string } | { system: true } | { approval: unknown }>;

/** What asking means for promises: what does not count until the answer, and which promise the answer keeps. */
export type Waiting = Readonly<{ waits?: PauseCause; keeps?: ClockName; facts: readonly CaseFact[] }>;

/** What the promise of a task is: a supplier's contract, else what the department promises of its part. */
function promised(catalogue: Catalogue, found: Case, of: Of): readonly [ClockName, number] | undefined {
  if ('manager' in of || 'approval' in of) return undefined;
  const supplier = 'group' in of ? catalogue.department(found.department).suppliers?.[of.group] : undefined;
  if (supplier !== undefined) return [`uc:${supplier.name}`, supplier.promise];
  const { ola } = promisesOf(catalogue, found);
  return ola === undefined ? undefined : [`ola:${found.department}`, ola];
}

/** The clocks of a question that goes out (L1, L2). A promise that already counts for another task is not begun again. */
export function whenAsked(catalogue: Catalogue, found: Case, of: Of): Waiting {
  const promise = promised(catalogue, found, of);
  const keeps = promise?.[0];
  const waits: PauseCause | undefined =
    'manager' in of || 'approval' in of
      ? 'waiting-approval'
      : keeps?.startsWith('uc:')
        ? 'waiting-supplier'
        : undefined;
  const counts = keeps !== undefined && found.clocks[keeps]?.state === 'running';
  return {
    ...(waits !== undefined && { waits }),
    ...(keeps !== undefined && { keeps }),
    facts: [
      ...(waits === undefined ? [] : pauseClocks(catalogue, found, waits)),
      ...(promise === undefined || counts
        ? []
        : [
            {
              type: 'ClockStarted' as const,
              clock: promise[0],
              target: promise[1],
              calendar: calendarKey(calendarOf(catalogue, found)),
              policy: policyOf(found),
            },
          ]),
    ],
  };
}

/**
 * The clock of a part that is handed over: what the other department promises of its part counts on the parent, by that
 * department's hours. The parent's own promises go on (row 24).
 */
export function whenHandedOver(catalogue: Catalogue, found: Case, to: Placement): Omit<Waiting, 'waits'> {
  const { ola } = promisesOf(catalogue, to);
  if (ola === undefined) return { facts: [] };
  const keeps: ClockName = `ola:${to.department}`;
  const begun: CaseFact = {
    type: 'ClockStarted',
    clock: keeps,
    target: ola,
    calendar: calendarKey(calendarOf(catalogue, to)),
    policy: policyOf(to),
  };
  return { keeps, facts: found.clocks[keeps]?.state === 'running' ? [] : [begun] };
}

/** The clocks of a question that is over, whatever became of it: the last task of a promise keeps it. */
export function whenOver(catalogue: Catalogue, found: Case, ref: string): readonly CaseFact[] {
  const all = Object.values(found.asked);
  const asked = all.find((each) => each.ref === ref);
  if (asked === undefined) return [];
  const { keeps, waits } = asked;
  const others = all.some((each) => each.ref !== ref && each.keeps === keeps);
  return [
    ...(keeps === undefined || others ? [] : [{ type: 'ClockStopped' as const, clock: keeps }]),
    ...(waits === undefined ? [] : resumeClocks(catalogue, found, waits, ref)),
  ];
}
