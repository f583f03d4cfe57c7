import { DeskError, isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { bookAgain, isBooked } from './book.ts';
import { findThread } from './find-thread.ts';
import type { Message } from './message.ts';
import { heard } from './own-domain.ts';
import { type Door, place } from './place.ts';
import { readMail } from './read-mail.ts';
import { refuse } from './refuse.ts';

type OfThread = Parameters<Door['thread']>;

/** A mail as it lies in the bucket, stored before anything else happened to it (E1). */
export type RawMail = Readonly<{ raw: Uint8Array; key: string }>;

/**
 * Takes one mail in: exactly one ledger row, and a new case, a place in a thread, or the cause why neither (C3).
 * Repeating is safe: the ledger row is written once, in the same transaction as everything the mail causes.
 */
export async function takeIn(desk: Ports, mail: RawMail): Promise<void> {
  let message: Message;
  try {
    message = heard(await readMail(mail.raw, { ours: [desk.settings.frontDoor] }), desk.settings);
  } catch (error) {
    if (error instanceof DeskError) return refuse(desk, mail, error);
    throw error;
  }
  const ledger = {
    key: message.dedupeKey,
    at: desk.now(),
    raw: mail.key,
    ...(message.messageId !== undefined && { messageId: message.messageId }),
  };
  try {
    // Looking first spares the work of a repeat; the condition in the write is what decides a race.
    if (isBooked(await desk.ledger.find(ledger.key), ledger.raw)) return await bookAgain(desk, ledger);
    const door = { thread: (...of: OfThread) => findThread(desk, ...of) };
    await place(desk, { message, ledger, raw: mail.key, door });
  } catch (error) {
    if (!isRefusal(error, 'duplicate')) throw error;
    await bookAgain(desk, ledger);
  }
}
