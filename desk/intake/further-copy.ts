import { askAlso } from '../case/ask-also.ts';
import type { Case } from '../case/case.ts';
import type { AskedPart } from '../case/open-family.ts';
import { isQuiet } from '../case/quiet.ts';
import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { saidOf } from '../routing/route.ts';
import { accept } from './accept.ts';
import { keepBody } from './body.ts';
import { bookAgain, copyKey } from './book.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { Message } from './message.ts';
import { copiedIn, openFromMail, partsOf, placedWith, type Routed } from './open-from-mail.ts';
import { isForOthers } from './own-domain.ts';

type Row = Omit<LedgerEntry, 'class' | 'caseId'>;

/** A copy that asks: with the row it is booked by, its bytes, and what may be made of it. */
type Copy = Readonly<{
  message: Message;
  row: Row;
  bytes: Uint8Array;
  fate: Readonly<{ verified: boolean; mayAcknowledge: boolean }>;
}>;

/** The departments that this copy names and the first has not asked, after those were asked that can be for the same matter. */
async function leftOver(desk: Ports, { message, row, fate }: Copy, first: LedgerEntry, found: Case) {
  const words = `${message.subject}\n${message.newText}`;
  const parts = partsOf(desk, message).map(
    (part): AskedPart => ({ ...part, said: saidOf(desk.catalogue, part.placement, words, row.at) }),
  );
  // What the first copy was a reply to is with others: it begins a matter of its own, as one copy to all would (E8).
  if (first.class === 'appended') return (await isForOthers(desk, found, message)) ? parts : [];
  // Whoever knows a Message-ID asks nobody in another's name (P4).
  const theirs = message.from?.address === found.requester.address && (fate.verified || !found.verified);
  if (first.class !== 'opened' || parts.length === 0 || !theirs) return [];
  const { messageId } = message;
  const known = messageId !== undefined && { messageId };
  const participants = fate.verified ? copiedIn(desk, message) : [];
  return askAlso(desk, found.id, { channel: 'email', ...known, participants, ledger: row }, parts);
}

/** A matter of its own, which knows what it may have to do with. */
async function openApart(desk: Ports, { message, row, bytes, fate }: Copy, routed: Routed, found: Case) {
  const own = { ...message, dedupeKey: row.key };
  const body = await keepBody(desk, { key: row.raw ?? '', bytes }, own, routed.placement);
  const related = isQuiet(found) ? undefined : found;
  const known = { body, ledger: row, fate, related, follows: undefined, door: {}, parts: routed.parts };
  await openFromMail(desk, message, routed, known);
}

/**
 * Takes another copy of a mail that is in the books. A blind copy reaches each department as a mail of its own, and none of
 * them says who else got one: whom this copy names and the first did not is asked too (E17). Everything else of it is a
 * repeat (E2), and so is a copy of what was suspended. Repeating is safe: each copy has one row, written with what it causes.
 */
export async function takeCopy(
  desk: Ports,
  message: Message,
  { bytes, ...ledger }: Row & Readonly<{ bytes: Uint8Array }>,
  first: LedgerEntry,
): Promise<void> {
  const row = { ...ledger, key: copyKey(ledger) };
  const isNew = first.raw !== ledger.raw && (await desk.ledger.find(row.key)) === undefined;
  const found = isNew && first.caseId !== undefined ? await desk.cases.find(first.caseId) : undefined;
  const { companyDomains } = desk.settings;
  const fate = accept(message, { companyDomains, onKnownCase: false });
  if (found !== undefined && fate.class === 'accepted') {
    const copy = { message, row, bytes, fate };
    try {
      const [part, ...others] = await leftOver(desk, copy, first, found);
      if (part !== undefined)
        await openApart(desk, copy, placedWith(desk.catalogue, [part, ...others]), found);
    } catch (error) {
      // The same copy was taken at the same moment, and its row stands.
      if (!isRefusal(error, 'duplicate')) throw error;
    }
  }
  // Where it asked for nothing its row is that of a repeat; where it did, the row stands and this writes nothing.
  await bookAgain(desk, ledger);
}
