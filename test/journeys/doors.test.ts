import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Api } from './driver/api.ts';
import { type Desk, startDesk } from './driver/desk.ts';
import { linkIn } from './driver/letters.ts';
import { open, submit } from './driver/page.ts';
import { calls } from './driver/phone.ts';
import { inOrder, seen } from './driver/story.ts';
import { waitFor } from './driver/wait.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

const ANNA = 'anna@corp.example';
const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');
const http = (path: string) => `${desk.running().http}${path}`;

/** Announces a file and sends it where the answer says. */
async function uploads(name: string, content: string, sent = content): Promise<string> {
  const announced = await fetch(http('/requests/uploads'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, type: 'text/html', bytes: Buffer.byteLength(content) }),
  });
  expect(announced.status).toBe(201);
  const { upload, url, method, headers } = (await announced.json()) as {
    upload: string;
    url: string;
    method: string;
    headers: Record<string, string>;
  };
  expect((await fetch(url, { method, headers, body: sent })).status).toBe(200);
  return upload;
}

const scanned = (content: string, result: string) =>
  fetch(http('/local/verdicts'), {
    method: 'POST',
    body: JSON.stringify({ sha256: hashOf(content), result }),
  });

type File = Readonly<{ n: string; name: string; state: string }>;
const filesOf = async (caseId: string) =>
  (await seen(desk, caseId)).history.flatMap((event) => (event.attachments ?? []) as File[]);
const stateOf = (caseId: string, at: number, state: string) =>
  waitFor(`file ${at} of ${caseId} is ${state}`, async () => (await filesOf(caseId))[at]?.state === state);

describe('a file', () => {
  test('is sent, waits for its verdict, and is downloaded once it is clean; an infected one is refused', async () => {
    const [page, virus] = ['<script>alert(1)</script>', 'X5O!P%@AP'];
    const attachments = [await uploads('page "1".html', page), await uploads('notes.txt', virus)];
    const body = { subject: 'VPN', text: 'The VPN connection drops all the time.', attachments };
    const opened = await desk.as(ANNA).post('/cases', body, { 'idempotency-key': 'files' });
    desk.taken.push('files');
    expect(opened.status).toBe(201);
    const { caseId } = opened.body as { caseId: string };
    const file = (n: number, who = desk.as('kim@corp.example', 'it')) =>
      who.get(`/cases/${caseId}/attachments/1.${n}`);
    expect((await filesOf(caseId)).map(({ n, name, state }) => [n, name, state])).toEqual([
      ['1.1', 'page 1.html', 'pending'],
      ['1.2', 'notes.txt', 'pending'],
    ]);
    expect(await file(1)).toMatchObject({ status: 409 });
    expect(await file(1, desk.as('bob@corp.example', 'hr'))).toMatchObject({ status: 403 });

    expect((await scanned(page, 'NO_THREATS_FOUND')).status).toBe(202);
    await stateOf(caseId, 0, 'clean');
    const { status, body: link } = await file(1);
    expect(status).toBe(200);
    const download = await fetch((link as { url: string }).url);
    expect(await download.text()).toBe(page);
    expect(new URL((link as { url: string }).url).searchParams.get('X-Amz-Expires')).toBe('120');
    // The requester has their own file too; a colleague of theirs has not.
    expect((await file(1, desk.as(ANNA))).status).toBe(200);
    expect((await file(1, desk.as('bob@corp.example'))).status).toBe(403);

    await scanned(virus, 'THREATS_FOUND');
    await stateOf(caseId, 1, 'infected');
    expect(await file(2)).toMatchObject({ status: 409, body: { message: 'the file is infected' } });
    await desk.mailTo(ANNA, 'virus scanner raised an alarm');
    await desk.mailTo('it-support@corp.example', 'a file is infected');
  });
});

describe('a request without a token', () => {
  test('begins when its address is confirmed by the link, and not before', async () => {
    const words = {
      from: 'guest@else.example',
      text: 'My invoice 4711 was paid twice, please look into it.',
    };
    const post = (unique: string, body: object = words) =>
      fetch(http('/requests'), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': unique },
        body: JSON.stringify(body),
      });
    const answer = await post('g1');
    expect([answer.status, await answer.json()]).toEqual([202, { status: 'confirm' }]);
    expect((await post('g1')).status).toBe(202);
    desk.taken.push('g1');
    const mail = await desk.mailTo(words.from, 'Did you write to us?');
    expect(mail.text).not.toContain('invoice');
    const link = linkIn(mail, '/requests/confirm/');
    const { csrf, html, status } = await open(link);
    expect([status, html.includes('invoice')]).toEqual([200, false]);
    expect((await submit(link, {})).status).toBe(403);
    expect((await open(`${link}x`)).status).toBe(404);
    expect((await desk.ledger()).filter(({ class: kind }) => kind === 'opened')).toHaveLength(1);

    const pressed = await submit(link, { csrf, confirm: 'yes' });
    expect(pressed.html).toMatch(/Its number is [A-Z]+-/);
    expect((await submit(link, { csrf, confirm: 'yes' })).html).toBe(pressed.html);
    desk.taken.push('g1 confirmed');
    await desk.mailTo(words.from, 'Its number is');
    expect(
      (await desk.mailbox(words.from)).filter(({ subject }) => subject.includes('Did you write')),
    ).toHaveLength(1);
  });

  test('is asked for by a form that needs no script', async () => {
    const asked = await open(http('/request?q=standing%20desk%20%3Cb%3E'));
    expect(asked.html).toContain('How can we help?');
    const unique = /name="unique" value="([^"]*)"/.exec(asked.html)?.[1] ?? '';
    const bad = await submit(http('/request'), { unique, from: 'nobody', text: 'x' });
    expect([bad.status, bad.html.includes('not one we can write to')]).toEqual([422, true]);
    const form = new FormData();
    const fields = {
      unique,
      from: 'guest2@else.example',
      text: 'My laptop shows a blue screen and restarts.',
    };
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('files', new Blob(['a picture'], { type: 'image/png' }), 'screen.png');
    const sent = await fetch(http('/request'), { method: 'POST', body: form });
    expect(await sent.text()).toContain('Please look into your mailbox');
    desk.taken.push('form');
    const link = linkIn(
      await desk.mailTo('guest2@else.example', 'Did you write to us?'),
      '/requests/confirm/',
    );
    const { csrf } = await open(link);
    await submit(link, { csrf, confirm: 'yes' });
    desk.taken.push('form confirmed');
    await desk.mailTo('guest2@else.example', 'Its number is');
    const { caseId } = (await desk.ledger()).findLast(({ class: kind }) => kind === 'opened') ?? {};
    expect((await filesOf(String(caseId))).map(({ name }) => name)).toEqual(['screen.png']);
  });
});

