import {
  type Key,
  messageIdFor,
  type ReplyTask,
  replyAddress,
  subjectTag,
  taskAddress,
} from '../intake/tokens.ts';
import { encodeMailbox, encodeText, headerLine, oneLined } from './encode-header.ts';

/** `acknowledgement` answers a mail by itself, `notification` tells something by itself, `words` are a person's. */
export type MailKind = 'acknowledgement' | 'notification' | 'words';

/** One mail about a case, before it has a body: to whom, about what, in which thread. */
export type OutgoingMail = Readonly<{
  kind: MailKind;
  caseId: string;
  /** What people call the case, for the tag in the subject. */
  reference: string;
  /** Of the article or effect sent; the same one gives the same Message-ID, so a second sending is the same mail (C4). */
  articleId: string;
  from: Readonly<{ address: string; name?: string }>;
  to: readonly string[];
  cc?: readonly string[];
  subject: string;
  /** Its subject carries no reference: the thread holds by the reply address and the ids alone (row 14). */
  untagged?: true;
  /** When it is sent, an ISO instant. */
  at: string;
  /** The question a reply may decide, and the place of whoever is asked (A7). */
  task?: ReplyTask;
  /** Message-ID of the mail that this one answers. */
  inReplyTo?: string;
  /** Message-IDs of the thread so far, oldest first. */
  references?: readonly string[];
}>;

/** What makes a mail ours: the front door that replies come back to, the domain of our Message-IDs, the secret that signs. */
export type Sender = Readonly<{ frontDoor: string; domain: string; key: Key }>;

/** Some relays refuse long header blocks; mail programs need the first id and the newest ones (E9). */
const LONGEST_REFERENCES = 1500;

/** An id from outside is only sent on if it is one: what could break a header is left out, since a thread can do without it. */
const ids = (given: readonly string[]) =>
  given.map((id) => id.replace(/[<>\s]/g, '')).filter((id) => /^[\x21-\x7e]{3,400}$/.test(id));

/** References: the first id of the thread and as many of the newest as fit into 1,500 characters, oldest first (E9). */
export function referencesOf(thread: readonly string[], own: string): string {
  const [root, ...later] = [...new Set(ids(thread))].filter((id) => id !== own);
  const newest: string[] = [];
  let left = LONGEST_REFERENCES - own.length - 3 - (root === undefined ? 0 : root.length + 3);
  for (const id of later.toReversed()) {
    left -= id.length + 3;
    if (left < 0) break;
    newest.unshift(id);
  }
  return [...(root === undefined ? [] : [root]), ...newest, own].map((id) => `<${id}>`).join(' ');
}

/** What keeps other machines from answering ours, and lets us know our own mail when it comes back (E5, E9). */
const MARKS: Readonly<Record<MailKind, readonly (readonly [string, string])[]>> = {
  acknowledgement: [
    ['Auto-Submitted', 'auto-replied'],
    ['X-Auto-Response-Suppress', 'All'],
    ['Precedence', 'bulk'],
  ],
  notification: [
    ['Auto-Submitted', 'auto-generated'],
    ['X-Auto-Response-Suppress', 'All'],
    ['Precedence', 'bulk'],
  ],
  words: [['X-Auto-Response-Suppress', 'OOF, AutoReply']],
};

/** The subject with the tag that leads a reply home where all headers were lost (E8 5); not twice, however often it was answered. */
function tagged(subject: string, tag: string): string {
  const shown = oneLined(subject, 'subject').trim();
  return shown.includes(tag) ? shown : `${tag} ${shown}`.trim();
}

/**
 * The headers of an outgoing mail, in order, values encoded for the wire (E9). Our own id stands last in References too: the service that
 * sends for us replaces the Message-ID, and a reply repeats the References, so the thread still holds. Refuses control characters in any
 * field (`invalid`): no text of a case can become a header.
 */
export function mailHeaders(mail: OutgoingMail, sender: Sender): readonly (readonly [string, string])[] {
  const own = messageIdFor(mail.caseId, mail.articleId, sender.domain, sender.key);
  const [answered] = ids(mail.inReplyTo === undefined ? [] : [mail.inReplyTo]);
  const thread = [...(mail.references ?? []), ...(answered === undefined ? [] : [answered])];
  const people = (addresses: readonly string[]) =>
    addresses.map((address) => encodeMailbox({ address })).join(', ');
  const back =
    mail.task === undefined
      ? replyAddress(sender.frontDoor, mail.caseId, sender.key)
      : taskAddress(sender.frontDoor, mail.task, sender.key);
  const subject = mail.untagged
    ? oneLined(mail.subject, 'subject').trim()
    : tagged(mail.subject, subjectTag(mail.reference, sender.key));
  return [
    ['Date', new Date(mail.at).toUTCString().replace('GMT', '+0000')],
    ['From', encodeMailbox(mail.from)],
    ['To', people(mail.to)],
    ...(mail.cc?.length ? [['Cc', people(mail.cc)] as const] : []),
    ['Reply-To', encodeMailbox({ address: back })],
    ['Subject', encodeText(subject)],
    ['Message-ID', `<${own}>`],
    ...(answered === undefined ? [] : [['In-Reply-To', `<${answered}>`] as const]),
    ['References', referencesOf(thread, own)],
    ...MARKS[mail.kind],
    ['X-Desk-Loop', sender.domain],
  ];
}

/** A header block as it goes over the wire: folded, each line ending in CRLF, without the empty line that ends it. */
export const headerBlock = (headers: readonly (readonly [string, string])[]): string =>
  headers.map(([name, value]) => headerLine(name, value)).join('');
