import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { checkEndpoint } from '#desk/delivery/webhook.ts';
import { post } from '#functions/aws/post.ts';
import { SELF_SIGNED } from './certificate.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const serve = (listener: RequestListener) => listen(createServer(listener));
const call = (url: string, limitMs?: number) =>
  post(
    checkEndpoint(url, 'private'),
    'private',
    { 'content-type': 'application/json', 'webhook-id': 'w1' },
    '{"ä":1}',
    limitMs,
  );
const answering = async (status: number, headers: Readonly<Record<string, string>> = {}, text = '') =>
  call(`http://127.0.0.1:${await serve((_, answer) => answer.writeHead(status, headers).end(text))}/desk`);

describe('one attempt to reach a system', () => {
  test('W1 brings the very bytes and headers that were signed', async () => {
    const seen: unknown[] = [];
    const port = await serve(async (request, answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      seen.push(request.method, request.url, request.headers['webhook-id'], Buffer.concat(chunks).toString());
      answer.writeHead(202).end('thanks');
    });
    expect(await call(`http://127.0.0.1:${port}/desk?x=1`)).toMatchObject({
      outcome: { kind: 'answered', status: 202 },
      note: '202 thanks',
    });
    expect(seen).toEqual(['POST', '/desk?x=1', 'w1', '{"ä":1}']);
  });

  test('W3 an error is an answer, with the wait it asks for', async () => {
    expect((await answering(503, { 'retry-after': '120' })).outcome).toMatchObject({
      status: 503,
      retryAfter: '120',
    });
  });

  test('W3 a redirect is an answer and is not followed', async () => {
    let followed = 0;
    const there = await serve((_, answer) => {
      followed += 1;
      answer.end();
    });
    expect((await answering(307, { location: `http://127.0.0.1:${there}/` })).outcome).toMatchObject({
      status: 307,
    });
    expect(followed).toBe(0);
  });

  test('W6 of a long answer the log keeps four kibibytes', async () => {
    expect((await answering(500, {}, 'x'.repeat(100_000))).note).toHaveLength('500 '.length + 4096);
  });

  test('W3 a system that says nothing has failed when its time is up', async () => {
    const port = await serve(() => {});
    expect((await call(`http://127.0.0.1:${port}/`, 50)).outcome).toEqual({ kind: 'timeout' });
  });

  test('W3 nobody at the door is an outage of the network', async () => {
    const server = createServer();
    const port = await listen(server);
    server.close();
    expect((await call(`http://127.0.0.1:${port}/`)).outcome).toEqual({ kind: 'network' });
  });

  test('W3 a connection that breaks off is one too', async () => {
    const port = await serve((request) => request.socket.destroy());
    expect((await call(`http://127.0.0.1:${port}/`)).outcome).toEqual({ kind: 'network' });
  });

  test('W3 a certificate nobody vouches for is no system of ours', async () => {
    const port = await listen(createTlsServer(SELF_SIGNED, (_, answer) => answer.end()));
    expect(await call(`https://localhost:${port}/`)).toMatchObject({ outcome: { kind: 'tls' } });
  });

  test('W3 and neither is a door that does not speak TLS', async () => {
    const port = await serve((_, answer) => answer.end());
    expect((await call(`https://127.0.0.1:${port}/`)).outcome).toEqual({ kind: 'tls' });
  });
});

describe('where the desk does not call (W7)', () => {
  test('W7 a name that leads inside, for a system on the internet', async () => {
    let called = 0;
    const port = await serve((_, answer) => {
      called += 1;
      answer.end();
    });
    const endpoint = { url: `http://localhost:${port}/`, host: 'localhost', port };
    expect((await post(endpoint, 'public', {}, '')).outcome).toEqual({ kind: 'blocked-address' });
    expect(called).toBe(0);
  });

  test.each(['169.254.169.254', '0.0.0.0', '::ffff:169.254.169.254'])(
    'W7 %s, not even inside the company',
    async (host) => {
      expect((await post({ url: `http://[${host}]/`, host, port: 80 }, 'private', {}, '')).outcome).toEqual({
        kind: 'blocked-address',
      });
    },
  );
});
