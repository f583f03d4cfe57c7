import { createHmac, timingSafeEqual } from 'node:crypto';
import { DeskError } from '../../../errors.ts';

/** The signature of an outgoing webhook: HMAC-SHA256 of the raw body, the secret and the result in base64. */
export const teamsSignature = (secret: string, rawBody: Uint8Array): string =>
  createHmac('sha256', Buffer.from(secret, 'base64')).update(rawBody).digest('base64');

/**
 * Whether an outgoing webhook of Teams sent this (`Authorization: HMAC …`,
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-outgoing-webhook). Nothing of its
 * time is signed, so a replay is told by the message's own id. Every refusal is `signature-invalid` with the same sentence.
 */
export function verifyHmac(
  authorization: string | undefined,
  rawBody: Uint8Array,
  secrets: readonly string[],
): void {
  const given = /^HMAC ([A-Za-z0-9+/]{43}=)$/.exec(authorization ?? '')?.[1];
  const fitting = secrets
    .map((secret) => {
      const expected = Buffer.from(teamsSignature(secret, rawBody));
      return given !== undefined && timingSafeEqual(expected, Buffer.from(given));
    })
    .filter(Boolean);
  if (fitting.length === 0)
    throw new DeskError('signature-invalid', 'the signature of this request is not valid');
}
