import type { Case } from '../case/case.ts';
import { mayReopen } from '../case/may-reopen.ts';
import type { Arrived } from '../case/receive.ts';
import { survivorOf, wholeOf } from '../case/survivor.ts';
import type { Ports } from '../ports.ts';
import { domainOf } from './addresses.ts';
import { isGratitude } from './gratitude.ts';
import type { Message } from './message.ts';
import { sameReference } from './same-reference.ts';
import { type Evidence, mayJoin, threadEvidence } from './thread.ts';

/** Which case a sign points at; looking up is where the desk meets the table. */
async function caseOf(
  desk: Ports,
  { caseId, task, messageId, reference, subject }: Evidence,
  address: string,
): Promise<Case | undefined> {
  if (subject !== undefined) return sameReference(desk, address, subject);
  const id =
    caseId ??
    (task === undefined ? undefined : (await desk.tasks.find(task))?.caseId) ??
    (messageId === undefined ? undefined : await desk.ledger.caseOfMessage(messageId)) ??
    (reference === undefined ? undefined : await desk.cases.findByReference(reference));
  return id === undefined ? undefined : desk.cases.find(id);
}

/** Where a mail belongs: a case, or what it may have to do with. */
export type Thread = Readonly<{
  found?: Case;
  byToken: boolean;
  /** What it may belong to, on evidence too weak to join. */
  related: Case | undefined;
  /** What it certainly belongs to, which is closed for good: the new case follows it. */
  follows?: Case;
  via?: Arrived['via'];
}>;

const own = ({ requester, participants }: Case) => [requester.address, ...participants];

/** By which of the cases that were merged into this one a mail came, if it came by one. */
export function viaOf(named: Case, survivor: Case, address: string): Pick<Thread, 'via'> {
  if (named.id !== survivor.id)
    return { via: { caseId: named.id, asks: named.requester.address === address } };
  const merged = own(survivor).includes(address)
    ? undefined
    : survivor.absorbed?.find(({ requester }) => requester === address);
  return merged === undefined ? {} : { via: { caseId: merged.id, asks: true } };
}

/**
 * The case a mail belongs to by the first sign that is found and lets this sender in (E8); a merged case leads to where it
 * goes on. A sign that is too weak for the sender makes the case `related` instead: a hint for agents, never a door. What
 * is closed for good is only followed, except by machines and by thanks, which open nothing (P14).
 */
export async function findThread(
  desk: Ports,
  message: Message,
  sender: Readonly<{ address: string; authenticated: boolean }>,
): Promise<Thread> {
  const { frontDoor } = desk.settings;
  const marks = { frontDoor, domain: domainOf(frontDoor) ?? '', keys: await desk.keys() };
  const opensNothing = message.automation.kind !== 'human' || isGratitude(message);
  let related: Case | undefined;
  let follows: Case | undefined;
  for (const evidence of threadEvidence(message, marks)) {
    const named = await caseOf(desk, evidence, sender.address);
    if (named === undefined) continue;
    const asked = (named.absorbed ?? []).flatMap(({ requester }) => requester ?? []);
    const joins = mayJoin(evidence, sender, [...own(named), ...asked]);
    const survivor = joins ? await survivorOf(desk, named) : named;
    // Whoever answers a question of a part answers that, and nobody else is asked as its requester.
    const speaks = evidence.task === undefined && sender.address === survivor.requester.address;
    const found = joins && speaks ? await wholeOf(desk, survivor) : survivor;
    if (joins && (found.status !== 'closed' || opensNothing || (await mayReopen(desk, found))))
      return { found, byToken: !evidence.guessable, related, ...viaOf(named, found, sender.address) };
    related ??= found;
    if (joins) follows ??= found;
  }
  return { byToken: false, related, ...(follows !== undefined && { follows }) };
}
