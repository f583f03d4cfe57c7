import type { Case } from '../case/case.ts';
import { change } from '../case/commit.ts';
import { type CaseFact, happened } from '../case/events.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { BREACH, type Clock, type ClockName, reachedAt } from './clock.ts';

/** Somebody of the department, and whether they lead it. */
export type Person = Readonly<{ id: string; lead: boolean }>;

const refuse = (field: string, message: string) =>
  new DeskError('invalid', `${field} ${message}`, { faults: [{ pointer: `/${field}`, message }] });

/** The clock of a promise that is broken, whether or not anybody noticed in time (I6). */
function brokenOf(desk: Ports, found: Case, name: ClockName): Clock {
  const clock = Object.hasOwn(found.clocks, name) ? found.clocks[name] : undefined;
  const broken =
    clock !== undefined &&
    ((clock.breached ?? []).length > 0 ||
      reachedAt(clock, desk.catalogue.calendar, BREACH, desk.now()) !== undefined);
  if (!broken) throw refuse('clock', `'${name}' is not broken on this case`);
  return clock;
}

async function written(
  desk: Ports,
  caseId: string,
  { id }: Person,
  clock: ClockName,
  decide: (broken: Clock) => CaseFact | undefined,
): Promise<Case> {
  const after = await change(desk, caseId, (found) => {
    const fact = decide(brokenOf(desk, found, clock));
    return fact && { events: happened(desk.now(), { kind: 'agent', id }, fact), effects: [] };
  });
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}

/**
 * Asks that a breach is not held against anybody (L12). It is, until somebody else agrees. Repeating is safe: the same
 * reason of the same person again changes nothing. Refuses `case-not-found`, and `invalid` without a reason or where
 * nothing is broken.
 */
export async function askExclusion(
  desk: Ports,
  caseId: string,
  asker: Person,
  { clock, reason }: Readonly<{ clock: ClockName; reason: string }>,
): Promise<Case> {
  if (reason.trim() === '') throw refuse('reason', 'should say why');
  return written(desk, caseId, asker, clock, ({ exclusion, excluded }) => {
    const said = exclusion?.reason === reason && exclusion.asker === asker.id;
    if (said || excluded?.reason === reason) return undefined;
    const lead = asker.lead && { lead: true as const };
    return { type: 'BreachExclusionAsked', clock, reason, asker: asker.id, ...lead };
  });
}

/**
 * Agrees that a breach is not held against anybody: it leaves the share of promises kept, stays a breach, and every
 * report shows it with its reason and who agreed (L12). Two people take part, and one of them leads the department.
 * Repeating is safe: what is excluded stays so. Refuses `case-not-found`, `invalid` where nothing is broken, `conflict`
 * where nobody asked, and `not-allowed` for whoever asked and for two who do not lead.
 */
export const approveExclusion = (
  desk: Ports,
  caseId: string,
  approver: Person,
  clock: ClockName,
): Promise<Case> =>
  written(desk, caseId, approver, clock, ({ exclusion, excluded }) => {
    if (exclusion === undefined && excluded !== undefined) return undefined;
    if (exclusion === undefined)
      throw new DeskError('conflict', `nobody asked that the breach of '${clock}' is excluded`);
    if (exclusion.asker === approver.id)
      throw new DeskError('not-allowed', 'somebody other than whoever asked has to agree');
    if (!exclusion.lead && !approver.lead)
      throw new DeskError('not-allowed', 'one of the two has to lead the department');
    return { type: 'BreachExcluded', clock, reason: exclusion.reason, approver: approver.id };
  });
