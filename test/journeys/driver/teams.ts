import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { teamsSignature } from '#desk/intake/chat/teams/verify-hmac.ts';
import { waitFor } from './wait.ts';

/** A message that the desk posted by the connector. */
export type Posted = Readonly<{ conversation: string; text: string; id: string }>;

/** Something an activity says besides its words. */
export type Said = Readonly<{
  user: string;
  text: string;
  conversation?: string;
  id?: string;
  more?: object;
}>;

/** Teams of another maker: signs what it tells with keys that it serves, and takes what is posted. */
export interface Teams {
  /** What the desk has to be told of it, as somebody would put it into the secret. */
  readonly secret: object;
  readonly posts: readonly Posted[];
  /** Waits for a post that speaks of something. */
  post(about: string): Promise<Posted>;
  /** The token by which the desk knows that an activity is of Teams; of another bot's for another audience. */
  token(audience?: string): string;
  /** What somebody says to the bot, as Teams tells it. */
  activity(said: Said): Readonly<{ id: string }>;
  /** Somebody writes to the bot; answers with the message's id and what the desk answered. */
  says(door: string, said: Said, authorization?: string): Promise<{ id: string; status: number }>;
  /** Somebody names the outgoing webhook of a team; its signature is of that team unless forged. */
  calls(door: string, said: Said, secret?: string): Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

const ISSUER = 'https://api.botframework.com';
const APP = 'our-bot';
const TOKEN = 'for-the-connector';
const TENANT = 'tenant-1';
const KEY = 'k1';

async function jsonOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  return text.startsWith('{') ? JSON.parse(text) : {};
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Starts it on loopback, with the members of its tenant: by their id, the address of each. */
export async function startTeams(members: Readonly<Record<string, string>>): Promise<Teams> {
  const posts: Posted[] = [];
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const team = Buffer.from(randomUUID()).toString('base64');
  let last = 1_772_442_000_000;
  const newId = () => {
    last += 1000;
    return String(last);
  };

  const respond = (
    method: string,
    path: string,
    asked: Readonly<Record<string, unknown>>,
  ): object | undefined => {
    if (path === '/metadata') return { issuer: ISSUER, jwks_uri: `${url}/keys` };
    if (path === '/keys')
      return { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KEY, endorsements: ['msteams'] }] };
    if (path === '/token') return { access_token: TOKEN, expires_in: 3600 };
    const [, conversation = '', rest = ''] = /^\/v3\/conversations\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const [, member] = /^members\/([^/]+)$/.exec(rest) ?? [];
    const email = members[decodeURIComponent(member ?? '')];
    if (email !== undefined) return { email, name: 'Ida', tenantId: TENANT, userRole: 'user' };
    if (method !== 'POST' || rest !== 'activities') return undefined;
    const posted = { conversation: decodeURIComponent(conversation), text: String(asked.text), id: newId() };
    posts.push(posted);
    return { id: posted.id };
  };
  const server = createServer(async (request, response) => {
    const { method = 'GET', url: path = '/', headers } = request;
    const asked = await jsonOf(request);
    const mayAsk = !path.startsWith('/v3/') || headers.authorization === `Bearer ${TOKEN}`;
    const body = mayAsk ? respond(method, path, asked) : undefined;
    response.writeHead(body === undefined ? (mayAsk ? 404 : 401) : 200, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(body ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const token: Teams['token'] = (audience = APP) => {
    const claims = { iss: ISSUER, aud: audience, exp: Math.floor(Date.now() / 1000) + 300, serviceurl: url };
    const signed = `${part({ alg: 'RS256', kid: KEY })}.${part(claims)}`;
    return `Bearer ${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };
  const activity: Teams['activity'] = ({
    user,
    text,
    conversation = `a:${user}`,
    id = newId(),
    more = {},
  }: Said) => ({
    type: 'message',
    id,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: url,
    from: { id: user },
    conversation: { id: conversation, conversationType: 'personal', tenantId: TENANT },
    text,
    ...more,
  });
  const tell = (to: string, authorization: string, body: string) =>
    fetch(to, { method: 'POST', headers: { 'content-type': 'application/json', authorization }, body });
  return {
    secret: {
      appId: APP,
      password: 'p',
      tenant: TENANT,
      webhookSecrets: [team],
      openId: `${url}/metadata`,
      token: `${url}/token`,
      services: [url],
    },
    posts,
    post: (about) =>
      waitFor(`post about ${about}`, async () => posts.find(({ text }) => text.includes(about))),
    token,
    activity,
    says: async (door, said, authorization = token()) => {
      const body = activity(said);
      const { status } = await tell(`${door}/chat/teams`, authorization, JSON.stringify(body));
      return { id: body.id, status };
    },
    calls: async (door, said, secret = team) => {
      const body = JSON.stringify(activity(said));
      const signature = `HMAC ${teamsSignature(secret, Buffer.from(body))}`;
      const answer = await tell(`${door}/chat/teams/webhook`, signature, body);
      return { status: answer.status, body: await answer.json() };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
