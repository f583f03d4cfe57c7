import type { Message } from './message.ts';
import { isForward, namesReference, threadSubject } from './prefixes.ts';
import { caseOfAddress, caseOfMessageId, type Key, referenceInSubject, taskOfAddress } from './tokens.ts';

/**
 * One sign of the thread a mail belongs to. Of `address` and `own-message-id` the case is known by an unforgeable token; for
 * the others the case has yet to be looked up, and since anyone may write them they are `guessable`. `external-reference`:
 * the number of another ticket system and the subject it stands in, among what the same sender asked for before.
 */
export type Evidence = Readonly<{
  kind: 'address' | 'own-message-id' | 'known-message-id' | 'subject-tag' | 'external-reference';
  caseId?: string;
  /** The question whose mail it answers. */
  task?: string;
  reference?: string;
  messageId?: string;
  /** The subject around another system's number, as machines repeat it. */
  subject?: string;
  guessable: boolean;
  /** The mail was passed on, so this sign makes cases related but joins nothing (E8). */
  forwarded: boolean;
}>;

/** What a thread is told by: our front door's address, the domain of our Message-IDs, the secrets, newest first. */
export type ThreadMarks = Readonly<{ frontDoor: string; domain: string; keys: readonly Key[] }>;

/** Each foreign id costs a lookup, and nobody's real thread hangs on the oldest of a hundred. */
const MOST_LOOKUPS = 20;

/** All signs of a thread in a mail, strongest first: the first that is found and that `mayJoin` wins (E8). */
export function threadEvidence(
  message: Pick<Message, 'recipients' | 'subject' | 'inReplyTo' | 'references'> &
    Partial<Pick<Message, 'automation'>>,
  { frontDoor, domain, keys }: ThreadMarks,
): readonly Evidence[] {
  const forwarded = isForward(message.subject);
  const found: Evidence[] = [];
  for (const address of message.recipients) {
    const caseId = caseOfAddress(address, frontDoor, keys);
    // Whoever passes a mail on *to the case's own address* means that case.
    if (caseId) found.push({ kind: 'address', caseId, guessable: false, forwarded: false });
    const task = taskOfAddress(address, frontDoor, keys)?.ref;
    if (task) found.push({ kind: 'address', task, guessable: false, forwarded: false });
  }

  const bounced = message.automation?.bounce?.originalMessageIds ?? [];
  const ids = [...new Set([...bounced, ...message.inReplyTo, ...message.references.toReversed()])];
  const foreign: Evidence[] = [];
  for (const messageId of ids) {
    const caseId = caseOfMessageId(messageId, domain, keys)?.caseId;
    if (caseId) found.push({ kind: 'own-message-id', caseId, messageId, guessable: false, forwarded });
    else foreign.push({ kind: 'known-message-id', messageId, guessable: true, forwarded });
  }
  found.push(...foreign.slice(0, MOST_LOOKUPS));

  const reference = referenceInSubject(message.subject, keys);
  if (reference) found.push({ kind: 'subject-tag', reference, guessable: true, forwarded });
  else if (namesReference(message.subject))
    found.push({
      kind: 'external-reference',
      subject: threadSubject(message.subject),
      guessable: true,
      forwarded,
    });
  return found;
}

/**
 * Whether this sign lets this sender into the case it names (E8, P4): a token does; what can be guessed does only for someone whose
 * address was authenticated and who takes part already. A stranger with a token joins unverified, and is sent nothing.
 */
export function mayJoin(
  evidence: Evidence,
  sender: Readonly<{ address: string; authenticated: boolean }>,
  participants: readonly string[],
): boolean {
  if (evidence.forwarded) return false;
  if (!evidence.guessable) return true;
  const address = sender.address.trim().toLowerCase();
  return sender.authenticated && participants.some((known) => known.trim().toLowerCase() === address);
}
