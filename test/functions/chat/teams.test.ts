import { generateKeyPairSync, sign } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { teamsSignature } from '#desk/intake/chat/teams/verify-hmac.ts';
import { teamsSecret } from '#functions/aws/chat-secret.ts';
import { send } from '#functions/aws/queues.ts';
import { handler } from '#functions/chat/teams.ts';
import { postToTeams } from '#functions/chat/teams-post.ts';

vi.mock('#functions/aws/chat-secret.ts', () => ({ teamsSecret: vi.fn() }));
vi.mock('#functions/aws/queues.ts', () => ({ send: vi.fn() }));
vi.stubEnv('CHAT_QUEUE', 'CHAT_QUEUE');

const SERVICE = 'https://smba.trafficmanager.net/emea/';
const HMAC = Buffer.from('of a team').toString('base64');
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', endorsements: ['msteams'] }];

let queued: { talk: object; text: string }[];
let asked: { url: string; init: RequestInit }[];
let answers: Record<string, () => Response>;
beforeEach(() => {
  [queued, asked] = [[], []];
  answers = {
    'https://issuer.test/metadata': () =>
      Response.json({ issuer: 'https://api.botframework.com', jwks_uri: 'https://issuer.test/keys' }),
    'https://issuer.test/keys': () => Response.json({ keys }),
    'https://issuer.test/token': () => Response.json({ access_token: 'at', expires_in: 3600 }),
  };
  vi.mocked(teamsSecret).mockResolvedValue({
    appId: 'our-bot',
    password: 'p',
    webhookSecrets: [HMAC],
    openId: 'https://issuer.test/metadata',
    token: 'https://issuer.test/token',
  });
  vi.mocked(send).mockImplementation(async (_queue, messages) => {
    queued.push(...messages.map(({ body }) => JSON.parse(JSON.stringify(body))));
  });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return answers[url]?.() ?? Response.json({ id: 'a9' }, { status: 201 });
  });
});

const activity = (more: object = {}) =>
  JSON.stringify({
    type: 'message',
    id: '148',
    channelId: 'msteams',
    serviceUrl: SERVICE,
    from: { id: '29:ida' },
    conversation: { id: 'a:1', conversationType: 'personal', tenantId: 'tenant-1' },
    text: 'my laptop is slow',
    ...more,
  });

async function tell(body: string, authorization: string | undefined, rawPath = '/chat/teams') {
  const event = { headers: { authorization }, body, isBase64Encoded: false, rawPath, requestContext: {} };
  const answer = (await handler(
    event as unknown as APIGatewayProxyEventV2,
    {} as Context,
  )) as APIGatewayProxyStructuredResultV2;
  return { status: answer.statusCode, said: answer.body === '' ? {} : JSON.parse(answer.body ?? '{}') };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
function token(serviceurl = SERVICE, kid = 'k1') {
  const claims = {
    iss: 'https://api.botframework.com',
    aud: 'our-bot',
    exp: Date.now() / 1000 + 60,
    serviceurl,
  };
  const text = `${part({ alg: 'RS256', kid })}.${part(claims)}`;
  return `Bearer ${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`;
}

describe('the door for Teams', () => {
  test('takes a bot’s activity with a token of the Bot Framework', async () => {
    expect(await tell(activity(), token())).toEqual({ status: 200, said: {} });
    expect(queued).toMatchObject([{ text: 'my laptop is slow', talk: { service: SERVICE, direct: true } }]);
  });

  test('lets nobody in without one, for another address, or by a key nobody knows; keys are asked for once', async () => {
    for (const given of [
      undefined,
      'Bearer x',
      token('https://evil.example/'),
      token(SERVICE, 'k2'),
      token(SERVICE, 'k3'),
    ])
      expect((await tell(activity(), given)).status).toBe(401);
    expect(asked.filter(({ url }) => url.endsWith('/keys')).length).toBeLessThanOrEqual(1);
    expect(queued).toEqual([]);
  });

  test('W7 refuses to answer anywhere but at Microsoft, even where a token says so', async () => {
    const evil = 'https://evil.example/';
    const { status, said } = await tell(activity({ serviceUrl: evil }), token(evil));
    expect([status, said.faults]).toEqual([422, [{ pointer: '/serviceUrl', message: expect.any(String) }]]);
  });

  test('takes an outgoing webhook by its signature, answers at once, and promises no way back', async () => {
    const body = activity();
    const signed = `HMAC ${teamsSignature(HMAC, Buffer.from(body))}`;
    const { status, said } = await tell(body, signed, '/chat/teams/webhook');
    expect([status, said.type]).toEqual([200, 'message']);
    expect(queued[0]?.talk).not.toHaveProperty('service');
    expect((await tell(`${body} `, signed, '/chat/teams/webhook')).status).toBe(401);
  });

  test('refuses what cannot be read by its field', async () => {
    const { status, said } = await tell(activity({ from: {} }), token());
    expect([status, said.faults]).toEqual([422, [{ pointer: '/from/id', message: expect.any(String) }]]);
  });
});

describe('a post in Teams', () => {
  const talk = {
    app: 'teams' as const,
    team: 't',
    user: '29:ida',
    channel: '19:c@thread.tacv2',
    thread: '148',
    direct: false,
  };
  const said = { paragraphs: ['Hello'], links: [{ label: 'Yes', url: 'https://d.example' }] };

  test('stands under its message, with the token of our bot', async () => {
    expect(await postToTeams({ ...talk, service: SERVICE }, said)).toMatchObject({
      kind: 'posted',
      thread: '148',
    });
    const { url, init } = asked.at(-1) ?? expect.fail('nothing was posted');
    expect(url).toBe(
      `${SERVICE}v3/conversations/${encodeURIComponent('19:c@thread.tacv2;messageid=148')}/activities`,
    );
    expect(init).toMatchObject({ headers: { authorization: 'Bearer at' } });
    expect(JSON.parse(String(init.body))).toMatchObject({
      textFormat: 'plain',
      text: 'Hello\n\nYes: https://d.example',
    });
  });

  test('goes nowhere but to Microsoft, and not where there is no way back', async () => {
    expect(await postToTeams({ ...talk, service: 'https://evil.example/' }, said)).toEqual({
      kind: 'gone',
      cause: 'not-allowed',
    });
    expect(await postToTeams(talk, said)).toEqual({ kind: 'gone', cause: 'no-way-back' });
    expect(asked.filter(({ url }) => url.includes('evil'))).toEqual([]);
  });

  test.each<[number, object]>([
    [429, { kind: 'later', seconds: 7 }],
    [502, { kind: 'later', note: 'answered-502' }],
    [403, { kind: 'gone', cause: 'answered-403' }],
  ])('answered with %i', async (status, outcome) => {
    answers[
      `${SERVICE}v3/conversations/${encodeURIComponent('19:c@thread.tacv2;messageid=148')}/activities`
    ] = () => new Response('{}', { status, headers: { 'retry-after': '7' } });
    expect(await postToTeams({ ...talk, service: SERVICE }, said)).toMatchObject(outcome);
  });
});
