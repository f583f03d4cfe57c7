import { createHash } from 'node:crypto';
import { mailboxOf } from './addresses.ts';
import type { Message } from './message.ts';

const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/**
 * The same for every delivery of the same mail to the same front doors, so that a conditional write lets one of them through (E2, C1):
 * SHA-256 in hex of the Message-ID, or without one of From, Date, Subject and body, and of those of our addresses it was sent to.
 */
export function dedupeKey(
  mail: Pick<Message, 'messageId' | 'from' | 'sentAt' | 'subject' | 'text' | 'recipients'>,
  ours: readonly string[],
  aliases: readonly string[] = [],
): string {
  const doors = new Set(ours.map(mailboxOf));
  // A reply address is the front door with a token: the same door, so that a message is found by its id whichever it came through.
  // So is a department's own address: a mail to two of them is one mail (E17).
  const names = new Set(aliases);
  const reached = new Set(
    mail.recipients
      .map(mailboxOf)
      .map((address) => (names.has(address) ? mailboxOf(ours[0] ?? address) : address))
      .filter((address) => doors.has(address)),
  );
  const what =
    mail.messageId === undefined
      ? ['content', mail.from?.address ?? '', mail.sentAt ?? '', squeezed(mail.subject), squeezed(mail.text)]
      : ['message-id', mail.messageId];
  return createHash('sha256')
    .update(JSON.stringify([...what, [...reached].sort()]))
    .digest('hex');
}
