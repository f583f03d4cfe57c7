import type { Placement } from '../case/events.ts';
import { isUrgent } from '../case/quiet.ts';
import type { Catalogue, Department } from '../department.ts';
import { DeskError } from '../errors.ts';
import { placementOf, TRIAGE } from './route.ts';

/**
 * How far a department takes part (rows 64, 65): `off` not at all; `shadow` its process runs beside the old way and nothing
 * of it leaves; `pilot` for some requesters only; `live`.
 */
export type RollOut = Readonly<{
  stage: 'off' | 'shadow' | 'pilot' | 'live';
  /** Who takes part in the pilot: an address, or everybody of a domain as `@corp.example`. */
  pilot?: readonly string[];
  /** Where people write as long as the desk does not serve them; told to whoever writes here instead. */
  contact?: string;
}>;

/** What a department is to one requester. */
export type Standing = 'serves' | 'shadows' | 'absent';

const isMember = (pilot: readonly string[], requester: string): boolean => {
  const address = requester.toLowerCase();
  return pilot.some((each) => (each.startsWith('@') ? address.endsWith(each) : address === each));
};

/** Whether a department serves this requester, only plays along, or does not take part. Nothing said means live. */
export function standingOf({ rollout }: Pick<Department, 'rollout'>, requester: string): Standing {
  if (rollout === undefined || rollout.stage === 'live') return 'serves';
  if (rollout.stage === 'shadow') return 'shadows';
  return rollout.stage === 'pilot' && isMember(rollout.pilot ?? [], requester) ? 'serves' : 'absent';
}

/** Where a matter really goes: its case, the one that only plays along, and the department that does not take part. */
export type Settled = Readonly<{ placement: Placement; shadow?: Placement; absent?: Department }>;

/** The first line of the desk takes a matter that was found to be another department's, and is told whose (row 22). */
function firstLine(catalogue: Catalogue, found: Placement, reason: string): Placement {
  const department = catalogue.department(TRIAGE);
  const [service] = department.services;
  if (service === undefined) throw new Error('triage has no service');
  const proposed = `${found.department}/${found.service}`;
  return {
    ...placementOf(department, service, { ...found.routing, reason, proposed }),
    priority: found.priority,
    // Who may not read it there may not read it here.
    confidential: found.confidential,
  };
}

/**
 * Where a matter goes that was found to be this department's: there; first to the desk's own first line, where the
 * department shares it; to the first line and beside it into the department's shadow; or nowhere, because the department
 * does not take part for this requester.
 */
export function settleRoute(catalogue: Catalogue, found: Placement, requester: string): Settled {
  if (found.department === TRIAGE) return { placement: found };
  const department = catalogue.department(found.department);
  const standing = standingOf(department, requester);
  if (standing === 'shadows') return { placement: firstLine(catalogue, found, 'in-shadow'), shadow: found };
  if (standing === 'absent') {
    const placement = firstLine(catalogue, found, 'not-served');
    // What the department itself writes is not passed on to it: two doors would send one mail to and fro for ever.
    const itself = department.rollout?.contact?.toLowerCase() === requester.toLowerCase();
    return itself ? { placement } : { placement, absent: department };
  }
  return { placement: department.firstLine === 'desk' ? firstLine(catalogue, found, 'first-line') : found };
}

/**
 * Where the matter of a caller goes whom a person has to call back: to the first line, with whose it seems to be; somebody in
 * need is heard by the people for it, whoever they are (rows 13, 14).
 */
export const settleCaller = (catalogue: Catalogue, found: Placement): Settled => ({
  placement:
    found.department === TRIAGE || isUrgent(found) ? found : firstLine(catalogue, found, 'caller-unknown'),
});

/** Refuses `invalid` for a department that does not serve this requester, with where to write instead. */
export function checkServed(department: Department, requester: string, pointer: string): void {
  if (standingOf(department, requester) === 'serves') return;
  const { contact } = department.rollout ?? {};
  const message = `${department.name} does not take part in this desk yet${contact === undefined ? '' : `; please write to ${contact}`}`;
  throw new DeskError('invalid', message, { faults: [{ pointer, message }] });
}