describe('a mail', () => {
  test('is one step away from the case it became, as it came', async () => {
    const { caseId, messageId } = await desk.becomes({
      from: ANNA,
      subject: 'VPN',
      text: 'The VPN connection drops all the time.',
    });
    const original = (who: Api) => who.get(`/cases/${caseId}/messages/1/original`);
    const { status, body } = await original(desk.as('kim@corp.example', 'it'));
    const { text, headers, mail } = body as { text: string; headers: object[]; mail: { url: string } };
    expect([status, text]).toEqual([200, 'The VPN connection drops all the time.']);
    expect(headers).toContainEqual({ name: 'Subject', value: 'VPN' });
    expect(await (await fetch(mail.url)).text()).toContain(`Message-ID: <${messageId}>`);
    expect(await original(desk.as('bob@corp.example', 'hr'))).toMatchObject({ status: 403 });
  });
});

describe('somebody who calls', () => {
  const NUMBER = '+493012345678';

  test('opens the case that a form would, whose number they hear; the same contact again opens none (row 2)', async () => {
    const words = { subject: 'Coffee', text: 'The coffee machine on floor 3 is broken.' };
    const call = { contact: 'c1', number: NUMBER, parameters: { ...words, email: ANNA } };
    const answers = [await calls(desk, call), await calls(desk, call)];
    expect(answers[1]).toEqual(answers[0]);
    const posted = await desk.as(ANNA).post('/cases', words, { 'idempotency-key': 'as by phone' });
    desk.taken.push('c1', 'as by phone');
    await desk.atRest();
    const [called] = (await desk.ledger()).slice(-2);
    const cases = await Promise.all(
      [called?.caseId, (posted.body as { caseId: string }).caseId].map((id) => seen(desk, String(id))),
    );
    const reference = cases[0]?.reference ?? '';
    expect(answers[0]).toMatchObject({ outcome: 'opened', reference });
    expect(answers[0]?.spoken).toContain([...(reference.split('-').at(-1) ?? '')].join(' '));
    const [byPhone, byWeb] = cases.map(({ caseId, reference: of, ...found }) =>
      JSON.parse(
        JSON.stringify(found)
          .replaceAll(caseId, 'ID')
          .replaceAll(of, 'REFERENCE')
          .replaceAll(/messages\/[0-9a-f]{64}/g, 'BODY')
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
          .replaceAll(/"channel":"(phone|web)"/g, '"channel":"ANY"'),
      ),
    );
    expect(byPhone).toMatchObject({ requester: { address: ANNA }, verified: true });
    expect(byPhone).toEqual(byWeb);
  });

  test('hears first whom to call in an emergency; whom nobody knows is called back', async () => {
    const smoke = { text: 'There is smoke on floor 3 and the alarm is ringing.' };
    const { outcome, spoken } = await calls(desk, { contact: 'c2', number: NUMBER, parameters: smoke });
    expect([outcome, spoken]).toEqual([
      'emergency',
      expect.stringMatching(/^If anybody is in danger, call now\. .*1 1 2/),
    ]);

    const unknown = { text: 'My laptop shows a blue screen and restarts.', email: 'guest@else.example' };
    const answer = await calls(desk, { contact: 'c3', number: NUMBER, parameters: unknown });
    expect([answer.outcome, answer.spoken]).toEqual(['call-back', expect.stringContaining('call you back')]);
    desk.taken.push('c2', 'c3');
    await desk.atRest();
    const row = (await desk.ledger()).at(-1);
    expect(await seen(desk, String(row?.caseId))).toMatchObject({
      department: 'triage',
      verified: false,
      facts: { callBack: NUMBER },
    });
    const written = (await desk.mailbox('guest@else.example')).map(({ subject }) => subject);
    expect(written.filter((subject) => subject.includes(answer.reference ?? '-'))).toEqual([]);
  });
});
