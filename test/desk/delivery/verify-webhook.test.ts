import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signWebhook, verifyWebhook } from '#desk/delivery/webhook.ts';
import { refusal } from './refusal.ts';
import vectors from './standard-webhooks.json' with { type: 'json' };

const vector = vectors.positive[0] ?? expect.fail('the vectors are gone');
const { secret, body } = vector;
const headers = {
  'webhook-id': vector['webhook-id'],
  'webhook-timestamp': vector['webhook-timestamp'],
  'webhook-signature': vector['webhook-signature'],
};
const SENT = Number(vector['webhook-timestamp']);
const at = (seconds: number) => new Date(seconds * 1000).toISOString();
const good = { headers, rawBody: body, secrets: [secret], now: at(SENT) };
const accepted = { id: vector['webhook-id'], timestamp: SENT };
const with_ = (change: Readonly<Record<string, string | undefined>>) => ({
  ...good,
  headers: { ...headers, ...change },
});

const OTHER = 'Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';
const VALID = vector['webhook-signature'];

describe('an incoming webhook is taken', () => {
  test.each(vectors.positive)('W9 when it is signed as $source sign it', (sent) => {
    const { secret, body, source: _source, ...headers } = sent;
    const timestamp = Number(sent['webhook-timestamp']);
    expect(verifyWebhook({ headers, rawBody: body, secrets: [secret], now: at(timestamp) })).toEqual({
      id: sent['webhook-id'],
      timestamp,
    });
  });

  test.each([
    ['as bytes', { ...good, rawBody: Buffer.from(body) }],
    [
      'with header names in any case',
      {
        ...good,
        headers: {
          'Webhook-Id': headers['webhook-id'],
          'WEBHOOK-TIMESTAMP': headers['webhook-timestamp'],
          'webhook-Signature': VALID,
        },
      },
    ],
    ['with a secret without its prefix', { ...good, secrets: [secret.replace('whsec_', '')] }],
    [
      'with the older of two secrets',
      { ...good, secrets: ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', secret] },
    ],
    [
      'with one good signature among others',
      with_({ 'webhook-signature': `v1,${OTHER} v2,${OTHER} ${VALID} v1,${OTHER}` }),
    ],
    ['300 s late', { ...good, now: at(SENT + 300) }],
    ['300 s early', { ...good, now: at(SENT - 300) }],
  ])('W9 %s', (_how, incoming) => expect(verifyWebhook(incoming)).toEqual(accepted));

  test('W9 with an empty body', () => {
    const empty = signWebhook({ id: 'msg_1', timestamp: SENT, body: '', secrets: [secret] });
    expect(verifyWebhook({ ...good, headers: { ...empty }, rawBody: '' }).id).toBe('msg_1');
  });
});

describe('an incoming webhook is refused', () => {
  test.each([
    ['without an id', with_({ 'webhook-id': undefined })],
    ['without a timestamp', with_({ 'webhook-timestamp': undefined })],
    ['without a signature', with_({ 'webhook-signature': undefined })],
    ['with the timestamp "hello"', with_({ 'webhook-timestamp': 'hello' })],
    ['with a timestamp that only begins with a number', with_({ 'webhook-timestamp': `${SENT}abc` })],
    ['with a timestamp in milliseconds', with_({ 'webhook-timestamp': `${SENT}000` })],
    ['with a signature that is none', with_({ 'webhook-signature': 'v1,dawfeoifkpqwoekfpqoekf' })],
    ['with a signature cut short', with_({ 'webhook-signature': VALID.slice(0, 8) })],
    ['with an empty signature', with_({ 'webhook-signature': 'v1,' })],
    ['with its signature under another version', with_({ 'webhook-signature': VALID.replace('v1,', 'v2,') })],
    ['with its signature as an asymmetric one', with_({ 'webhook-signature': VALID.replace('v1,', 'v1a,') })],
    ['with another id', with_({ 'webhook-id': 'msg_other' })],
    ['with another timestamp within the tolerance', with_({ 'webhook-timestamp': String(SENT + 1) })],
    ['with another body', { ...good, rawBody: `${body} ` }],
    ['with a body that says the same in other bytes', { ...good, rawBody: JSON.stringify(JSON.parse(body)) }],
    ['with another secret', { ...good, secrets: ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'] }],
    ['from a sender without a secret', { ...good, secrets: [] }],
    ['301 s late', { ...good, now: at(SENT + 301) }],
    ['301 s early', { ...good, now: at(SENT - 301) }],
    ['at a time that is none', { ...good, now: 'now' }],
  ])('W9 %s, always with the same sentence', (_how, incoming) => {
    expect(refusal(() => verifyWebhook(incoming))).toEqual({
      code: 'signature-invalid',
      message: 'the signature of this message is not valid',
      pointers: [],
    });
  });

  test('W9 when a part of its id has moved into its time', () => {
    const sent = signWebhook({ id: 'a', timestamp: SENT, body: `${SENT}.x`, secrets: [secret] });
    const moved = { ...sent, 'webhook-id': `a.${SENT}` };
    expect(refusal(() => verifyWebhook({ ...good, headers: moved, rawBody: 'x' })).code).toBe(
      'signature-invalid',
    );
  });

  test('W9 when a single bit of its body differs', () => {
    const flipped = fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), fc.nat(), (bytes, bit) => {
      const signed = signWebhook({ id: 'msg_1', timestamp: SENT, body: bytes, secrets: [secret] });
      const place = bit % bytes.length;
      const other = bytes.map((byte, i) => (i === place ? byte ^ (1 << (bit % 8)) : byte));
      expect(verifyWebhook({ ...good, headers: { ...signed }, rawBody: bytes }).id).toBe('msg_1');
      expect(refusal(() => verifyWebhook({ ...good, headers: { ...signed }, rawBody: other })).code).toBe(
        'signature-invalid',
      );
    });
    fc.assert(flipped, { seed: 20_260_301, numRuns: 200 });
  });
});
