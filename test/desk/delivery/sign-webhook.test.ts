import { describe, expect, test } from 'vitest';
import { secretKey, signWebhook, verifyWebhook } from '#desk/delivery/webhook.ts';
import { refusal } from './refusal.ts';
import vectors from './standard-webhooks.json' with { type: 'json' };

const [first] = vectors.positive;
const OLD = first?.secret ?? '';
const NEW = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const message = { id: 'msg_1', timestamp: 1_614_265_330, body: '{"case":"C-1"}' };

describe('a signed webhook', () => {
  test.each(vectors.positive)('W1 is signed as $source sign it', (vector) => {
    const { secret, body } = vector;
    const timestamp = Number(vector['webhook-timestamp']);
    expect(signWebhook({ id: vector['webhook-id'], timestamp, body, secrets: [secret] })).toEqual({
      'webhook-id': vector['webhook-id'],
      'webhook-timestamp': vector['webhook-timestamp'],
      'webhook-signature': vector['webhook-signature'],
    });
  });

  test('W1 carries a signature for each secret while one replaces the other, so both sides verify', () => {
    const headers = signWebhook({ ...message, secrets: [OLD, NEW] });
    expect(headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
    for (const secret of [OLD, NEW])
      expect(
        verifyWebhook({ headers, rawBody: message.body, secrets: [secret], now: '2021-02-25T15:02:10Z' }),
      ).toEqual({ id: 'msg_1', timestamp: 1_614_265_330 });
  });

  test('W1 has the same id and a fresh signature in every attempt', () => {
    const [once, again] = [0, 5].map((later) =>
      signWebhook({ ...message, timestamp: message.timestamp + later, secrets: [OLD] }),
    );
    expect(again?.['webhook-id']).toBe(once?.['webhook-id']);
    expect(again?.['webhook-signature']).not.toBe(once?.['webhook-signature']);
  });

  test('W1 is the same for text and for its bytes', () => {
    const body = '{"name":"Zoë"}';
    expect(signWebhook({ ...message, body: Buffer.from(body), secrets: [OLD] })).toEqual(
      signWebhook({ ...message, body, secrets: [OLD] }),
    );
  });

  test.each([
    ['/id', { id: 'a.b' }],
    ['/id', { id: '' }],
    ['/id', { id: 'a\nb' }],
    ['/timestamp', { timestamp: 1.5 }],
    ['/timestamp', { timestamp: Number.NaN }],
    ['/secrets', { secrets: [] }],
    ['/secret', { secrets: ['whsec_'] }],
  ])('that nobody could verify is refused, naming %s', (pointer, change) => {
    expect(refusal(() => signWebhook({ ...message, secrets: [OLD], ...change }))).toMatchObject({
      code: 'invalid',
      pointers: [pointer],
    });
  });
});

describe('a secret', () => {
  test('W1 is the same key with and without its prefix', () => {
    expect(secretKey(OLD)).toEqual(secretKey(OLD.replace('whsec_', '')));
    expect(secretKey(OLD)).toHaveLength(24);
  });

  test('W1 that is not base64 is taken as its bytes', () => {
    expect(secretKey('correct horse')).toEqual(Buffer.from('correct horse'));
    expect(secretKey('whsec_geheim-é')).toEqual(Buffer.from('geheim-é'));
  });

  test.each(['', 'whsec_'])('W1 that is empty (%j) is refused', (secret) => {
    expect(refusal(() => secretKey(secret))).toMatchObject({ code: 'invalid', pointers: ['/secret'] });
  });
});
