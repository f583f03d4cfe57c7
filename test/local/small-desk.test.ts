import { request } from 'node:http';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '#local/json.ts';
import type { Mail } from '#local/mail/mailbox.ts';
import { startDesk, type TestDesk } from './desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await startDesk({
    count: true,
    endpoints: [{ department: 'hr', url: 'http://127.0.0.1:9/hr', secret: 'whsec_given' }],
  });
});
afterAll(() => desk?.end());

const read = async (path: string, headers?: Record<string, string>) =>
  (await (await desk.get(path, headers)).json()) as JsonObject;
const thing = async (id: string) =>
  (await (await desk.get(`/things/${id}`)).json()) as Record<string, string>[];
const mailbox = async (to: string) => (await (await desk.get(`/local/mailbox?to=${to}`)).json()) as Mail[];
const token = async (groups: string) =>
  String((await read(`/local/token?sub=ann@corp.example&groups=${groups}`)).token);
const atRest = async () => expect(await read('/local/idle')).toEqual({ idle: true });
const advance = async (advanceSeconds: number) => {
  const response = await desk.post('/local/clock', { advanceSeconds });
  expect(response.status).toBe(200);
};

async function send(raw: string, to = ['help@desk.example'], from = 'ann@corp.example'): Promise<string> {
  const { hostname: host, port } = new URL(desk.smtp);
  const transport = createTransport({ host, port: Number(port), ignoreTLS: true });
  const { response } = await transport.sendMail({ envelope: { from, to }, raw });
  transport.close();
  return response;
}

const mail = (id: string, text: string) =>
  `From: Ann <ann@corp.example>\r\nTo: help@desk.example\r\nSubject: Hello\r\nMessage-ID: <${id}>\r\n\r\n${text}\r\n`;

describe('a mail', () => {
  test('goes by bucket, queue, table, stream and process, and is answered', async () => {
    expect(await send(mail('one', 'please help'))).toMatch(/^250 OK/);
    await atRest();
    expect((await thing('one')).map(({ sk }) => sk)).toEqual(['STEP#begin', 'THING']);

    await advance(86_400);
    expect((await thing('one')).map(({ sk }) => sk)).toEqual(['STEP#begin', 'STEP#end', 'THING']);

    const [answer] = await mailbox('ann@corp.example');
    expect(answer).toMatchObject({
      to: 'ann@corp.example',
      from: 'help@desk.example',
      subject: 'Received one',
      copies: 1,
    });
    expect(answer?.headers['message-id']).toBe('<ack.one>');
    expect(answer?.text).toContain(`${desk.http}/open?id=one`);
    const page = await desk.get('/local/mailbox', { accept: 'text/html' });
    expect(await page.text()).toContain(`<a href="${desk.http}/open?id=one"`);
  });

  test('that cannot be handled ends in the dead letters, and the others of its batch do not', async () => {
    await Promise.all([send(mail('bad', 'poison')), send(mail('good', 'fine'))]);
    await atRest();
    expect(await thing('good')).not.toEqual([]);
    // Two deliveries, each hidden for thirty seconds of the desk's time, then the redrive.
    await advance(31);
    await advance(31);
    await atRest();
    const letters = (await (await desk.get('/local/dead-letters')).json()) as JsonObject[];
    const intake = letters.filter(({ queue }) => queue === 'Small-IntakeDead');
    expect(intake).toHaveLength(1);
    expect(String(intake[0]?.body)).toContain('ObjectCreated:Put');
  });

  test('whose stream record cannot be handled is given up after its retries, and the next one goes on', async () => {
    await send(mail('stuck', 'broken'));
    await send(mail('after', 'fine'));
    await atRest();
    const letters = (await (await desk.get('/local/dead-letters')).json()) as JsonObject[];
    const note = JSON.parse(String(letters.find(({ queue }) => queue === 'Small-OutboxDead')?.body));
    expect(note).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
    });
    expect((await mailbox('ann@corp.example')).map(({ subject }) => subject)).toContain('Received after');
  });

  test('for somebody else is refused at the door', async () => {
    await expect(send(mail('x', 'x'), ['someone@other.example'])).rejects.toThrow(/550/);
  });

  test('of 30 MB is stored, one of more than 40 MB is refused', async () => {
    const lines = `${'x'.repeat(76)}\r\n`;
    await send(mail('large', lines.repeat(30 * 13_444)));
    await atRest();
    expect(Number((await thing('large')).find(({ sk }) => sk === 'THING')?.size)).toBeGreaterThan(30_000_000);
    await expect(send(mail('huge', lines.repeat(42 * 13_444)))).rejects.toThrow(/552/);
  });
});

