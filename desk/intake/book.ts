import { createHash } from 'node:crypto';
import type { Outgoing } from '../delivery/effect.ts';
import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/** A key of the books: a hash, never personal data. */
export const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The key of a further copy of a mail, by where it lies. */
export const copyKey = ({ key, raw }: Pick<LedgerEntry, 'key' | 'raw'>): string => hash(`${key}\n${raw}`);

/** The key of an object by itself, where its mail's own is not known or is the key of another row. */
export const objectKey = (raw: string): string => hash(`unread\n${raw}`);

/**
 * Whether a row keeps this object from being taken in: every row does but that of its own dead letter (E16), and its own
 * that a person has released (P20).
 */
export const isBooked = (row: LedgerEntry | undefined, raw: string | undefined): row is LedgerEntry =>
  row !== undefined && !(row.raw === raw && isFree(row));

const isFree = ({ class: kind, released }: LedgerEntry) =>
  kind === 'dead-lettered' || (kind === 'suspended' && released !== undefined);

/** Books a mail that touches no case. Repeating is safe: its row is written once. */
export async function book(
  desk: Ports,
  entry: LedgerEntry,
  effects: readonly Outgoing[] = [],
): Promise<void> {
  try {
    await desk.ledger.record(entry, effects);
  } catch (error) {
    if (!isRefusal(error, 'duplicate')) throw error;
    await bookAgain(desk, entry);
  }
}

/** A mail came before: the same object twice is one event told twice, another object is a second copy (E2). */
export async function bookAgain(desk: Ports, entry: Omit<LedgerEntry, 'class'>): Promise<void> {
  const first = await desk.ledger.find(entry.key);
  if (first === undefined || first.raw === entry.raw) return;
  const { released: _ofTheFirst, ...second } = entry;
  const copy = { ...second, key: copyKey(entry), class: 'duplicate' as const };
  try {
    await desk.ledger.record({ ...copy, ...(first.caseId !== undefined && { caseId: first.caseId }) });
  } catch (error) {
    if (!isRefusal(error, 'duplicate')) throw error;
  }
}
