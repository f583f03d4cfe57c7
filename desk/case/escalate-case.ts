import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { checkServed } from '../routing/roll-out.ts';
import { type Case, isOver } from './case.ts';
import { wakeChildren } from './children.ts';
import { change } from './commit.ts';
import { type Escalated, type Escalating, escalateInside, letter, refused } from './escalate-inside.ts';
import { type Actor, happened } from './events.ts';
import { handingOver, howItLeaves, type Leaving } from './hand-over.ts';
import { groupAddress } from './receive.ts';
import { stop } from './resolve-case.ts';
import { moving, placeCalled } from './route-case.ts';
import { withdrawQuestions } from './withdraw-questions.ts';

/** To another department: what the old one asked is withdrawn, its process stops, and that of the new one starts. */
async function elsewhere(
  desk: Ports,
  found: Case,
  by: Actor,
  asked: Escalating & Leaving,
): Promise<Escalated | Awaited<ReturnType<typeof handingOver>>> {
  const [department = '', service = ''] = asked.to.split('/');
  const pointers = { department: '/to', service: '/to' };
  const place = placeCalled(desk, { department, service }, pointers);
  const from = `${found.department}/${found.service}`;
  if (from === asked.to) throw refused('should be another place than where it is');
  // A shadow may go where its case may not.
  if (!found.shadow) checkServed(place.department, found.requester.address, '/to');
  const { escalation, reason } = asked;
  const team = groupAddress(desk, place.department.groups.team);
  if (howItLeaves(desk, found, place, asked, '/to') === 'in-words')
    return handingOver(desk, found, by, place, { text: asked.handOver ?? '', reason, tell: team });
  const left = withdrawQuestions(desk, found, 'escalated');
  const moved = await moving(desk, left.seen, place.department, place.service, asked.release);
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
 * department; hierarchical tells whoever answers for it, and changes nothing else. What was said in confidence goes elsewhere
 * only by the words of a hand-over, as a case of its own that is answered, or released. Refuses `case-not-found`,
 * `case-closed`, and `invalid` for a group or place that does not exist or does not take part, for a confidential case with
 * neither, or where somebody in distress is not heard.
 */
export async function escalateCase(
  desk: Ports,
  caseId: string,
  by: Actor,
  asked: Escalating & Leaving,
): Promise<Case> {
  let begun: Case | undefined;
  const after = await change(
    desk,
    caseId,
    async (found) => {
      begun = undefined;
      if (isOver(found)) throw new DeskError('case-closed', `case ${found.reference} is over`);
      const away = asked.escalation === 'functional' && asked.to.includes('/');
      const escalated = away ? await elsewhere(desk, found, by, asked) : escalateInside(desk, found, asked);
      if ('begun' in escalated) {
        begun = escalated.begun;
        return escalated;
      }
      const { facts, ...rest } = escalated;
      return { ...rest, events: happened(desk.now(), by, ...facts) };
    },
    { answers: true },
  );
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return begun ?? after;
}
