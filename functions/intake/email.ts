import { takeIn } from '#desk/intake/take-in.ts';
import { fetchMail } from '../aws/mail-bucket.ts';
import { objects } from '../aws/the-bucket.ts';
import { eachMessage } from '../shell/queue.ts';
import { desk } from '../writing-desk.ts';
import { storedObjects } from './stored-objects.ts';

/**
 * Fed by the intake queue: one message names the raw mails the bucket has stored. Repeating is safe: each mail has one
 * ledger row, written with everything it causes.
 */
export const handler = eachMessage(async (body) => {
  for (const { bucket, key } of storedObjects(body)) {
    await takeIn(desk(), { raw: await fetchMail(objects(), { bucket, key }), key });
  }
});
