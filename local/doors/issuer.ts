import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import type { Authorizer } from '../assembly/deployment.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { State } from '../state.ts';

/** API Gateway reads only RSA signatures. */
const ALGORITHM = 'RS256';
const TOKEN_SECONDS = 3600;

/** The company's login, as far as one machine needs it: it signs developers' tokens, and the door verifies them. */
export interface Issuer {
  token(sub: string, groups: readonly string[], authorizer: Authorizer): Promise<string>;
  /** The claims of a valid token as API Gateway hands them on, or nothing. */
  verify(token: string, authorizer: Authorizer): Promise<JsonObject | undefined>;
}

/** API Gateway turns every claim into a text: lists as `[a b]`, numbers in digits. */
function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(' ')}]`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** Opens the issuer of a data folder; its key is made once, so tokens live through restarts. */
export async function openIssuer(state: State, now: () => number): Promise<Issuer> {
  let kept = state.get('issuer-key');
  if (!isObject(kept)) {
    const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
    kept = { ...(await exportJWK(privateKey)), kid: 'local', alg: ALGORITHM } as { [name: string]: Json };
    state.set('issuer-key', kept);
  }
  const jwk = kept as JWK;
  const key = await importJWK(jwk, ALGORITHM);
  const { kty = 'RSA', n = '', e = '' } = jwk;
  const keys = createLocalJWKSet({ keys: [{ kty, n, e, kid: 'local', alg: ALGORITHM }] });
  return {
    token: (sub, groups, { issuer, audience }) => {
      const seconds = Math.floor(now() / 1000);
      return new SignJWT({ groups: [...groups], email: sub, token_use: 'access' })
        .setProtectedHeader({ alg: ALGORITHM, kid: 'local' })
        .setSubject(sub)
        .setIssuer(issuer)
        .setAudience(audience[0] ?? issuer)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + TOKEN_SECONDS)
        .sign(key);
    },
    verify: async (token, { issuer, audience }) => {
      try {
        const currentDate = new Date(now());
        const { payload } = await jwtVerify(token, keys, { issuer, audience: [...audience], currentDate });
        return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));
      } catch {
        return undefined;
      }
    },
  };
}
