import { change } from '../case/commit.ts';
import { happened } from '../case/events.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { ClockName, Threshold } from '../sla/clock.ts';
import { noticeMail } from '../sla/escalate.ts';
import type { AboutPromise, Effect } from './effect.ts';

type Webhook = Extract<Effect, { kind: 'webhook' }>;

/**
 * What a department's system is told of a promise (W2, L8): which case, which promise, how far it is. No word of what
 * people wrote. Made from the effect and what never changes of a case, so that every attempt has the same body.
 */
export async function promiseBody(
  desk: Ports,
  caseId: string,
  { id, event, department }: Webhook,
  { at, sequence, promise, threshold, due }: AboutPromise,
): Promise<string> {
  const of = await desk.cases.find(caseId);
  if (of === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return JSON.stringify({
    type: event,
    timestamp: at,
    event,
    id,
    caseId,
    occurredAt: at,
    sequence,
    department,
    reference: of.reference,
    data: { promise, threshold, due },
  });
}

/**
 * Tells people by mail what their system could not be told (W4). Repeating is safe: the mail's id is the webhook's, so it
 * leaves once.
 */
export async function tellInstead(
  desk: Ports,
  caseId: string,
  { id }: Webhook,
  { promise, threshold, due, instead }: AboutPromise,
  cause: string,
): Promise<void> {
  await change(desk, caseId, (found) => {
    // Both were written by an escalation, whose types they had.
    const notice = { promise: promise as ClockName, threshold: read(threshold), due, to: [instead] };
    const text = `the call about ${promise} could not be delivered: ${cause.slice(0, 200)}`;
    return {
      events: happened(desk.now(), { kind: 'desk' }, { type: 'NoteAdded', text }),
      effects: [{ ...noticeMail(desk, found, notice), id: `${id}-instead` }],
    };
  });
}

const read = (threshold: string): Threshold =>
  threshold.includes(':') ? (threshold as Threshold) : Number(threshold);
