import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { reviewApprovals } from '../task/approval/restart.ts';
import { aimedAnew } from './aimed-anew.ts';
import { type Case, isOver } from './case.ts';
import { change } from './commit.ts';
import { type Actor, type CaseFact, happened } from './events.ts';
import { evolve } from './evolve.ts';
import { isOwnFact } from './own-facts.ts';

/** JSON Pointer, RFC 6901 section 3. */
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Were such a mark changed, a process would tell or ask something twice, or never. */
function checkNames(facts: Readonly<Record<string, string>>): void {
  const faults = Object.keys(facts)
    .filter(isOwnFact)
    .map((name) => ({ pointer: `/${escaped(name)}`, message: `'${name}' is kept by the desk itself` }));
  if (faults.length > 0)
    throw new DeskError('invalid', faults.map(({ message }) => message).join('; '), { faults });
}

/**
 * Corrects what a case knows, as a person of its department decides it; an approval that rests on it begins anew and
 * its approvers hear why (A8), and work that is due on a date is due on the corrected one (L4). Repeating is safe: what is so already changes nothing, and approvals are looked at again.
 * Refuses `case-not-found`, `case-closed`, and `invalid` naming the field for a mark that the desk keeps for itself.
 */
export async function changeFacts(
  desk: Ports,
  caseId: string,
  by: Actor,
  facts: Readonly<Record<string, string>>,
): Promise<Case> {
  checkNames(facts);
  const after = await change(desk, caseId, (found) => {
    if (isOver(found)) throw new DeskError('case-closed', `case ${found.reference} is over`);
    const changed = Object.entries(facts)
      .filter(([name, value]) => found.facts[name] !== value)
      .map(([name, value]): CaseFact => ({ type: 'FactRecorded', name, value }));
    if (changed.length === 0) return undefined;
    const at = desk.now();
    const recorded = happened(at, by, ...changed);
    const aimed = aimedAnew(desk.catalogue, found, recorded.reduce(evolve, found), at);
    return { events: [...recorded, ...happened(at, by, ...aimed)], effects: [] };
  });
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  await reviewApprovals(desk, after);
  return after;
}
