import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { checkServed } from '../routing/roll-out.ts';
import { type Case, isOver } from './case.ts';
import { wakeChildren } from './children.ts';
import { change } from './commit.ts';
import { type Escalated, type Escalating, escalateInside, letter, refused } from './escalate-inside.ts';
import { type Actor, happened } from './events.ts';
import { isQuiet } from './quiet.ts';
import { groupAddress } from './receive.ts';
import { stop } from './resolve-case.ts';
import { moving, placeCalled } from './route-case.ts';
import { withdrawQuestions } from './withdraw-questions.ts';

/** To another department: what the old one asked is withdrawn, its process stops, and that of the new one starts. */
async function elsewhere(desk: Ports, found: Case, asked: Escalating): Promise<Escalated> {
  const [department = '', service = ''] = asked.to.split('/');
  const pointers = { department: '/to', service: '/to' };
  const place = placeCalled(desk, { department, service }, pointers);
  const from = `${found.department}/${found.service}`;
  if (from === asked.to) throw refused('should be another place than where it is');
  // The words of somebody in distress are read where they were said, and nowhere else (row 14).
  if (isQuiet(found) && !isQuiet(place.service))
    throw refused('should be where people in distress are heard');
  // A shadow may go where its case may not.
  if (!found.shadow) checkServed(place.department, found.requester.address, '/to');
  const left = withdrawQuestions(desk, found, 'escalated');
  const moved = await moving(desk, left.seen, place.department, place.service);
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
 * `case-closed`, and `invalid` for a group or place that does not exist or does not take part, or where somebody in
 * distress is not heard.
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
