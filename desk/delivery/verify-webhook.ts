import { timingSafeEqual } from 'node:crypto';
import { DeskError } from '../errors.ts';
import { secretKey } from './secret-key.ts';
import { isMessageId, signature } from './sign-webhook.ts';

/** How far a message's time may lie from ours, back and ahead, in seconds (W9). */
export const TOLERANCE_SECONDS = 300;

/** A message as it came in: header names in any case, the body as the very bytes that travelled (W9). */
export type Incoming = Readonly<{
  headers: Readonly<Record<string, string | undefined>>;
  rawBody: Uint8Array | string;
  /** All secrets that are active for this sender. Without one nothing verifies. */
  secrets: readonly string[];
  /** The instant of arrival, ISO in UTC. */
  now: string;
}>;

/**
 * Whether a message comes from who has the secret, and when (W9). Any one `v1` signature by any one secret is enough;
 * other versions are passed over. Every refusal is `signature-invalid` with the same sentence, so that a stranger learns
 * nothing from it. The timestamp is signed, so its tolerance bounds replays; repeated ids are the caller's to keep (W10).
 */
export function verifyWebhook({ headers, rawBody, secrets, now }: Incoming): {
  id: string;
  timestamp: number;
} {
  const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const id = named.get('webhook-id') ?? '';
  const time = named.get('webhook-timestamp') ?? '';
  const given = v1Signatures(named.get('webhook-signature') ?? '');
  const keys = secrets.map(secretKey);

  const timestamp = /^[1-9]\d{0,11}$/.test(time) ? Number(time) : Number.NaN;
  const apart = Math.abs(Math.floor(Date.parse(now) / 1000) - timestamp);
  // Not `apart > …`, which lets NaN through.
  if (!isMessageId(id) || !(apart <= TOLERANCE_SECONDS)) throw invalid();

  // All of them, without stopping at the first: how long it takes says nothing about which one fits.
  const fitting = keys
    .map((key) => Buffer.from(signature(key, id, time, rawBody)))
    .flatMap((expected) => given.map((candidate) => sameBytes(expected, candidate)))
    .filter(Boolean);
  if (fitting.length === 0) throw invalid();
  return { id, timestamp };
}

const v1Signatures = (header: string): readonly Buffer[] =>
  header
    .split(' ')
    .filter((entry) => entry.startsWith('v1,'))
    .map((entry) => Buffer.from(entry.slice('v1,'.length)));

// A signature's length is no secret, and timingSafeEqual throws on different ones.
const sameBytes = (expected: Buffer, candidate: Buffer): boolean =>
  expected.length === candidate.length && timingSafeEqual(expected, candidate);

const invalid = () => new DeskError('signature-invalid', 'the signature of this message is not valid');
