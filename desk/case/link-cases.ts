import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { Case } from './case.ts';
import { changeBoth } from './change-both.ts';
import { LINKS, type LinkKind } from './conversation.ts';
import { type Actor, happened } from './events.ts';

/** How many other cases one case names. */
const MOST_LINKS = 50;

const isLinked = ({ links = [] }: Case, other: string, as: LinkKind) =>
  links.some((link) => link.other === other && link.as === as);

/**
 * Says how two cases stand to one another, on both of them in one transaction. It moves nothing and shows nobody anything:
 * whoever may not see the other case does not see the link either (row 27). Repeating is safe. Refuses `case-not-found`,
 * `invalid` for a case and itself, and `conflict` beyond fifty links.
 */
export async function linkCases(
  desk: Ports,
  caseId: string,
  other: string,
  as: LinkKind,
  by: Actor,
): Promise<Case> {
  if (caseId === other) {
    const message = 'a case is not linked to itself';
    throw new DeskError('invalid', message, { faults: [{ pointer: '/to', message }] });
  }
  const [linked] = await changeBoth(desk, [caseId, other], (one, two) => {
    if (isLinked(one, other, as) && isLinked(two, caseId, LINKS[as])) return undefined;
    for (const each of [one, two])
      if ((each.links ?? []).length >= MOST_LINKS)
        throw new DeskError('conflict', `case ${each.reference} names ${MOST_LINKS} others already`);
    const said = (to: string, kind: LinkKind) => ({
      events: happened(desk.now(), by, { type: 'CaseLinked', other: to, as: kind }),
      effects: [],
    });
    return [said(other, as), said(caseId, LINKS[as])];
  });
  return linked;
}
