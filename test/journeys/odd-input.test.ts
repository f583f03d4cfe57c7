import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { inOrder, opens, reaches, seen } from './driver/story.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

const LONG = 'x'.repeat(3000);
const agent = () => desk.as('agent@corp.example', 'it', 'desk', 'platform', 'facilities');

/** A mail whose header stands as it is. */
const written = (id: string, from: string, subject: string) => ({
  from: 'envelope@corp.example',
  messageId: `${id}@corp.example`,
  raw: `From: ${from}\r\nMessage-ID: <${id}@corp.example>\r\nSubject: ${subject}\r\n\r\nThe VPN connection drops.\r\n`,
});

describe('a word that cannot be one of ours', () => {
  test.each([
    ['a case', 'GET', `/cases/${LONG}`],
    ['a case with a null', 'GET', '/cases/%00'],
    ['a case in half a letter', 'GET', '/cases/%E0%A4%A'],
    ['a task', 'POST', `/tasks/${LONG}/answer`],
    ['a link', 'GET', `/answers/${LONG}`],
    ['a marked link', 'GET', `/answers/${LONG}.x`],
    ['a link of nothing', 'GET', '/answers/.x'],
    ['a link of a survey', 'GET', `/surveys/${LONG}`],
  ])('is not found as %s', async (_what, method, path) => {
    const api = agent();
    const { status } = await (method === 'GET' ? api.get(path) : api.post(path, { outcome: 'solved' }));
    expect(status).toBe(404);
  });

  test('is not found among the tasks either, however well it is signed', async () => {
    const url = `${desk.running().http}/callbacks/${LONG}`;
    expect((await desk.systems.it.call(url, { outcome: 'completed' })).status).toBe(404);
  });

  test('is no address of a person (422)', async () => {
    for (const path of [`/people/${LONG}`, '/people/nobody']) {
      const kept = await agent().put(path, {});
      expect(kept).toMatchObject({ status: 422, body: { faults: [{ pointer: '/address' }] } });
    }
  });
});

describe('a subject that would become a header', () => {
  test('is refused by the API with a pointer to it', async () => {
    for (const subject of ['VPN\r\nBcc: mal@elsewhere.example', 'VPN\u0000']) {
      const answer = await agent().post('/cases', { subject, text: 'The VPN connection drops.' });
      expect(answer).toMatchObject({ status: 422, body: { faults: [{ pointer: '/subject' }] } });
    }
  });

  test('in a mail is one line in the answer', async () => {
    const subject = '=?utf-8?q?VPN=0D=0ABcc:_mal=40elsewhere.example=00?=';
    const row = await desk.becomes(written('crlf', 'abi@corp.example', subject));
    const found = await seen(desk, row.caseId);
    const ack = await desk.mailTo('abi@corp.example', found.reference);
    expect(ack.headers.bcc).toBeUndefined();
    expect(await desk.mailbox('mal@elsewhere.example')).toEqual([]);
  });
});

describe('a sender', () => {
  test('with letters our mail service does not take is helped, and the team is told that no mail reaches them', async () => {
    const row = await desk.becomes(written('umlaut', 'jürgen@corp.example', 'VPN'));
    const found = await seen(desk, row.caseId);
    expect(found).toMatchObject({ department: 'it', requester: { address: 'jürgen@corp.example' } });
    await desk.mailTo('it-support@corp.example', `${found.reference}: a mail did not arrive`);
    await desk.advance({ minutes: 20 });
  });

  test.each([
    ['nobody', 'root'],
    ['far too long', `${LONG}@corp.example`],
  ])('that is no address (%s) is none', async (id, from) => {
    const row = await desk.becomes(written(id.replaceAll(' ', '-'), from, 'VPN'));
    expect(row).toMatchObject({ class: 'suspended', cause: 'no-sender' });
  });

  test('who writes a subject without end is answered all the same', async () => {
    const row = await desk.becomes(
      written('endless', 'abe@corp.example', `VPN ${'y'.repeat(195)}${'😀'.repeat(500)}`),
    );
    const found = await seen(desk, row.caseId);
    await desk.mailTo('abe@corp.example', found.reference);
  });
});

describe('a callback', () => {
  const asked = async (from: string) => {
    const { caseId } = await opens(desk, from, 'Heating', 'The heating in my office is not working.');
    return { caseId, url: (await desk.systems.facilities.next(from)).body.callbackUrl };
  };

  test('with as much as is allowed is an answer, and the process goes on', async () => {
    const { caseId, url } = await asked('acy@corp.example');
    const body = `{"outcome":"completed","log":"${'x'.repeat(256 * 1024 - 40)}"}`;
    expect((await desk.systems.facilities.call(url, body)).status).toBe(202);
    await reaches(desk, caseId, 'done', ({ outcome }) => outcome === 'done');
    await desk.advance({ minutes: 20 });
  });

  test('that nests without end is refused (422)', async () => {
    const { url } = await asked('ada2@corp.example');
    const body = `{"outcome":"completed","deep":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const response = await desk.systems.facilities.call(url, body);
    expect([response.status, await response.json()]).toMatchObject([422, { code: 'invalid' }]);
  });
});
