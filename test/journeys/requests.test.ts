import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { linkIn } from './driver/letters.ts';
import { open, press, submit } from './driver/page.ts';
import { answers, asked, inOrder, manages, opens, reaches, seen } from './driver/story.ts';

const TEAM = 'it-support@corp.example';
const LEAD = 'it-lead@corp.example';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

/** A request whose manager has just been asked, with the link of that mail. */
async function request(person: string) {
  const [from, boss] = [`${person}@corp.example`, `${person}boss@corp.example`];
  await manages(desk, boss, from);
  const found = await opens(desk, from, 'New laptop', 'I need a new laptop, please order one.');
  expect(found).toMatchObject({ department: 'it', service: 'equipment-and-access' });
  const mail = await asked(desk, boss, found);
  return { from, boss, found, link: linkIn(mail, '/answers/') };
}

const decided = async (caseId: string) =>
  (await seen(desk, caseId)).history.filter(({ type }) => type === 'TaskAnswered').length;

describe('a service request', () => {
  test('is approved by link, fulfilled, resolved, and closed by a yes', async () => {
    const { from, boss, found, link } = await request('sam');
    const page = await press(link, 'approve', { comment: 'within the budget' });
    expect(page).toMatchObject({ status: 200 });
    await answers(desk, TEAM, found, 'done', { comment: 'Fetch it at desk 4.' });
    const resolved = await desk.mailTo(from, 'is done');
    expect(resolved.text).toContain('Fetch it at desk 4.');
    await press(linkIn(resolved, '/surveys/', 'helped=yes'), 'yes');
    expect(await seen(desk, found.caseId)).toMatchObject({ status: 'closed', outcome: 'done' });

    const used = await open(link);
    expect(used.status).toBe(200);
    expect(used.buttons).toEqual([]);
    expect(used.html).toContain('Approve');
    expect(used.html).toContain(boss);
    expect(used.html).toMatch(/<dt>On<\/dt>\s*<dd>[^<]*20\d\d/);
  });

  test('is decided by no scanner: GET, HEAD and a prefetch show the question and change nothing', async () => {
    const { found, link } = await request('tia');
    const version = async () => JSON.stringify((await seen(desk, found.caseId)).history);
    const before = await version();
    const page = await open(link);
    expect(page.buttons).toEqual(['approve', 'reject']);
    expect(page.html).toContain('Opening this page has decided nothing.');
    const head = await fetch(link, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const prefetch = { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch', 'x-moz': 'prefetch' };
    expect((await open(link, prefetch)).status).toBe(200);
    const guess = await open(`${link}?outcome=approve&csrf=${encodeURIComponent(page.csrf)}`);
    expect(guess.buttons).toEqual(['approve', 'reject']);
    expect(await version()).toBe(before);
  });

  test('takes no decision from a form of somebody else’s page (403) or by a link that was changed (404)', async () => {
    const { found, link } = await request('uma');
    expect((await submit(link, { outcome: 'approve' })).status).toBe(403);
    expect((await submit(link, { outcome: 'approve', csrf: 'x'.repeat(32) })).status).toBe(403);
    const other = await request('umb');
    const { csrf } = await open(other.link);
    expect((await submit(link, { outcome: 'approve', csrf })).status).toBe(403);
    const last = link.at(-1) === 'a' ? 'b' : 'a';
    for (const changed of [`${link.slice(0, -1)}${last}`, link.slice(0, -4), link.replace(/\.[^.]*$/, '')]) {
      expect((await open(changed)).status, changed).toBe(404);
      expect((await submit(changed, { outcome: 'approve', csrf })).status).toBe(404);
    }
    expect(await decided(found.caseId)).toBe(0);
  });

  test('is decided once, however many press at once', async () => {
    const { found, link } = await request('vic');
    const { csrf } = await open(link);
    const pages = await Promise.all(
      ['approve', 'reject', 'approve', 'reject'].map((outcome) => submit(link, { csrf, outcome })),
    );
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(pages.map(({ html }) => html)).size).toBe(1);
    expect(await decided(found.caseId)).toBe(1);
  });

  test('that the manager rejects is declined', async () => {
    const { from, link } = await request('wes');
    await press(link, 'reject', { comment: 'Not this year.' });
    await desk.mailTo(from, 'is declined');
  });

  test('is never approved by who asked for it: without a manager the lead is asked', async () => {
    await manages(desk, 'xia@corp.example', 'xia@corp.example');
    const found = await opens(
      desk,
      'xia@corp.example',
      'Monitor',
      'Please order a second monitor for my desk.',
    );
    await answers(desk, LEAD, found, 'approve');
    await answers(desk, TEAM, found, 'done');
    await reaches(desk, found.caseId, 'done', ({ outcome }) => outcome === 'done');
  });

  test('whose manager is silent goes to the IT lead, and the manager’s link says so', async () => {
    const { found, link } = await request('yan');
    await desk.advance({ hours: 49 });
    await asked(desk, LEAD, found);
    const late = await open(link);
    expect(late.status).toBe(410);
    expect(late.html).toContain('somebody else was asked');
    await answers(desk, LEAD, found, 'approve');
    await desk.advance({ hours: 73 });
    await answers(desk, LEAD, found, 'done', {}, 2);
    await reaches(desk, found.caseId, 'done', ({ outcome }) => outcome === 'done');
  });
});
