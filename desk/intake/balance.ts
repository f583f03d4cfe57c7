import type { Page, Ports } from '../ports.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/** An object of the mail bucket, and when it was stored. */
export type Stored = Readonly<{ key: string; at: string }>;

/** The mail bucket, page by page in the order of its keys, from behind a key on. */
export type Shelf = (after: string) => Promise<Readonly<{ stored: readonly Stored[]; more: boolean }>>;

const HOUR = 3_600_000;

/** Younger mails may be under way: five attempts, six minutes apart, and then some. */
export const GRACE_HOURS = 1;

/** Older mails were looked at before: even a bucket that is gone through in rounds was gone through twice. */
export const LOOK_BACK_HOURS = 72;

/** So many pages of a thousand are read at once; a larger bucket is gone through in rounds. */
const MOST_PAGES = 1500;

/** SES names its objects by digits and small letters; each hour begins at another of them. */
const FIRST = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Where this hour's look begins. Nothing has to be remembered: the hour says it. */
export const beginning = (now: string): string =>
  FIRST.charAt(Math.floor(Date.parse(now) / HOUR) % FIRST.length);

/** What has to be in the books by now. */
const isDue = ({ at }: Stored, now: string): boolean => {
  const age = Date.parse(now) - Date.parse(at);
  return age >= GRACE_HOURS * HOUR && age < LOOK_BACK_HOURS * HOUR;
};

/** Every due object, from this hour's beginning on and around to it again, as far as the pages reach. */
async function dueObjects(shelf: Shelf, prefix: string, now: string, most: number): Promise<Set<string>> {
  const begin = prefix + beginning(now);
  const due = new Set<string>();
  let after = begin;
  let around = false;
  for (let pages = 0; pages < most; pages += 1) {
    const { stored, more } = await shelf(after);
    for (const each of stored) if (isDue(each, now)) due.add(each.key);
    after = stored.at(-1)?.key ?? after;
    if (around && (!more || after > begin)) break;
    if (more) continue;
    around = true;
    after = prefix;
  }
  return due;
}

/** Every object that is in the books of the days in which the due ones came. */
async function booked({ list }: Pick<Ports['ledger'], 'list'>, now: string): Promise<Set<string>> {
  const known = new Set<string>();
  // A day more: clocks of two services differ, and what came at midnight may be booked under either day.
  for (let hours = LOOK_BACK_HOURS + 24; hours >= 0; hours -= 24) {
    const day = new Date(Date.parse(now) - hours * HOUR).toISOString().slice(0, 10);
    let from: Page<LedgerEntry>['next'];
    do {
      const { items, next } = await list(day, 1000, from);
      for (const { raw } of items) if (raw !== undefined) known.add(raw);
      from = next;
    } while (from !== undefined);
  }
  return known;
}

/**
 * Holds the mail bucket against the books (C3): every object that had an hour to be taken in has a row. The bucket is read
 * before the books, so that what is booked meanwhile is not missed. Repeating is safe: it only reads.
 */
export async function unbooked(
  desk: Readonly<{ now(): string; ledger: Pick<Ports['ledger'], 'list'> }>,
  prefix: string,
  shelf: Shelf,
  most = MOST_PAGES,
): Promise<Readonly<{ looked: number; missing: readonly string[] }>> {
  const now = desk.now();
  const due = await dueObjects(shelf, prefix, now, most);
  const known = due.size === 0 ? new Set() : await booked(desk.ledger, now);
  return { looked: due.size, missing: [...due].filter((key) => !known.has(key)) };
}
