import { DeskError } from '../errors.ts';

const PREFIX = 'whsec_';

/** Padded and without a line break, as every reference library of Standard Webhooks reads it. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The key of a webhook secret: what follows an optional `whsec_`, decoded from base64. What is not base64 is taken as its
 * UTF-8 bytes, for systems that share a plain phrase; one that happens to be base64 is decoded, so both sides should
 * prefer `whsec_`. Refuses `invalid` (`/secret`) when nothing is left: an empty key would sign for anyone.
 */
export function secretKey(secret: string): Buffer {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  if (text === '') {
    const message = 'a webhook secret should not be empty';
    throw new DeskError('invalid', message, { faults: [{ pointer: '/secret', message }] });
  }
  return Buffer.from(text, BASE64.test(text) ? 'base64' : 'utf8');
}