describe('the HTTP door', () => {
  test('hands over events of payload format 2.0', async () => {
    const authorization = `Bearer ${await token('hr,it')}`;
    const response = await desk.post(
      '/echo?a=1&a=2&b=x%20y',
      { said: 'é' },
      { authorization, cookie: 'k=v; l=w', 'X-Two': 'T' },
    );
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    const { event, context } = (await response.json()) as { event: JsonObject; context: JsonObject };
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /echo',
      rawPath: '/echo',
      rawQueryString: 'a=1&a=2&b=x%20y',
      cookies: ['k=v', 'l=w'],
      queryStringParameters: { a: '1,2', b: 'x y' },
      body: '{"said":"é"}',
      isBase64Encoded: false,
      headers: { 'x-two': 'T', 'content-type': 'application/json' },
      requestContext: {
        stage: '$default',
        http: { method: 'POST', path: '/echo', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        authorizer: {
          jwt: { claims: { sub: 'ann@corp.example', groups: '[hr it]', aud: 'small' }, scopes: null },
        },
      },
    });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(context).toMatchObject({
      functionName: 'small-api',
      functionVersion: '$LATEST',
      memoryLimitInMB: '128',
    });
  });

  test('hands over bytes as base64', async () => {
    const headers = {
      authorization: `Bearer ${await token('it')}`,
      'content-type': 'application/octet-stream',
    };
    const response = await fetch(`${desk.http}/echo`, {
      method: 'POST',
      headers,
      body: new Uint8Array([0, 255, 1]),
    });
    const { event } = (await response.json()) as { event: JsonObject };
    expect(event).toMatchObject({ body: 'AP8B', isBase64Encoded: true });
  });

  test.each([
    ['no token', {}],
    ['no valid token', { authorization: 'Bearer a.b.c' }],
  ])('refuses with %s', async (_what, headers) => {
    const response = await desk.post('/echo', {}, headers);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ message: 'Unauthorized' });
  });

  test('refuses a token that has run out on the desk’s clock', async () => {
    const authorization = `Bearer ${await token('it')}`;
    await advance(3601);
    expect((await desk.post('/echo', {}, { authorization })).status).toBe(401);
  });

  test('finds greedy paths, and says so when there is no route', async () => {
    expect(await read('/files/a/b%20c')).toBe('a/b c');
    const missing = await desk.get('/nothing');
    expect([missing.status, await missing.json()]).toEqual([404, { message: 'Not Found' }]);
    expect((await fetch(`${desk.http}/open`, { method: 'DELETE' })).status).toBe(404);
  });

  test('answers 500 for a handler that throws or leaves, and 413 for more than 10 MB', async () => {
    for (const path of ['/fails', '/leaves']) {
      const response = await desk.get(path);
      expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    }
    const response = await desk.post('/open', 'x'.repeat(10 * 1024 * 1024 + 1));
    expect([response.status, await response.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });
});

describe('a handler', () => {
  test('sees the desk’s clock and its own variables, and speaks into its log', async () => {
    const before = Number((await read('/local/clock')).offsetSeconds);
    await advance(100);
    const said = await read('/speaks');
    expect(Number(said.now) - Date.now()).toBeGreaterThan((before + 99) * 1000);
    expect(said).toMatchObject({ isDate: true, own: 'Small-Things', inherited: null });
    const { functions } = (await read('/local/counters')) as {
      functions: Record<string, { logBytes: number }>;
    };
    expect(functions['small-api']?.logBytes).toBeGreaterThan(100);
  });

  test('gets secrets and parameters: made once, or given from outside', async () => {
    const first = await read('/secrets');
    expect(first.made).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(first.webhook).toBe('whsec_given');
    expect(JSON.parse(String(first.endpoint))).toEqual({ url: 'http://127.0.0.1:9/hr', network: 'private' });
    const changed = await desk.post('/local/endpoints', { department: 'hr', url: 'http://127.0.0.1:9/new' });
    expect(changed.status).toBe(200);
    const second = await read('/secrets');
    expect(JSON.parse(String(second.endpoint)).url).toBe('http://127.0.0.1:9/new');
    expect(second).toMatchObject({ made: first.made ?? '', webhook: 'whsec_given' });
  });
});

