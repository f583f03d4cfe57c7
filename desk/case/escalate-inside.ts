import type { Effect } from '../delivery/effect.ts';
import { DeskError } from '../errors.ts';
import type { Commit, Ports } from '../ports.ts';
import type { Case } from './case.ts';
import type { CaseFact, Escalation } from './events.ts';
import { groupAddress } from './receive.ts';

/** A hand-over to specialists, or word to those who answer for the case, and why. */
export type Escalating = Readonly<{
  escalation: Escalation;
  /** A group of the department by role, the `sponsor`, or for a hand-over elsewhere `department/service`. */
  to: string;
  reason: string;
}>;

/** What an escalation says and sends. */
export type Escalated = Readonly<{ facts: readonly CaseFact[] }> & Omit<Commit, 'events'>;

/** The refusal of a place or group that is none. */
export const refused = (message: string) =>
  new DeskError('invalid', `to ${message}`, { faults: [{ pointer: '/to', message }] });

/** The address of a group by its role; a sponsor without one is told through the lead, who answers to them. */
function addressOf(desk: Pick<Ports, 'catalogue' | 'settings'>, { department }: Case, role: string): string {
  const { groups } = desk.catalogue.department(department);
  const group = Object.hasOwn(groups, role) ? groups[role] : role === 'sponsor' ? groups.lead : undefined;
  if (group === undefined)
    throw refused(`should be one of ${[...Object.keys(groups), 'sponsor'].join(', ')}`);
  return groupAddress(desk, group);
}

/** The mail to whoever it is escalated to. */
export const letter = (
  found: Pick<Case, 'id' | 'version'>,
  to: string,
  { escalation, reason }: Escalating,
  why = '',
): Effect => ({
  kind: 'mail',
  id: `${found.id}-${found.version + 1}-escalated${why.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`,
  to: [to],
  template: 'escalated',
  values: { escalation, text: reason },
});

/**
 * To another group of the department, or word to those who answer for the case; what runs goes on (row 21). `why` names the
 * letter where one commit may write several.
 */
export function escalateInside(
  desk: Pick<Ports, 'catalogue' | 'settings'>,
  found: Case,
  asked: Escalating,
  why?: string,
): Escalated {
  const { escalation, to, reason } = asked;
  const address = addressOf(desk, found, to);
  const { team } = desk.catalogue.department(found.department).groups;
  const from = found.assignee ?? groupAddress(desk, team);
  const moves = escalation === 'functional' && found.assignee !== address;
  return {
    facts: [
      { type: 'CaseEscalated', escalation, from, to: address, reason },
      ...(moves ? [{ type: 'CaseAssigned' as const, assignee: address }] : []),
    ],
    effects: [letter(found, address, asked, why)],
  };
}
