import PostalMime, { type Email } from 'postal-mime';
import { DeskError } from '../errors.ts';
import {
  correspondents,
  domainOf,
  envelopeSender,
  messageIds,
  oneLine,
  recipients,
  sender,
} from './addresses.ts';
import { filesOf } from './attachments.ts';
import { hasHeader, mendCharsets } from './charset.ts';
import { classify } from './classify.ts';
import { dedupeKey } from './dedupe.ts';
import { first } from './headers.ts';
import { newTextOfHtml, textOfHtml } from './html.ts';
import { DEFAULT_LIMITS, type Limits, within } from './limits.ts';
import type { Attachment, Message } from './message.ts';
import { outline } from './outline.ts';
import { isForward } from './prefixes.ts';
import { newestWords } from './quotes.ts';
import { readVerdicts } from './verdicts.ts';

export type { Limits } from './limits.ts';
export type { Attachment, Automation, Bounce, Correspondent, Message, Verdict, Verdicts } from './message.ts';

/** `ours` are the addresses of the front doors; `limits` replace single ones of the house's (E3). */
export type ReadMailOptions = Readonly<{
  ours: readonly string[];
  /** Other names of the first of them (E17). */
  aliases?: readonly string[];
  limits?: Partial<Limits>;
}>;

const LONGEST_SUBJECT = 998;
const links = (text: string) =>
  Math.max(text.match(/<a\s/gi)?.length ?? 0, text.match(/https?:\/\//gi)?.length ?? 0);

async function parse(raw: Uint8Array, limits: Limits): Promise<Email> {
  within(limits, 'total', raw.byteLength);
  const text = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1');
  const parts = outline(text, limits);
  if (!parts[0] || !hasHeader(text.slice(0, parts[0].headerEnd))) {
    throw new DeskError('invalid', 'what was received is not a mail: it has no header');
  }
  const mended = mendCharsets(text, parts);
  try {
    return await PostalMime.parse(mended === text ? raw : Buffer.from(mended, 'latin1'), {
      // A mail inside a mail is a file of it: its words are not the sender's.
      forceRfc822Attachments: true,
      maxNestingDepth: limits.depth + 1,
    });
  } catch (error) {
    throw new DeskError('invalid', 'the mail cannot be read', { cause: error });
  }
}

/** Words without the control characters that no text has and that stores and terminals trip over. */
const words = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .trim();

/** The words of a mail: all of them, and the new ones; what exceeds the limit becomes a file, so nothing is lost (E3, E12). */
function body(mail: Email, subject: string, limits: Limits) {
  const plain = words(mail.text ?? '');
  const html = mail.html ?? '';
  within(limits, 'links', Math.max(links(plain), links(html)));
  const whole = plain === '' ? words(textOfHtml(html)) : plain;
  const text = whole.slice(0, limits.body).toWellFormed();
  const readings = [plain.slice(0, limits.body), words(newTextOfHtml(html)).slice(0, limits.body)];
  const content = new TextEncoder().encode(whole);
  const rest: readonly Attachment[] =
    whole.length > limits.body
      ? [{ name: 'whole-text.txt', type: 'text/plain', bytes: content.byteLength, content, inline: false }]
      : [];
  // What is passed on is what is new.
  return { text, newText: isForward(subject) ? text : newestWords(text, readings), rest };
}

const sent = (date: string | undefined) => {
  const at = new Date(date ?? '');
  const year = at.getUTCFullYear();
  return year >= 1970 && year < 10_000 ? { sentAt: at.toISOString() } : {};
};

/**
 * Reads a raw mail as the receiving service stored it. Refuses what is no mail (`invalid`) and what goes over a limit (`too-large`, the
 * limit named in the fault); whatever else a mail holds, something is made of it (E3, E12, E13).
 */
export async function readMail(raw: Uint8Array, options: ReadMailOptions): Promise<Message> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const mail = await parse(raw, limits);
  const headers = mail.headers.map(({ key, value }) => ({ name: key, value }));
  within(limits, 'attachments', mail.attachments.length);
  const attachments = filesOf(mail.attachments, limits.attachments);
  const subject = oneLine(mail.subject ?? '').slice(0, LONGEST_SUBJECT);
  const { text, newText, rest } = body(mail, subject, limits);

  const from = sender(headers);
  const replyTo = correspondents(first(headers, 'reply-to') ?? '')[0];
  const calendarReply = mail.attachments.some(({ method }) => method === 'REPLY');
  const understood = {
    messageId: messageIds(first(headers, 'message-id'))[0],
    from,
    recipients: recipients(headers),
    subject,
    ...sent(first(headers, 'date')),
    text,
  };
  return {
    ...understood,
    ...(replyTo === undefined ? {} : { replyTo }),
    dedupeKey: dedupeKey(understood, options.ours, options.aliases),
    returnPath: envelopeSender(headers),
    newText,
    inReplyTo: messageIds(first(headers, 'in-reply-to')),
    references: messageIds(first(headers, 'references')),
    verdicts: readVerdicts(headers, domainOf(from?.address)),
    attachments: [...attachments, ...rest],
    automation: classify({ headers, subject, text, attachments, calendarReply, ours: options.ours }),
  };
}
