import { isServiceAllowed } from '#desk/intake/chat/teams/service.ts';
import { teamsSecret } from '../aws/chat-secret.ts';
import { type Called, call } from './call.ts';

const LOGIN = 'https://login.microsoftonline.com';
const SCOPE = 'https://api.botframework.com/.default';

/** The token of our bot, until a little before it ends. */
let kept: { token: string; of: string; until: number } | undefined;

async function bearer(): Promise<string | undefined> {
  const { appId = '', password = '', tenant = 'botframework.com', token } = await teamsSecret();
  const of = `${appId} ${password}`;
  if (kept !== undefined && kept.of === of && kept.until > Date.now()) return kept.token;
  const called = await call(token ?? `${LOGIN}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: password,
      scope: SCOPE,
    }).toString(),
  });
  const { access_token: issued, expires_in: seconds } = called?.body ?? {};
  if (called?.status !== 200 || typeof issued !== 'string') return undefined;
  kept = { token: issued, of, until: Date.now() + (Number(seconds) || 300) * 900 };
  return issued;
}

/** What came back: an answer, or why nobody was asked; undefined where nobody answered. */
export type Asked = Called | 'no-token' | 'not-allowed' | undefined;

/** Asks the connector at the address an activity named, if it is one of Microsoft's: our token goes nowhere else (W7). */
export async function connector(service: string, path: string, body?: object): Promise<Asked> {
  const { services } = await teamsSecret();
  if (!isServiceAllowed(service, services)) return 'not-allowed';
  const token = await bearer();
  if (token === undefined) return 'no-token';
  return call(`${service.replace(/\/$/, '')}/v3/conversations${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

/** A name as a part of a path. */
export const part = (name: string) => `/${encodeURIComponent(name)}`;
