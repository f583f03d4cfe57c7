import { boundaryBetween } from '../case/boundary.ts';
import type { Case } from '../case/case.ts';
import { stepOf } from '../case/commit.ts';
import { type Actor, happened, type Placement } from '../case/events.ts';
import { opening } from '../case/open-case.ts';
import { groupAddress } from '../case/receive.ts';
import { referenceOf } from '../case/reference.ts';
import { hash } from '../intake/book.ts';
import type { Ports, Step } from '../ports.ts';
import { standingOf } from '../routing/roll-out.ts';
import type { ThresholdReached } from './clock.ts';

const CLOCK: Actor = { kind: 'clock' };

/** Why such a case lies where it lies. */
const ESCALATED = 'escalated';

/**
 * The case that a threshold opens for those who see to the cause (L8): asked by the lead of the department whose promise it
 * is, linked to the case and by the words that lie there. It is written in one transaction with the threshold, so
 * it is opened once. Undefined where its people may not read those words, or do not take part in the desk, and of a case
 * that was opened so itself: promises that break one after the other must not open cases for ever.
 */
export function besides(
  desk: Pick<Ports, 'catalogue' | 'settings' | 'now' | 'ids'>,
  of: Case,
  { clock, run, threshold }: ThresholdReached,
  to: Readonly<{ department: string; service: string }>,
): Step | undefined {
  const { catalogue } = desk;
  const into = catalogue.department(to.department);
  const { kind, process, priority } = catalogue.service(into.id, to.service);
  const address = groupAddress(desk, catalogue.department(of.department).groups.lead);
  const placement: Placement = {
    ...to,
    kind,
    ...(process !== undefined && { process }),
    priority,
    confidential: into.confidential,
    routing: { reason: ESCALATED, score: 0, because: [`${clock} ${threshold}`] },
  };
  if (of.routing.reason === ESCALATED) return undefined;
  const mayRead = boundaryBetween(catalogue, of, { ...of, ...placement }) === undefined;
  if (!mayRead || standingOf(into, address) !== 'serves') return undefined;
  const id = desk.ids.caseId();
  const at = desk.now();
  const { channel, subject, body } = of;
  const opened = opening(desk, id, referenceOf(into.prefix, id), {
    channel,
    requester: { address },
    subject,
    body,
    verified: true,
    placement,
    acknowledge: false,
    at,
    by: CLOCK,
  });
  const link = happened(at, CLOCK, { type: 'CaseLinked', other: of.id, as: 'related' });
  const key = hash(`escalated\n${of.id}\n${clock}\n${run}\n${threshold}\n${to.department}/${to.service}`);
  return stepOf(desk, undefined, {
    ...opened,
    events: [...opened.events, ...link],
    ledger: { key, at, class: 'opened', caseId: id },
  });
}
