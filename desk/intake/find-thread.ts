import type { Case } from '../case/case.ts';
import type { Ports } from '../ports.ts';
import { domainOf } from './addresses.ts';
import type { Message } from './message.ts';
import { type Evidence, mayJoin, threadEvidence } from './thread.ts';

/** Which case a sign points at; looking up is where the desk meets the table. */
async function caseOf(desk: Ports, { caseId, messageId, reference }: Evidence): Promise<Case | undefined> {
  const id =
    caseId ??
    (messageId === undefined ? undefined : await desk.ledger.caseOfMessage(messageId)) ??
    (reference === undefined ? undefined : await desk.cases.findByReference(reference));
  return id === undefined ? undefined : desk.cases.find(id);
}

/**
 * The case a mail belongs to by the first sign that is found and lets this sender in (E8). A sign that is too weak for
 * the sender makes the case `related` instead: a hint for agents, never a door. What is closed for good is only related.
 */
export async function findThread(
  desk: Ports,
  message: Message,
  sender: Readonly<{ address: string; authenticated: boolean }>,
): Promise<{ found?: Case; byToken: boolean; related: Case | undefined }> {
  const { frontDoor } = desk.settings;
  const marks = { frontDoor, domain: domainOf(frontDoor) ?? '', keys: await desk.keys() };
  let related: Case | undefined;
  for (const evidence of threadEvidence(message, marks)) {
    const found = await caseOf(desk, evidence);
    if (found === undefined) continue;
    const involved = [found.requester.address, ...found.participants];
    const automatic = message.automation.kind !== 'human';
    if (mayJoin(evidence, sender, involved) && (found.status !== 'closed' || automatic))
      return { found, byToken: !evidence.guessable, related };
    related ??= found;
  }
  return { byToken: false, related };
}