describe('the local pages', () => {
  test('the ledger follows the cursor of the deployed route', async () => {
    const ledger = (await (await desk.get('/local/ledger')).json()) as JsonObject[];
    expect(ledger.map(({ messageId }) => messageId)).toEqual(['<0>', '<1>', '<2>']);
    expect(Object.keys(ledger[0] ?? {})).toEqual(['at', 'messageId', 'class', 'cause', 'caseId']);
  });

  test.each([
    ['{"advanceSeconds":-1}', 'advanceSeconds should be from 0 to 315360000'],
    ['{"advanceSeconds":1.5}', 'advanceSeconds should be a whole number'],
    ['{"advanceSeconds":"60"}', 'advanceSeconds should be a whole number'],
    ['{"advanceSeconds":315360001}', 'advanceSeconds should be from 0 to 315360000'],
    ['{}', 'advanceSeconds should be a whole number'],
    ['nothing', 'the body should be JSON'],
  ])('refuse to move the clock by %s', async (body, message) => {
    const response = await desk.post('/local/clock', body);
    expect([response.status, await response.json()]).toEqual([400, { message }]);
  });

  test('name the field of an endpoint that is wrong', async () => {
    const response = await desk.post('/local/endpoints', { department: 'HR!', url: 'x' });
    expect([response.status, await response.json()]).toEqual([
      400,
      { message: 'department should be a name in lower case' },
    ]);
  });

  test('invoke functions as Lambda does, and refuse in its words', async () => {
    const { AWS_ENDPOINT_URL_LAMBDA: lambda } = await read('/local/engines');
    const invoke = async (name: string, body: string) => {
      const answer = await fetch(`${lambda}/2015-03-31/functions/${name}/invocations`, {
        method: 'POST',
        body,
      });
      return [answer.status, answer.headers.get('x-amzn-errortype')];
    };
    expect(await invoke('small-api', '{}')).toEqual([200, null]);
    expect(await invoke('nobody', '{}')).toEqual([404, 'ResourceNotFoundException']);
    expect(await invoke('small-api', '{')).toEqual([400, 'InvalidRequestContentException']);
  });

  test('run the schedules when the clock moves', async () => {
    await advance(60);
    const { functions } = (await read('/local/counters')) as {
      functions: Record<string, { invocations: number }>;
    };
    expect(functions['Small-Sweep']?.invocations).toBeGreaterThan(0);
  });

  test('count what every service was asked', async () => {
    const { requests } = (await read('/local/counters')) as { requests: Record<string, JsonObject> };
    expect(requests['sqs DeleteMessageBatch']).toMatchObject({ count: expect.any(Number) });
    expect(requests['states StartExecution']?.requestBytes).toBeGreaterThan(50);
    // Small items without a transaction: one unit for each, refused or not, and one for each index entry that was written.
    const puts = requests['dynamodb PutItem'];
    expect(puts?.writeUnits).toBe(puts?.count);
    expect(puts?.indexWriteUnits).toBeGreaterThan(0);
    expect(puts?.indexWriteUnits).toBeLessThanOrEqual(Number(puts?.count));
    expect(requests['dynamodb Query']?.readUnits).toBeGreaterThan(0);
  });

  test('lead to each other', async () => {
    expect(await (await desk.get('/local')).text()).toContain('/local/mailbox');
    expect((await desk.get('/local/unknown')).status).toBe(404);
    expect((await desk.post('/local/mailbox', {})).status).toBe(405);
  });

  test('are only for this machine', async () => {
    const { hostname, port } = new URL(desk.http);
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    const asked = request(
      { hostname, port, path: '/local/token?sub=x', headers: { host: 'evil.example' } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    asked.end();
    expect(await promise).toBe(403);
  });
});
