import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { bodiesBucket } from '#functions/aws/bodies-bucket.ts';
import { fetchMail } from '#functions/aws/mail-bucket.ts';
import { objectsOf } from '#functions/aws/objects.ts';
import { type Arrived, isSigned } from './signed-request.ts';

const SECRET = 'wJalrXUtnFEMI';
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET };
const objects = objectsOf(new DynamoDBClient({ region: 'eu-central-1', credentials }));

/** Keys as they come: plain, with what a URL must escape, and as deep as the desk makes them. */
const KEYS = ['a', 'mail/2026/11/0a1b', "words (1)/it's *all* + 100%.json", 'straße/ü/日本', 'a//b/./c'];
const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256);

afterEach(() => vi.unstubAllEnvs());

describe('objects in a bucket of another maker', () => {
  let server: FauxqsServer;
  let client: S3Client;
  const bucket = 'words';
  beforeAll(async () => {
    server = await startFauxqs({ port: 0, logger: false, defaultRegion: 'eu-central-1' });
    const endpoint = `http://127.0.0.1:${server.port}`;
    client = new S3Client({ endpoint, region: 'eu-central-1', credentials, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
  });
  beforeEach(() => void vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${server.port}`));
  afterAll(async () => {
    client.destroy();
    await server.stop();
  });

  test.each(KEYS.slice(0, 4))(
    'are written as %s and read by the client of the SDK, and the other way',
    async (key) => {
      await objects.put({ bucket, key }, { bytes, type: 'application/pdf' });
      const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      expect(await Body?.transformToByteArray()).toEqual(bytes);
      expect(ContentType).toBe('application/pdf');

      await client.send(new PutObjectCommand({ Bucket: bucket, Key: `${key}2`, Body: 'grüße' }));
      expect(Buffer.from((await objects.get({ bucket, key: `${key}2` })) ?? []).toString()).toBe('grüße');
    },
  );

  test('are read from their beginning on as far as was asked, and whole where they are shorter', async () => {
    await objects.put({ bucket, key: 'long' }, { bytes, type: 'message/rfc822' });
    expect(await objects.get({ bucket, key: 'long' }, 100)).toEqual(bytes.slice(0, 100));
    expect(await objects.get({ bucket, key: 'long' }, 100_000)).toEqual(bytes);
  });

  test('that are not there are none; a bucket that is not there is a fault', async () => {
    expect(await objects.get({ bucket, key: 'never' })).toBeUndefined();
    expect(await bodiesBucket(objects, bucket).get('never')).toBeUndefined();
    await expect(fetchMail(objects, { bucket, key: 'never' })).rejects.toThrow('mail never is gone');
    const elsewhere = objects.get({ bucket: 'nowhere', key: 'a' });
    await expect(elsewhere).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  test('are listed in the order of their keys with when they were stored, and deleted, twice like once', async () => {
    const names = ['mail/a & b', 'mail/u', 'mail/z', 'other/a'];
    for (const key of names) await objects.put({ bucket, key }, { bytes, type: 'text/plain' });
    const { stored, more } = await objects.list(bucket, 'mail/');
    const keys = stored.map(({ key }) => key);
    expect(keys).toEqual([...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    expect(keys).toEqual(expect.arrayContaining(names.slice(0, 3)));
    expect(keys).not.toContain('other/a');
    expect(more).toBe(false);
    for (const { at } of stored) expect(Math.abs(Date.now() - Date.parse(at))).toBeLessThan(600_000);
    const behind = (await objects.list(bucket, 'mail/', 'mail/z')).stored.map(({ key }) => key);
    expect(behind).toEqual(keys.slice(keys.indexOf('mail/z') + 1));
    for (let i = 0; i < 2; i += 1) await objects.delete({ bucket, key: 'mail/a & b' });
    expect((await objects.list(bucket, 'mail/')).stored.map(({ key }) => key)).not.toContain('mail/a & b');
    expect((await objects.list(bucket, 'nothing/')).stored).toEqual([]);
  });

  test('are the words of people', async () => {
    const bodies = bodiesBucket(objects, bucket);
    await bodies.put('CASE/1', { text: 'Grüße 日本' });
    expect(await bodies.get('CASE/1')).toEqual({ text: 'Grüße 日本' });
  });
});

describe('a request for an object', () => {
  let server: Server;
  let arrived: Arrived[];
  let answers: readonly (readonly [status: number, body: string])[];
  const place = { bucket: 'words', key: 'a' };
  const refusal = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
  beforeEach(async () => {
    arrived = [];
    answers = [];
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const { method = '', url = '', headers } = request;
      const [status, body] = answers[arrived.length] ?? [200, 'ok'];
      arrived.push({ method, url, headers, body: Buffer.concat(chunks) });
      response.writeHead(status).end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  test('is signed over its path, its headers and its content', async () => {
    for (const key of KEYS) {
      await objects.put({ bucket: 'words', key }, { bytes, type: 'application/json' });
      await objects.get({ bucket: 'words', key });
    }
    expect(arrived).toHaveLength(2 * KEYS.length);
    for (const one of arrived) {
      expect(isSigned(one, SECRET), one.url).toBe(true);
      expect(isSigned({ ...one, body: Buffer.from('other') }, SECRET)).toBe(false);
    }
  });

  test.each([503, 500, 429])('that meets %i is made again, and signed anew', async (status) => {
    answers = [[status, refusal('SlowDown')]];
    expect(await objects.get(place)).toEqual(Uint8Array.from(Buffer.from('ok')));
    expect(arrived.map((one) => isSigned(one, SECRET))).toEqual([true, true]);
  });

  test('is made three times at most, and fails as S3 said', async () => {
    answers = Array.from({ length: 9 }, () => [503, refusal('SlowDown')] as const);
    await expect(objects.get(place)).rejects.toMatchObject({ name: 'SlowDown', message: 'S3 answered 503' });
    expect(arrived).toHaveLength(3);
  });

  test.each(['AccessDenied', 'SignatureDoesNotMatch'])('that is refused by %s is made once', async (code) => {
    answers = [[403, refusal(code)]];
    await expect(objects.put(place, { bytes, type: 'text/plain' })).rejects.toMatchObject({ name: code });
    expect(arrived).toHaveLength(1);
  });
});
