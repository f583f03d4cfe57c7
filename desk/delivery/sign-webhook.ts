import { createHmac } from 'node:crypto';
import { DeskError } from '../errors.ts';
import { secretKey } from './secret-key.ts';

/** The three headers of Standard Webhooks. */
export type SignedHeaders = Readonly<{
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
}>;

/** A message as it goes out: `id` is the same in every attempt, `timestamp` (seconds since 1970) is that of this one (W1). */
export type Outgoing = Readonly<{
  id: string;
  timestamp: number;
  body: Uint8Array | string;
  /** All secrets that are active: two while one replaces the other, so that the receiver may switch at its own time (W1). */
  secrets: readonly string[];
}>;

/** Letters, digits and marks of one header word; no dot, which would let id, time and body run into one another. */
const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/;

/** Whether this can be the id of a message. */
export const isMessageId = (id: string): boolean => ID.test(id);

/** Signs a message, once with each active secret (W1). Refuses `invalid`, naming the field, what no receiver could verify. */
export function signWebhook({ id, timestamp, body, secrets }: Outgoing): SignedHeaders {
  if (!isMessageId(id)) throw refused('id', 'id should be one word without a dot, at most 256 characters');
  if (!Number.isSafeInteger(timestamp) || timestamp <= 0)
    throw refused('timestamp', 'timestamp should be whole seconds since 1970');
  if (secrets.length === 0) throw refused('secrets', 'secrets should have at least one secret');
  const signatures = secrets.map(
    (secret) => `v1,${signature(secretKey(secret), id, String(timestamp), body)}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}

/** HMAC-SHA256 in base64 over `id.timestamp.body`, the body as the very bytes that travel. */
export const signature = (
  key: Uint8Array,
  id: string,
  timestamp: string,
  body: Uint8Array | string,
): string => createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');

const refused = (field: string, message: string) =>
  new DeskError('invalid', message, { faults: [{ pointer: `/${field}`, message }] });
