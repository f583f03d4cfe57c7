import { objectKey } from '#desk/intake/book.ts';
import { deadLetter, strikeObject } from '#desk/intake/dead-letter.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import { fetchMail } from '../aws/mail-bucket.ts';
import { objects } from '../aws/the-bucket.ts';
import { required } from '../environment.ts';
import { logFailure } from '../shell/log.ts';
import { eachMessage } from '../shell/queue.ts';
import { desk } from '../writing-desk.ts';
import { type StoredObject, storedObjects } from './stored-objects.ts';

/** A notice older than this may be that of a dead letter: the first attempt comes within seconds. */
const FRESH_SECONDS = 60;

const isLate = ({ at }: StoredObject) =>
  at === undefined || Date.now() - Date.parse(at) > FRESH_SECONDS * 1000;

/** Takes one mail in; at the last attempt one that cannot be is booked, since its message becomes a dead letter (E16). */
async function take(place: StoredObject, isLast: boolean): Promise<void> {
  const { key } = place;
  let raw: Uint8Array | undefined;
  try {
    raw = await fetchMail(objects(), place);
    const placed = await takeIn(desk(), { raw, key, late: isLate(place) });
    if (placed === 'passed-on') await forget(place);
  } catch (error) {
    if (raw === undefined && (await desk().ledger.isStruck(objectKey(key)))) return;
    if (isLast) await book({ key, raw }, error);
    throw error;
  }
}

/**
 * Nothing is kept of a mail that was only passed on (row 64). Struck before it is deleted: a notice that comes once more
 * finds either the mail, or that there is none any more on purpose.
 */
async function forget(place: StoredObject): Promise<void> {
  await strikeObject(desk(), place.key);
  await objects().delete(place);
}

/** What cannot even be booked is in the dead letters all the same, and their alarm rings. */
async function book(
  mail: Readonly<{ key: string; raw: Uint8Array | undefined }>,
  cause: unknown,
): Promise<void> {
  try {
    await deadLetter(desk(), mail, cause);
  } catch (error) {
    logFailure('error', 'a dead letter has no row in the ledger', { key: mail.key }, error);
  }
}

/**
 * Fed by the intake queue: one message names the raw mails the bucket has stored. Repeating is safe: each mail has one
 * ledger row, written with everything it causes.
 */
export const handler = eachMessage(async (body, received) => {
  const isLast = received >= Number(required('INTAKE_ATTEMPTS'));
  const outcomes = [];
  for (const place of storedObjects(body))
    outcomes.push(...(await Promise.allSettled([take(place, isLast)])));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
});
