import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Mail } from '#local/mail/mailbox.ts';

/** The address everybody writes to. */
export const FRONT_DOOR = 'help@desk.example';

/** A mail as a person writes it, or its bytes as they are. */
export type Letter = Readonly<{
  from: string;
  to?: string;
  /** Whom the envelope names as sender; the empty text is the null path. */
  envelopeFrom?: string;
  subject?: string;
  text?: string;
  messageId?: string;
  headers?: Readonly<Record<string, string>>;
  raw?: string | Buffer;
}>;

/** A Message-ID nobody used before. */
export const newMessageId = (): string => `${randomUUID()}@corp.example`;

/** Sends a letter by SMTP and answers with its Message-ID once the door has taken it. */
export async function post(smtp: string, letter: Letter): Promise<string> {
  const { hostname: host, port } = new URL(smtp);
  const transport = createTransport({ host, port: Number(port), ignoreTLS: true });
  const { from, to = FRONT_DOOR, envelopeFrom = from, messageId = newMessageId() } = letter;
  const envelope = { from: envelopeFrom, to: [to] };
  const { raw, subject = 'Hello', text = '', headers = {} } = letter;
  try {
    await transport.sendMail(
      raw === undefined
        ? { envelope, from, to, subject, text, messageId: `<${messageId}>`, headers }
        : { envelope, raw },
    );
  } finally {
    transport.close();
  }
  return messageId;
}

/** A person's answer to a mail, as a mail program writes it: to its Reply-To, with its ids, its subject and its text quoted. */
export function replyTo(mail: Mail, from: string, text: string): Letter {
  const quoted = mail.text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
  return {
    from,
    to: mail.headers['reply-to'] ?? FRONT_DOOR,
    subject: `Re: ${mail.subject}`,
    text: `${text}\n\nOn Mon, 2 Mar 2026 at 09:14, ${mail.from} wrote:\n${quoted}\n`,
    headers: {
      'In-Reply-To': mail.headers['message-id'] ?? '',
      References: `${mail.headers.references ?? ''} ${mail.headers['message-id'] ?? ''}`.trim(),
    },
  };
}

/** The address of a link in a mail, by what its path begins with. */
export function linkIn(
  mail: Mail,
  path: '/answers/' | '/surveys/' | '/requests/confirm/' | '/status/',
  words = '',
): string {
  const all = mail.text.match(/https?:\/\/[^\s<>)]+/g) ?? [];
  const found = all.find((url) => url.includes(path) && url.includes(words));
  if (found === undefined) throw new Error(`no link to ${path} in the mail '${mail.subject}':\n${mail.text}`);
  return found;
}
