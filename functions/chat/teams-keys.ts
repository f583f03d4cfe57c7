import type { Issuer, IssuerKey } from '#desk/intake/chat/teams/verify-token.ts';
import { call } from './call.ts';

const METADATA = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/** Keys are good for a day; a key nobody knows is asked for at most every five minutes, however many tokens name one. */
const KEPT_MS = 86_400_000;
const AGAIN_MS = 300_000;

let kept: { from: string; at: number; issuer: Issuer } | undefined;

async function fetched(from: string): Promise<Issuer> {
  const metadata = await call(from, {});
  const { issuer, jwks_uri: uri } = metadata?.body ?? {};
  const found = typeof uri === 'string' ? await call(uri, {}) : undefined;
  const keys = found?.body.keys;
  if (typeof issuer !== 'string' || !Array.isArray(keys))
    throw new Error('the issuer of the tokens does not answer');
  return { issuer, keys: keys as readonly IssuerKey[] };
}

/** Who issues the tokens of the Bot Framework, with keys among which is this one, if it is any of theirs. */
export async function issuerWith(keyId: string | undefined, from = METADATA): Promise<Issuer> {
  const now = Date.now();
  const known = kept?.from === from && now - kept.at < KEPT_MS ? kept : undefined;
  const has = known?.issuer.keys.some(({ kid }) => kid === keyId) === true;
  if (known !== undefined && (has || now - known.at < AGAIN_MS)) return known.issuer;
  kept = { from, at: now, issuer: await fetched(from) };
  return kept.issuer;
}
