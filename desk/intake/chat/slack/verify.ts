import { createHmac, timingSafeEqual } from 'node:crypto';
import { TOLERANCE_SECONDS } from '../../../delivery/verify-webhook.ts';
import { DeskError } from '../../../errors.ts';

/** A request of Slack as it came in. */
export type SlackRequest = Readonly<{
  headers: Readonly<Record<string, string | undefined>>;
  rawBody: Uint8Array;
  /** The signing secrets that are active. Without one nothing verifies. */
  secrets: readonly string[];
  /** Instants that count as now, ISO in UTC: the gateway's at arrival, and ours. */
  now: readonly string[];
}>;

/** The signature of version 0: over the version, the time in seconds and the raw body. */
export const slackSignature = (secret: string, timestamp: string, rawBody: Uint8Array): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(rawBody).digest('hex')}`;

const same = (expected: string, given: string): boolean =>
  expected.length === given.length && timingSafeEqual(Buffer.from(expected), Buffer.from(given));

/**
 * Whether a request comes from Slack (https://docs.slack.dev/authentication/verifying-requests-from-slack): its signature
 * is over the very bytes, its time is signed and within five minutes of ours. Every refusal is `signature-invalid` with the
 * same sentence, so that a stranger learns nothing from it (W9).
 */
export function verifySlack({ headers, rawBody, secrets, now }: SlackRequest): void {
  const named = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const time = named.get('x-slack-request-timestamp') ?? '';
  const given = named.get('x-slack-signature') ?? '';
  const timestamp = /^[1-9]\d{0,11}$/.test(time) ? Number(time) : Number.NaN;
  const fresh = now.some(
    (at) => Math.abs(Math.floor(Date.parse(at) / 1000) - timestamp) <= TOLERANCE_SECONDS,
  );
  const wellFormed = /^v0=[0-9a-f]{64}$/.test(given);
  // All of them, without stopping at the first: how long it takes says nothing about which one fits.
  const fitting = secrets
    .map((secret) => wellFormed && same(slackSignature(secret, time, rawBody), given))
    .filter(Boolean);
  if (!fresh || fitting.length === 0)
    throw new DeskError('signature-invalid', 'the signature of this request is not valid');
}
