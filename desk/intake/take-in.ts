import { DeskError, isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { isBooked } from './book.ts';
import { settleDeadLetter } from './dead-letter.ts';
import { findThread } from './find-thread.ts';
import { isPassedOn } from './forward.ts';
import { takeCopy } from './further-copy.ts';
import type { Message } from './message.ts';
import { doorsOf, heard } from './own-domain.ts';
import { type Door, type Placed, place } from './place.ts';
import { readMail } from './read-mail.ts';
import { refuse } from './refuse.ts';

type OfThread = Parameters<Door['thread']>;

/** A mail as it lies in the bucket, stored before anything else happened to it (E1). */
export type RawMail = Readonly<{
  raw: Uint8Array;
  key: string;
  /** It may have become a dead letter before: this is not the first that is heard of it. */
  late?: boolean;
}>;

/**
 * Takes one mail in: exactly one ledger row, and a new case, a place in a thread, or the cause why neither (C3).
 * Repeating is safe: the ledger row is written once, in the same transaction as everything the mail causes.
 * Of what was only passed on the raw mail is not to be kept (row 64).
 */
export async function takeIn(desk: Ports, mail: RawMail): Promise<Placed> {
  const placed = await takeOnce(desk, mail);
  if (mail.late) await settleDeadLetter(desk, mail.key);
  return placed;
}

async function takeOnce(desk: Ports, mail: RawMail): Promise<Placed> {
  let message: Message;
  try {
    message = heard(await readMail(mail.raw, doorsOf(desk)), desk.settings);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    await refuse(desk, mail, error);
    return 'kept';
  }
  const before = await desk.ledger.find(message.dedupeKey);
  const released = before?.raw === mail.key ? before.released : undefined;
  const ledger = {
    key: message.dedupeKey,
    // What a person lets in begins when it arrived, not when somebody looked (P20).
    at: released?.arrived ?? desk.now(),
    raw: mail.key,
    ...(released !== undefined && { released }),
    ...(message.messageId !== undefined && { messageId: message.messageId }),
  };
  try {
    // Looking first spares the work of a repeat; the condition in the write is what decides a race.
    if (isBooked(before, ledger.raw)) {
      await takeCopy(desk, message, { ...ledger, bytes: mail.raw }, before);
      return isPassedOn(before) ? 'passed-on' : 'kept';
    }
    const door = { thread: (...of: OfThread) => findThread(desk, ...of) };
    return await place(desk, { message, ledger, raw: mail.key, bytes: mail.raw, door });
  } catch (error) {
    if (!isRefusal(error, 'duplicate')) throw error;
    const first = await desk.ledger.find(ledger.key);
    if (first !== undefined) await takeCopy(desk, message, { ...ledger, bytes: mail.raw }, first);
    return isPassedOn(first) ? 'passed-on' : 'kept';
  }
}
