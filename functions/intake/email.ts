import { deadLetter } from '#desk/intake/dead-letter.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import { fetchMail } from '../aws/mail-bucket.ts';
import type { Place } from '../aws/objects.ts';
import { objects } from '../aws/the-bucket.ts';
import { required } from '../environment.ts';
import { logFailure } from '../shell/log.ts';
import { eachMessage } from '../shell/queue.ts';
import { desk } from '../writing-desk.ts';
import { storedObjects } from './stored-objects.ts';

/** Takes one mail in; at the last attempt one that cannot be is booked, since its message becomes a dead letter (E16). */
async function take(place: Place, isLast: boolean): Promise<void> {
  const { key } = place;
  let raw: Uint8Array | undefined;
  try {
    raw = await fetchMail(objects(), place);
    await takeIn(desk(), { raw, key });
  } catch (error) {
    if (isLast) await book({ key, raw }, error);
    throw error;
  }
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
