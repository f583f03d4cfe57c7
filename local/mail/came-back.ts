import type { Json, JsonObject } from '../json.ts';
import type { SentMail } from './mailbox.ts';

/** What can become of a mail that SES took: it comes back for good, for now, or its reader calls it unwanted. */
export const MAIL_KINDS = ['bounce', 'soft', 'complaint'] as const;

type MailKind = (typeof MAIL_KINDS)[number];

export const isMailKind = (word: Json): word is MailKind => MAIL_KINDS.some((kind) => kind === word);

/** What SES would publish of a mail: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
export function eventOf(
  { messageId, to, from, at, tags }: SentMail,
  kind: MailKind,
  now: string,
): JsonObject {
  const mail = {
    timestamp: at,
    source: from,
    messageId: messageId.replace(/[<>]/g, ''),
    destination: [to],
    tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
  };
  const feedbackId = `local-${Date.parse(now)}`;
  if (kind === 'complaint') {
    const complaint = { timestamp: now, feedbackId, complainedRecipients: [{ emailAddress: to }] };
    return { eventType: 'Complaint', mail, complaint };
  }
  const hard = kind === 'bounce';
  const bounce = {
    bounceType: hard ? 'Permanent' : 'Transient',
    bounceSubType: hard ? 'NoEmail' : 'MailboxFull',
    timestamp: now,
    feedbackId,
    bouncedRecipients: [{ emailAddress: to, action: 'failed', status: hard ? '5.1.1' : '4.2.2' }],
  };
  return { eventType: 'Bounce', mail, bounce };
}
