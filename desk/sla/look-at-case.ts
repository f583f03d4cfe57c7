import type { Case } from '../case/case.ts';
import { change, trueWake } from '../case/commit.ts';
import { type CaseFact, happened } from '../case/events.ts';
import { groupAddress } from '../case/receive.ts';
import { closing } from '../case/resolve-case.ts';
import type { Effect } from '../delivery/effect.ts';
import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { fireDue } from './clock.ts';

/** Who hears of a threshold: the people who work at the warning, who answers for them at the breach. */
function escalation(desk: Ports, found: Case, threshold: number, clock: string, due: string): Effect {
  const { groups } = desk.catalogue.department(found.department);
  const template = threshold < 100 ? 'sla-warning' : 'sla-breach';
  const to = [
    found.assignee ?? groupAddress(desk, groups.team),
    ...(threshold < 100 ? [] : [groupAddress(desk, groups.lead)]),
  ];
  return {
    kind: 'mail',
    id: `${found.id}-${found.version + 1}-${template}-${clock.toLowerCase()}`,
    to,
    template,
    values: { clock, threshold: String(threshold), due },
  };
}

/** What is due on a case now, by timestamps alone (I6): thresholds that were reached, grace days that are over. */
function due(desk: Ports, found: Case) {
  const now = desk.now();
  const reached = fireDue(found.clocks, desk.catalogue.calendar, now);
  const over =
    found.status === 'resolved' &&
    found.closesAt !== undefined &&
    Date.parse(found.closesAt) <= Date.parse(now);
  const facts: CaseFact[] = reached.map(({ at: _at, ...fact }) => fact);
  if (over) facts.push(...closing(found, 'grace-over'));
  const effects = reached.map(({ threshold, clock, due }) => escalation(desk, found, threshold, clock, due));
  return facts.length === 0 ? undefined : { events: happened(now, { kind: 'clock' }, ...facts), effects };
}

/**
 * Looks at a case because its wake-up came: fires what is due and sets the next wake-up. Early, late and repeated
 * looks are harmless: the case is read afresh and the write is conditional on what was read (I1, I2).
 */
export async function lookAtCase(desk: Ports, caseId: string): Promise<'nothing' | 'fired'> {
  let fired = false;
  const found = await change(
    desk,
    caseId,
    (seen) => {
      const decided = due(desk, seen);
      fired = decided !== undefined;
      return decided;
    },
    { exact: true },
  );
  if (found === undefined || fired) return fired ? 'fired' : 'nothing';
  const next = trueWake(found, desk);
  if (next === found.wakeAt) return 'nothing';
  try {
    await desk.cases.reschedule(found, next);
  } catch (error) {
    // Somebody changed the case meanwhile; their write left a bound of its own (I3).
    if (!isRefusal(error, 'stale-version')) throw error;
  }
  return 'nothing';
}
