import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { requests } from './driver/requests.ts';
import { inOrder, opens } from './driver/story.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

type Operation = Readonly<{
  operationId: string;
  security?: readonly unknown[];
  parameters: readonly Readonly<{ name: string; in: string }>[];
  requestBody?: unknown;
  responses: Readonly<Record<string, unknown>>;
}>;
type Document = Readonly<{
  openapi: string;
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}>;

const agent = () => desk.as('agent@corp.example', 'it', 'desk', 'platform');
const incident = (from: string) => opens(desk, from, 'VPN', 'The VPN connection drops all the time.');

describe('the API', () => {
  test('describes itself, and every operation of the description answers as described', async () => {
    const answer = await desk.get('/openapi.json');
    expect(answer.status).toBe(200);
    const document = answer.body as Document;
    expect(document.openapi).toMatch(/^3\.1\./);
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
    for (const { path, operation } of operations) {
      const named = operation.parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`);
      expect(path.match(/\{\w+\}/g) ?? []).toEqual(named);
    }
    const examples = await requests(desk);
    expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(
      Object.keys(examples).sort(),
    );
    const described = new Map(operations.map(({ operation }) => [operation.operationId, operation]));
    for (const [operation, request] of Object.entries(examples)) {
      const { status, body } = await request();
      const said = `${operation}: ${JSON.stringify(body).slice(0, 200)}`;
      // An answer below 400 that is described: a refusal described for another request would prove nothing.
      expect(status, said).toBeLessThan(400);
      expect(Object.keys(described.get(operation)?.responses ?? {}), said).toContain(String(status));
    }
    // The one case that came through the API has a ledger row too.
    desk.taken.push('api');
    // Forty operations, many of them on cases of their own.
  }, 240_000);

  test('needs a token for everything that the description does not call open', async () => {
    const { paths } = (await desk.get('/openapi.json')).body as Document;
    for (const [path, methods] of Object.entries(paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const url = desk.running().http + path.replace(/\{\w+\}/g, 'x');
        const { status } = await fetch(url, { method: method.toUpperCase() });
        const open = operation.security?.length === 0;
        // What is open looks at what it was sent, and finds nothing.
        expect(status, `${method} ${path}`).toBe(open ? (method === 'get' ? 200 : 422) : 401);
        const authorization = 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.';
        const forged = await fetch(url, { method: method.toUpperCase(), headers: { authorization } });
        expect(forged.status).toBe(status);
      }
    }
  });

  test('names the field that is wrong (422)', async () => {
    const api = agent();
    const wrong = await api.post('/cases', { subject: '', text: 'x', colour: 'red' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'invalid' } });
    const pointers = (wrong.body as { faults: { pointer: string }[] }).faults.map(({ pointer }) => pointer);
    expect(pointers).toContain('/subject');
    expect((await api.post('/cases', '{"subject":')).body).toMatchObject({
      code: 'invalid',
      message: 'the body is no JSON',
    });
    const limit = await api.get('/queues/it?limit=1000');
    expect(limit).toMatchObject({ status: 422, body: { faults: [{ pointer: '/limit' }] } });
    const day = await api.get('/ledger?day=yesterday');
    expect(day).toMatchObject({ status: 422, body: { faults: [{ pointer: '/day' }] } });
  });

  test('takes no cursor but its own, and each only for its listing (400)', async () => {
    await incident('cur1@corp.example');
    await incident('cur2@corp.example');
    const api = agent();
    const first = await api.get('/queues/it?limit=1');
    const { cursor, items } = first.body as { cursor: string; items: { caseId: string }[] };
    const second = await api.get(`/queues/it?limit=1&cursor=${encodeURIComponent(cursor)}`);
    expect((second.body as typeof first.body & { items: unknown[] }).items).not.toEqual(items);
    const foreign = Buffer.from('{"pk":"CASE#1"}').toString('base64url');
    for (const bad of ['x', `${foreign}.${cursor.split('.')[1]}`, `${cursor}x`, '%00']) {
      const answer = await api.get(`/queues/it?cursor=${encodeURIComponent(bad)}`);
      expect(answer, bad).toMatchObject({ status: 400, body: { code: 'cursor-invalid' } });
    }
    const elsewhere = await api.get(`/queues/facilities?cursor=${encodeURIComponent(cursor)}`);
    expect(elsewhere).toMatchObject({ status: 400, body: { code: 'cursor-invalid' } });
  });

  test('shows nobody a foreign queue, and nobody but the platform team the ledger (403)', async () => {
    for (const path of ['/queues/hr', '/queues/nowhere', '/queues/facilities', '/ledger']) {
      expect(await desk.as('x@corp.example', 'it').get(path), path).toMatchObject({ status: 403 });
    }
    expect(await desk.as('x@corp.example').put('/people/y%40corp.example', {})).toMatchObject({
      status: 403,
    });
    expect(await desk.as('x@corp.example').get('/queues/it')).toMatchObject({ status: 403 });
  });

  test('opens one case for one idempotency key, however often it is sent', async () => {
    const words = { subject: 'Wifi', text: 'The wifi is very slow and disconnects.' };
    const send = () => agent().post('/cases', words, { 'idempotency-key': 'k-1' });
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => (body as { caseId: string }).caseId)).size).toBe(1);
    desk.taken.push('k-1');
  });
});
