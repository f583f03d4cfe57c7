import type { Post } from '#desk/delivery/chat/posts.ts';
import type { Posted } from '#desk/delivery/chat/send-chat.ts';
import type { Chatter } from '#desk/intake/chat/note.ts';
import type { Talk } from '#desk/intake/chat/talk.ts';
import { type Member, memberChatter } from '#desk/intake/chat/teams/read-member.ts';
import { isServiceAllowed } from '#desk/intake/chat/teams/service.ts';
import { teamsSecret } from '../aws/chat-secret.ts';
import { type Called, call, mayPass } from './call.ts';

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

type Asked = Called | 'no-token' | 'not-allowed' | undefined;

/** Asks the connector at the address an activity named, if it is one of Microsoft's: our token goes nowhere else (W7). */
async function connector(service: string, path: string, body?: object): Promise<Asked> {
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

const part = (name: string) => `/${encodeURIComponent(name)}`;

/** Who somebody is: what the connector says of a member; of an outgoing webhook, which has none, nobody we know. */
export async function teamsChatter(talk: Talk): Promise<Chatter> {
  const { service, channel, user } = talk;
  if (service === undefined || channel === undefined) return memberChatter(talk, undefined);
  const found = await connector(service, `${part(channel)}/members${part(user)}`);
  if (found === undefined || found === 'no-token' || (typeof found === 'object' && mayPass(found.status)))
    throw new Error('Teams does not say who somebody is');
  const known = typeof found === 'object' && found.status === 200;
  return memberChatter(talk, known ? (found.body as Member) : undefined);
}

function outcome(asked: Asked): Posted | Called['body'] {
  if (asked === undefined || asked === 'no-token') return { kind: 'later', note: asked ?? 'network' };
  if (asked === 'not-allowed') return { kind: 'gone', cause: asked };
  const { status, wait, body } = asked;
  const note = `answered-${status}`;
  if (mayPass(status)) return { kind: 'later', note, ...(wait !== undefined && { seconds: wait }) };
  return status >= 200 && status < 300 ? body : { kind: 'gone', cause: note };
}

const isPosted = (found: Posted | Called['body']): found is Posted => 'kind' in found;

/** The conversation with somebody alone; asking twice opens one. */
async function alone({ channel, user, team, service = '' }: Talk): Promise<Posted | string> {
  if (channel !== undefined) return channel;
  const { appId = '' } = await teamsSecret();
  const opened = outcome(
    await connector(service, '', {
      bot: { id: `28:${appId}` },
      isGroup: false,
      members: [{ id: user }],
      tenantId: team,
      channelData: { tenant: { id: team } },
    }),
  );
  if (isPosted(opened)) return opened;
  return typeof opened.id === 'string' ? opened.id : { kind: 'gone', cause: 'no-conversation' };
}

/** Words of ours as Teams takes them: as plain text, in which nothing calls anybody. */
const textOf = ({ paragraphs, links }: Pick<Post, 'paragraphs' | 'links'>): string =>
  [...paragraphs, ...links.map(({ label, url }) => `${label}: ${url}`)].join('\n\n');

/**
 * Posts one message of the desk in Teams. The connector has neither an idempotency key nor a way to look, so a post whose
 * answer was lost may stand there twice. An outgoing webhook can only be answered at once: there is no way back later.
 */
export async function postToTeams(to: Talk, said: Pick<Post, 'paragraphs' | 'links'>): Promise<Posted> {
  if (to.service === undefined) return { kind: 'gone', cause: 'no-way-back' };
  const channel = await alone(to);
  if (typeof channel !== 'string') return channel;
  const under = !to.direct && to.thread !== undefined ? `;messageid=${to.thread}` : '';
  const body = { type: 'message', textFormat: 'plain', text: textOf(said) };
  const posted = outcome(await connector(to.service, `${part(channel + under)}/activities`, body));
  if (isPosted(posted)) return posted;
  return { kind: 'posted', channel, thread: to.thread ?? String(posted.id ?? '') };
}
