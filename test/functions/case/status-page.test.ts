import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { cancelCase } from '#desk/case/cancel-case.ts';
import type { Case } from '#desk/case/case.ts';
import type { Status } from '#desk/case/status/status.ts';
import { LARGEST_PAGE, statusHtml } from '#functions/case/status-html.ts';
import { handler } from '#functions/case/status-page.ts';
import { desk as ofPage } from '#functions/signing-desk.ts';
import { linkFor, openedAt } from '../../desk/case/status/stands.ts';
import { AGENT, asks, question } from '../../desk/memory/stories.ts';
import { type Memory, memory } from '../../desk/memory.ts';

vi.mock('#functions/signing-desk.ts', () => ({ desk: vi.fn() }));

let desk: Memory;
let found: Case;
beforeEach(async () => {
  desk = memory();
  vi.mocked(ofPage).mockReturnValue(desk.ports);
  found = await openedAt(desk, 'initiative', 'initiative', { said: { goal: '<b>Less & "paper"</b>' } });
  await asks(desk.ports, question(found, { of: { group: 'hosting' }, stage: 'review' }));
});

async function opens(link: string, method = 'GET') {
  const event = {
    routeKey: `${method} /status/{link}`,
    pathParameters: { link },
    requestContext: { http: { method } },
    headers: {},
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, headers = {}, body = '' } = await handler(event, {} as never);
  return { statusCode, headers, body };
}

describe('row 49 the page behind the link of a mail', () => {
  test('says where the case stands and who has the ball, to people and to screen readers', async () => {
    const { statusCode, body } = await opens(linkFor(found));
    expect(statusCode).toBe(200);
    expect(body).toContain(`<h1>Initiative ${found.reference}</h1>`);
    for (const said of ['Being reviewed by all teams', 'It is with hosting team.', '<h2>Who is on it</h2>'])
      expect(body).toContain(said);
    expect(body).toMatch(/<html lang="en">.*<main>.*<time datetime="2026-03-02T09:00:00.000Z">/s);
  });

  test('repeats what somebody said as text, never as markup', async () => {
    const { body } = await opens(linkFor(found));
    expect(body).toContain('&lt;b&gt;Less &amp; &quot;paper&quot;&lt;/b&gt;');
    expect(body).not.toContain('<b>Less');
  });

  test('is kept, indexed, framed and passed on by nobody, and runs nothing', async () => {
    const { headers, body } = await opens(linkFor(found));
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(body) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`,
    });
    expect(body).not.toMatch(/<(script|form|a|img|link|iframe)\b|style="|\son\w+="/);
  });

  test('A6 is the same for a scanner that only asks for its head, and nothing is written by any of them', async () => {
    const before = JSON.stringify([...desk.rows.heads, ...desk.rows.commits]);
    expect(await opens(linkFor(found), 'HEAD')).toEqual(await opens(linkFor(found)));
    expect(JSON.stringify([...desk.rows.heads, ...desk.rows.commits])).toBe(before);
  });

  test('of a link that leads nowhere says the same whatever the cause', async () => {
    const care = await openedAt(desk, 'care', 'talk');
    const pages = await Promise.all(
      ['x', `${found.id}.${'0'.repeat(26)}`, linkFor(care), linkFor(found).replace(found.id, care.id)].map(
        (link) => opens(link),
      ),
    );
    for (const each of pages) expect(each).toEqual(pages[0]);
    expect(pages[0]).toMatchObject({
      statusCode: 404,
      body: expect.stringContaining('There is nothing here'),
    });
    expect(pages[0]?.body).not.toMatch(/initiative|INI-|ask|care/i);
  });

  test('of a link that has ended says so, and nothing of the case', async () => {
    await cancelCase(desk.ports, found.id, AGENT, 'Not this year');
    desk.pass(15 * 24 * 60);
    const { statusCode, body } = await opens(linkFor(found));
    expect(statusCode).toBe(410);
    expect(body).toContain('This page has ended');
    expect(body).not.toMatch(/initiative|INI-|Not this year/i);
  });
});

describe('row 81 the page on a telephone', () => {
  const many = <T>(times: number, each: (at: number) => T) =>
    Array.from({ length: times }, (_, at) => each(at));
  const words = '"Größe" 大きさ & <Maß> '.repeat(12);
  const full: Status = {
    caseId: 'c',
    reference: 'INI-0000-000',
    status: 'open',
    stage: 'review',
    label: { stage: 'being reviewed', kind: 'initiative', department: 'Initiatives', service: words },
    ball: { holder: 'us', who: [], label: words },
    asks: many(20, () => ({ topic: words, since: '', label: words })),
    answered: many(40, (at) => ({ topic: `${at} ${words}`, answer: words })),
    outstanding: many(40, () => ({ who: words, since: '', label: words })),
    promises: [],
    parts: many(40, () => ({ reference: 'IT-0000-000', department: words, stage: words, over: false })),
    history: many(12, () => ({ at: '2026-03-02', on: '2 Mar 2026', label: words })),
  };

  test('weighs less than 14 kB, whatever stands on it: what is newest and most needed stays', () => {
    const { body } = statusHtml(full);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(LARGEST_PAGE);
    expect(body).toContain('What we still need from you');
    expect(body).toContain('To add something');
  });

  test('weighs a third of that on an ordinary day, and fits its width', async () => {
    const { body } = await opens(linkFor(found));
    expect(Buffer.byteLength(body)).toBeLessThan(LARGEST_PAGE / 3);
    expect(body).toContain('<meta name="viewport" content="width=device-width, initial-scale=1">');
  });
});
