import type { Effect } from '../delivery/effect.ts';
import { DeskError } from '../errors.ts';
import type { Commit, Ports } from '../ports.ts';
import { type Case, isOver } from './case.ts';
import { wakeChildren } from './children.ts';
import { change } from './commit.ts';
import { type Actor, type CaseFact, type Escalation, happened } from './events.ts';
import { evolve } from './evolve.ts';
import { groupAddress } from './receive.ts';
import { stop, withdraw } from './resolve-case.ts';
import { moving, placeCalled } from './route-case.ts';

/** A hand-over to specialists, or word to those who answer for the case, and why. */
export type Escalating = Readonly<{
  escalation: Escalation;
  /** A group of the department by role, the `sponsor`, or for a hand-over elsewhere `department/service`. */
  to: string;
  reason: string;
}>;

type Said = Readonly<{ facts: readonly CaseFact[] }> & Omit<Commit, 'events'>;

const refused = (message: string) =>
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
const letter = (found: Case, to: string, { escalation, reason }: Escalating): Effect => ({
  kind: 'mail',
  id: `${found.id}-${found.version + 1}-escalated`,
  to: [to],
  template: 'escalated',
  values: { escalation, text: reason },
});

/** To another group of the department, or word to those who answer for the case; what runs goes on (row 21). */
export function escalateInside(
  desk: Pick<Ports, 'catalogue' | 'settings'>,
  found: Case,
  asked: Escalating,
): Said {
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
    effects: [letter(found, address, asked)],
  };
}

/** To another department: what the old one asked is withdrawn, its process stops, and that of the new one starts. */
async function elsewhere(desk: Ports, found: Case, asked: Escalating): Promise<Said> {
  const [department = '', service = ''] = asked.to.split('/');
  const pointers = { department: '/to', service: '/to' };
  const place = placeCalled(desk, { department, service }, pointers);
  const from = `${found.department}/${found.service}`;
  if (from === asked.to) throw refused('should be another place than where it is');
  const left = withdraw(found, 'escalated');
  const by: Actor = { kind: 'desk' };
  const seen = happened(desk.now(), by, ...left.facts).reduce(evolve, found);
  const moved = await moving(desk, seen, place.department, place.service);
  const { escalation, reason } = asked;
  const team = groupAddress(desk, place.department.groups.team);
  return {
    facts: [{ type: 'CaseEscalated', escalation, from, to: asked.to, reason }, ...left.facts, ...moved.facts],
    effects: [
      letter(found, team, asked),
      ...stop(found),
      ...moved.effects,
      ...wakeChildren(found, desk.now()),
    ],
    tasks: left.tasks,
  };
}

/**
 * Escalates a case, recorded with from, to and reason (row 21). Functional hands it over, to another group or another
 * department; hierarchical tells whoever answers for it, and changes nothing else. Refuses `case-not-found`,
 * `case-closed`, and `invalid` for a group or place that does not exist.
 */
export async function escalateCase(desk: Ports, caseId: string, by: Actor, asked: Escalating): Promise<Case> {
  const after = await change(
    desk,
    caseId,
    async (found) => {
      if (isOver(found)) throw new DeskError('case-closed', `case ${found.reference} is over`);
      const away = asked.escalation === 'functional' && asked.to.includes('/');
      const { facts, ...rest } = away
        ? await elsewhere(desk, found, asked)
        : escalateInside(desk, found, asked);
      return { ...rest, events: happened(desk.now(), by, ...facts) };
    },
    { answers: true },
  );
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}
