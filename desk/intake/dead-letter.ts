import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { copyKey, objectKey } from './book.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { doorsOf } from './own-domain.ts';
import { readMail } from './read-mail.ts';

/** A mail that could not be taken in; without `raw` where it could not even be fetched. */
type Failed = Readonly<{ key: string; raw: Uint8Array | undefined }>;

/** What is known of the mail, if it can be read: the key it will have once it is taken in. */
async function known(
  desk: Ports,
  { raw }: Failed,
): Promise<Pick<LedgerEntry, 'key' | 'messageId'> | undefined> {
  if (raw === undefined) return undefined;
  try {
    const { dedupeKey, messageId } = await readMail(raw, doorsOf(desk));
    return { key: dedupeKey, ...(messageId !== undefined && { messageId }) };
  } catch {
    // Whatever keeps it from being read is what it died of.
    return undefined;
  }
}

/**
 * Books a mail whose handling keeps failing, as it becomes a dead letter (E16, C3): its row names the error. Once it is
 * sent again and taken in, that row is replaced. Repeating is safe: the row is written once, and never over that of a
 * mail that was taken in.
 */
export async function deadLetter(desk: Ports, mail: Failed, error: unknown): Promise<void> {
  const cause = isRefusal(error) ? error.code : error instanceof Error ? error.name : 'unknown';
  const found = (await known(desk, mail)) ?? { key: objectKey(mail.key) };
  const first = await desk.ledger.find(found.key);
  const copy = first !== undefined && first.raw !== mail.key;
  // What a person let in stays let in, however often it fails.
  const letIn = copy || first?.released === undefined ? {} : { released: first.released };
  const entry: LedgerEntry = {
    ...found,
    at: desk.now(),
    class: 'dead-lettered',
    cause,
    raw: mail.key,
    ...letIn,
  };
  try {
    await desk.ledger.record(copy ? { ...entry, key: copyKey(entry) } : entry);
  } catch (refused) {
    if (!isRefusal(refused, 'duplicate')) throw refused;
  }
}

/** As long as queues keep a notice, and a day. */
const KNOWN_DAYS = 15;

/** Says of an object that nothing more is to be heard of it: its mail has its row, whatever is told of the object again. */
export async function strikeObject(desk: Ports, raw: string): Promise<void> {
  const until = new Date(Date.parse(desk.now()) + KNOWN_DAYS * 86_400_000).toISOString();
  await desk.ledger.strike(objectKey(raw), until);
}

/**
 * Takes the row of a dead letter that was booked by where it lay off the books, now that its mail has its own: every object
 * is in exactly one class (C3). Repeating is safe.
 */
export async function settleDeadLetter(desk: Ports, raw: string): Promise<void> {
  const dead = await desk.ledger.find(objectKey(raw));
  if (dead?.class === 'dead-lettered') await strikeObject(desk, raw);
}
