import PostalMime from 'postal-mime';
import { headerOf } from '../doors/mail-headers.ts';
import type { State } from '../state.ts';
import type { Outgoing } from './send-email.ts';

/** One mail as its recipient has it. */
export interface Mail {
  readonly at: string;
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Lower-case names; a name that appears more than once has its values on lines of their own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: string;
  /** How often the same mail was handed over: more than once where sending was repeated. */
  readonly copies: number;
}

/** Every mail the desk has sent. */
export interface Mailbox {
  /** Keeps a mail for each recipient and answers with its id; on disk when it returns. */
  add(mail: Outgoing): string;
  /** The mails in the order they were sent, to one recipient or to all. */
  list(to?: string): Promise<Mail[]>;
  /** The newest mail to an address, or the one with this Message-ID; what SES would know of it. */
  find(to: string, messageId?: string): SentMail | undefined;
}

/** A mail as SES remembers it. */
export interface SentMail {
  readonly messageId: string;
  readonly to: string;
  readonly from: string;
  readonly at: string;
  readonly tags: Readonly<Record<string, string>>;
}

type Parsed = Omit<Mail, 'at' | 'to' | 'copies'>;

async function parse(raw: Buffer, from: string): Promise<Parsed> {
  const headers: Record<string, string> = {};
  try {
    const mail = await PostalMime.parse(raw);
    for (const { key, value } of mail.headers) {
      headers[key] = headers[key] === undefined ? value : `${headers[key]}\n${value}`;
    }
    return {
      from: mail.from?.address ?? from,
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      html: mail.html ?? '',
      headers,
      raw: raw.toString(),
    };
  } catch {
    // Whatever the desk sent is shown, even if no mail client could read it.
    return { from, subject: '', text: '', html: '', headers, raw: raw.toString() };
  }
}

/** Opens the mailbox of a data folder. */
export function openMailbox(
  { database }: State,
  now: () => number,
  onMail: (mail: Outgoing) => void,
): Mailbox {
  database.exec(`CREATE TABLE IF NOT EXISTS mails (
    place INTEGER PRIMARY KEY AUTOINCREMENT, message_id TEXT NOT NULL, recipient TEXT NOT NULL, sender TEXT NOT NULL,
    at TEXT NOT NULL, raw BLOB NOT NULL, copies INTEGER NOT NULL DEFAULT 1, UNIQUE (message_id, recipient))`);
  database.exec('CREATE TABLE IF NOT EXISTS mail_tags (message_id TEXT PRIMARY KEY, tags TEXT NOT NULL)');
  const tag = database.prepare('INSERT OR REPLACE INTO mail_tags (message_id, tags) VALUES (?, ?)');
  const newest =
    database.prepare(`SELECT message_id, sender, at, tags FROM mails LEFT JOIN mail_tags USING (message_id)
    WHERE recipient = ? AND (? = '' OR message_id = ?) ORDER BY place DESC LIMIT 1`);
  // A repeat carries the same Message-ID, and a mail client shows it once; so do we.
  const insert =
    database.prepare(`INSERT INTO mails (message_id, recipient, sender, at, raw) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (message_id, recipient) DO UPDATE SET copies = copies + 1`);
  const all = database.prepare('SELECT place, recipient, sender, at, copies FROM mails ORDER BY place');
  const some = database.prepare(
    'SELECT place, recipient, sender, at, copies FROM mails WHERE recipient = ? ORDER BY place',
  );
  const body = database.prepare('SELECT raw FROM mails WHERE place = ?');
  const parsed = new Map<number, Parsed>();

  async function read(place: number, sender: string): Promise<Parsed> {
    const known = parsed.get(place);
    if (known) return known;
    const raw = body.get(place)?.raw;
    const fresh = await parse(raw instanceof Uint8Array ? Buffer.from(raw) : Buffer.alloc(0), sender);
    parsed.set(place, fresh);
    return fresh;
  }

  return {
    add: (mail) => {
      const messageId = headerOf(mail.raw, 'message-id') ?? `<${mail.id}@email.amazonses.com>`;
      const at = new Date(now()).toISOString();
      database.exec('BEGIN');
      for (const recipient of mail.recipients) insert.run(messageId, recipient, mail.from, at, mail.raw);
      tag.run(messageId, JSON.stringify(mail.tags));
      database.exec('COMMIT');
      onMail(mail);
      return mail.id;
    },
    find: (to, messageId = '') => {
      const wanted = messageId === '' ? '' : `<${messageId.replace(/[<>]/g, '')}>`;
      const recipient = to.trim().toLowerCase();
      const row = newest.get(recipient, wanted, wanted);
      return (
        row && {
          messageId: String(row.message_id),
          to: recipient,
          from: String(row.sender),
          at: String(row.at),
          tags: JSON.parse(String(row.tags ?? '{}')) as Record<string, string>,
        }
      );
    },
    list: async (to) => {
      const rows = to === undefined ? all.all() : some.all(to.trim().toLowerCase());
      return Promise.all(
        rows.map(async ({ place, recipient, sender, at, copies }) => ({
          at: String(at),
          to: String(recipient),
          ...(await read(Number(place), String(sender))),
          copies: Number(copies),
        })),
      );
    },
  };
}
