import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { DeskError } from '#desk/errors.ts';
import { fromTeams, readActivity } from '#desk/intake/chat/teams/read-activity.ts';
import { memberChatter } from '#desk/intake/chat/teams/read-member.ts';
import { isServiceAllowed } from '#desk/intake/chat/teams/service.ts';
import { teamsSignature, verifyHmac } from '#desk/intake/chat/teams/verify-hmac.ts';
import { type IssuerKey, mustAgree, verifyToken } from '#desk/intake/chat/teams/verify-token.ts';

const holds = (act: () => unknown) => {
  try {
    act();
    return true;
  } catch (error) {
    expect((error as DeskError).code).toBe('signature-invalid');
    return false;
  }
};

describe('the signature of an outgoing webhook', () => {
  const secret = Buffer.from('a secret of a team').toString('base64');
  const body = Buffer.from('{"type":"message","text":"hällo"}');
  const signed = `HMAC ${teamsSignature(secret, body)}`;

  test.each<[boolean, string, string | undefined, readonly string[]]>([
    [true, 'the team’s', signed, [secret]],
    [true, 'by one of two secrets', signed, [Buffer.from('other').toString('base64'), secret]],
    [false, 'no secret', signed, []],
    [false, 'another secret', signed, [Buffer.from('other').toString('base64')]],
    [false, 'another scheme', signed.replace('HMAC', 'Bearer'), [secret]],
    [false, 'a part', signed.slice(0, 20), [secret]],
    [false, 'none', undefined, [secret]],
  ])('%s: %s', (good, _, given, secrets) => {
    expect(holds(() => verifyHmac(given, body, secrets))).toBe(good);
    expect(holds(() => verifyHmac(given, Buffer.from('{}'), secrets))).toBe(false);
  });
});

