import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { TOLERANCE_SECONDS } from '../../../delivery/verify-webhook.ts';
import { DeskError } from '../../../errors.ts';

/** A key of the issuer, as its key set says it; `endorsements` are the channels it may speak for. */
export type IssuerKey = JsonWebKey & Readonly<{ kid?: string; endorsements?: readonly string[] }>;

/** Who issues tokens, and with which keys, by the OpenID metadata. */
export type Issuer = Readonly<{ issuer: string; keys: readonly IssuerKey[] }>;

/** What a token must be for to be one of ours. */
export type Expected = Readonly<{
  /** The id of our bot. */
  audience: string;
  /** ISO in UTC. */
  now: string;
}>;

/** What a token proves: where its activity wants its answers, and which channels its key may speak for. */
export type Proven = Readonly<{ service: string; channels: readonly string[] | undefined }>;

type Claims = Readonly<{ iss?: unknown; aud?: unknown; exp?: unknown; nbf?: unknown; serviceurl?: unknown }>;

const invalid = () => new DeskError('signature-invalid', 'the token of this request is not valid');

const decoded = (part: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // What cannot be read is no token.
  }
  throw invalid();
};

/** The parts of a bearer token: three of base64url, of a length no token of theirs exceeds. */
function partsOf(authorization: string | undefined): readonly [string, string, string] {
  const [, token = ''] = /^Bearer (\S{1,8192})$/.exec(authorization ?? '') ?? [];
  const [head, body, signature, ...more] = token.split('.');
  const all = [head, body, signature].every((part) => /^[\w-]+$/.test(part ?? ''));
  if (!all || more.length > 0) throw invalid();
  return [head ?? '', body ?? '', signature ?? ''];
}

/** The id of the key that a token names, before anything of it is believed. */
export const keyIdOf = (authorization: string | undefined): string | undefined => {
  const { kid } = decoded(partsOf(authorization)[0]);
  return typeof kid === 'string' ? kid : undefined;
};

/**
 * Whether the Bot Framework's connector sent an activity (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication):
 * its token is signed with RS256, and nothing else, by a key of the issuer; it is for our bot and not expired, five minutes
 * either way. Says what the activity has to agree with (`mustAgree`). Every refusal is `signature-invalid` with the same
 * sentence.
 */
export function verifyToken(
  authorization: string | undefined,
  { issuer, keys }: Issuer,
  { audience, now }: Expected,
): Proven {
  const [head, body, signature] = partsOf(authorization);
  const { alg, kid } = decoded(head);
  const key = keys.find((each) => each.kid === kid && each.kty === 'RSA');
  if (alg !== 'RS256' || typeof kid !== 'string' || key === undefined) throw invalid();
  // The signature first: what is not signed is not looked at.
  const signed = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${body}`),
    createPublicKey({ key, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  );
  if (!signed) throw invalid();
  const { iss, aud, exp, nbf, serviceurl } = decoded(body) as Claims;
  const seconds = Date.parse(now) / 1000;
  const holds =
    iss === issuer &&
    audience !== '' &&
    aud === audience &&
    typeof exp === 'number' &&
    seconds <= exp + TOLERANCE_SECONDS &&
    (nbf === undefined || (typeof nbf === 'number' && seconds >= nbf - TOLERANCE_SECONDS));
  if (!holds || typeof serviceurl !== 'string') throw invalid();
  return { service: serviceurl, channels: key.endorsements };
}

/** Holds an activity to its token: the very address the answer goes to, and a channel its key may speak for. */
export function mustAgree(
  { service, channels }: Proven,
  activity: Readonly<{ service: string; channel: string }>,
): void {
  if (activity.service !== service || channels?.includes(activity.channel) === false) throw invalid();
}