describe('the token of the Bot Framework', () => {
  const [ours, others] = [
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
    generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ];
  const jwk: IssuerKey = {
    ...ours.publicKey.export({ format: 'jwk' }),
    kid: 'k1',
    endorsements: ['msteams'],
  };
  const issuer = { issuer: 'https://api.botframework.com', keys: [jwk] };
  const NOW = Date.parse('2026-03-02T09:00:00Z') / 1000;
  const CLAIMS = {
    iss: issuer.issuer,
    aud: 'our-bot',
    exp: NOW + 60,
    nbf: NOW - 60,
    serviceurl: 'https://smba.trafficmanager.net/emea/',
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = (
    claims: object = CLAIMS,
    head: object = { alg: 'RS256', kid: 'k1' },
    key = ours.privateKey,
  ) => {
    const text = `${part(head)}.${part(claims)}`;
    return `Bearer ${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
  };
  const proves = (authorization: string | undefined, audience = 'our-bot') =>
    holds(() => verifyToken(authorization, issuer, { audience, now: '2026-03-02T09:00:00Z' }));
  const [head = '', body = ''] = token().split('.');

  test.each<[boolean, string, string | undefined]>([
    [true, 'theirs', token()],
    [true, 'expired five minutes ago', token({ ...CLAIMS, exp: NOW - 300 })],
    [false, 'expired before', token({ ...CLAIMS, exp: NOW - 301 })],
    [false, 'not valid yet', token({ ...CLAIMS, nbf: NOW + 301 })],
    [false, 'without an end', token({ ...CLAIMS, exp: undefined })],
    [false, 'for another bot', token({ ...CLAIMS, aud: 'another' })],
    [false, 'for several', token({ ...CLAIMS, aud: ['our-bot'] })],
    [false, 'of another issuer', token({ ...CLAIMS, iss: 'https://elsewhere.example' })],
    [false, 'without an address', token({ ...CLAIMS, serviceurl: undefined })],
    [false, 'signed by another key', token(CLAIMS, { alg: 'RS256', kid: 'k1' }, others.privateKey)],
    [false, 'of a key nobody knows', token(CLAIMS, { alg: 'RS256', kid: 'k2' })],
    [false, 'without a key', token(CLAIMS, { alg: 'RS256' })],
    [false, 'of another algorithm', token(CLAIMS, { alg: 'HS256', kid: 'k1' })],
    [false, 'of no algorithm', `${`Bearer ${part({ alg: 'none', kid: 'k1' })}`}.${body}.`],
    [false, 'changed', `${head}.${part({ ...CLAIMS, aud: 'x' })}.${token().split('.')[2]}`],
    [false, 'of two parts', `${head}.${body}`],
    [false, 'of no JSON', `Bearer e.e.e`],
    [false, 'of another scheme', token().replace('Bearer', 'Basic')],
    [false, 'too long', `Bearer ${'a'.repeat(9000)}.b.c`],
    [false, 'missing', undefined],
  ])('%s: %s', (good, _, authorization) => {
    expect(proves(authorization)).toBe(good);
  });

  test('opens nothing where no bot is set up', () => {
    expect(proves(token({ ...CLAIMS, aud: '' }), '')).toBe(false);
  });

  test('is for one address and for the channels its key may speak for', () => {
    const proven = verifyToken(token(), issuer, { audience: 'our-bot', now: '2026-03-02T09:00:00Z' });
    const agrees = (service: string, channel: string) => holds(() => mustAgree(proven, { service, channel }));
    expect(agrees(CLAIMS.serviceurl, 'msteams')).toBe(true);
    expect(agrees('https://evil.example/', 'msteams')).toBe(false);
    expect(agrees(CLAIMS.serviceurl, 'webchat')).toBe(false);
  });
});

test.each<[boolean, string]>([
  [true, 'https://smba.trafficmanager.net/emea/'],
  [true, 'https://webchat.botframework.com/'],
  [false, 'http://smba.trafficmanager.net/emea/'],
  [false, 'https://smba.trafficmanager.net.evil.example/'],
  [false, 'https://evilbotframework.com/'],
  [false, 'https://smba.trafficmanager.net:8443/'],
  [false, 'https://a:b@smba.trafficmanager.net/'],
  [false, 'https://169.254.169.254/'],
  [false, 'smba.trafficmanager.net'],
  [false, ''],
])('W7 a token of ours goes to Microsoft alone: %s %s', (allowed, url) => {
  expect(isServiceAllowed(url)).toBe(allowed);
});

describe('an activity of Teams', () => {
  const activity = {
    type: 'message',
    id: '1481567603816',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    from: { id: '29:ida', name: 'Ida' },
    conversation: { id: 'a:1pers', conversationType: 'personal', tenantId: 'tenant-1' },
    text: 'my <b>laptop</b> is slow',
  };
  const read = (more: object) => readActivity(Buffer.from(JSON.stringify({ ...activity, ...more })));

  test('said to the bot alone is a conversation', () => {
    expect(read({}).said).toMatchObject({
      talk: { app: 'teams', team: 'tenant-1', user: '29:ida', channel: 'a:1pers', direct: true },
      message: 'teams/tenant-1/a:1pers/1481567603816',
      text: 'my laptop is slow',
    });
  });

  test('said in a channel stands under the message its conversation names', () => {
    const conversation = { id: '19:c@thread.tacv2;messageid=148', conversationType: 'channel' };
    const channelData = { tenant: { id: 'tenant-1' } };
    expect(read({ conversation, channelData, text: '<at>Desk</at> hi' }).said).toMatchObject({
      talk: { channel: '19:c@thread.tacv2', thread: '148', direct: false },
      text: 'hi',
    });
  });

  test.each<[string, object, object | undefined]>([
    ['of another bot', { from: { id: '28:b', role: 'bot' } }, { but: 'bot' }],
    ['changed', { type: 'messageUpdate', timestamp: 't' }, { but: 'edited' }],
    ['deleted', { type: 'messageDelete', timestamp: 't' }, { but: 'deleted' }],
    [
      'with a file',
      { attachments: [{ contentType: 'image/png', name: 'a.png' }, { contentType: 'text/html' }] },
      { files: [{ name: 'a.png' }] },
    ],
    ['somebody joining', { type: 'conversationUpdate' }, undefined],
  ])('%s', (_, more, said) => {
    if (said === undefined) expect(read(more).said).toBeUndefined();
    else expect(read(more).said).toMatchObject(said);
  });

  test.each<[string, object]>([
    ['/type', { type: 7 }],
    ['/id', { id: 'a b' }],
    ['/from/id', { from: {} }],
    ['/conversation/id', { conversation: {} }],
    ['/channelData/tenant/id', { conversation: { id: 'a' } }],
    ['/text', { text: 7 }],
  ])('that cannot be read is refused by its field: %s', (pointer, more) => {
    expect(() => read(more)).toThrow(
      expect.objectContaining({ code: 'invalid', faults: [{ pointer, message: expect.any(String) }] }),
    );
  });

  test('is read without its markup', () => {
    expect(fromTeams('<p>a &amp; b</p><p>1 &lt; 2</p>')).toBe('a & b\n1 < 2');
  });
});

describe('who somebody is', () => {
  const talk = { app: 'teams' as const, team: 'tenant-1', user: '29:ida', direct: true };
  const member = {
    email: 'Ida@corp.example',
    userPrincipalName: 'ida@corp.example',
    tenantId: 'tenant-1',
    userRole: 'user',
  };

  test.each<[string, Parameters<typeof memberChatter>[1], boolean]>([
    ['a member', member, true],
    ['a guest', { ...member, userRole: 'guest' }, false],
    ['a guest by name', { ...member, userPrincipalName: 'ida_else#EXT#@corp.example' }, false],
    ['somebody of another tenant', { ...member, tenantId: 'tenant-2' }, false],
    ['somebody without an address', { tenantId: 'tenant-1' }, false],
    ['nobody', undefined, false],
  ])('%s', (_, found, verified) => {
    const address = verified ? 'ida@corp.example' : '29-ida.tenant-1@teams.invalid';
    expect(memberChatter(talk, found)).toMatchObject({ address, verified });
  });
});
