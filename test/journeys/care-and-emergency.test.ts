import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Mail } from '#local/mail/mailbox.ts';
import { type Desk, startDesk } from './driver/desk.ts';
import { linkIn, replyTo } from './driver/letters.ts';
import { press } from './driver/page.ts';
import { inOrder } from './driver/story.ts';
import { type System, startSystem } from './driver/system.ts';
import { waitFor } from './driver/wait.ts';

const DUTY = 'people-support-duty@corp.example';
const WORDS = 'I do not want to live any more. Please do not call me.';

let desk: Desk;
let pager: System;
let alarm: System;
beforeAll(async () => {
  [pager, alarm] = await Promise.all([startSystem(), startSystem()]);
  desk = await startDesk({
    DESK_ENDPOINT_CARE: pager.url,
    DESK_SECRET_CARE: pager.secret,
    DESK_ENDPOINT_EMERGENCY: alarm.url,
    DESK_SECRET_EMERGENCY: alarm.secret,
  });
});
afterEach(() => inOrder(desk));
afterAll(async () => {
  await desk?.end();
  await Promise.all([pager?.close(), alarm?.close()]);
});

const pages = (system: System) => system.asked.filter(({ body }) => body.event === 'case.page');
const paged = (system: System, times = 1) => waitFor(`page ${times}`, async () => pages(system)[times - 1]);
const text = ({ subject, text }: Mail) => `${subject}\n${text}`;

describe('somebody in distress writes to the front door', () => {
  const from = 'ines@corp.example';

  test('is heard by people, and nobody else at the company learns of it', async () => {
    const row = await desk.becomes({ from, subject: 'I cannot any more', text: WORDS });
    expect(row.class).toBe('opened');
    const path = `/cases/${row.caseId}`;

    const page = await paged(pager);
    expect(page.signed).toBe(true);
    expect(page.body).toMatchObject({ department: 'care', caseId: row.caseId });
    expect(page.raw).not.toMatch(/ines|cannot any more|not want to live/);

    const first = await desk.mailTo(from, '116 123');
    expect(text(first)).toContain('112');
    expect(`${text(first)} ${first.from}`).not.toMatch(
      /\bcare\b|PS-|number is|hear from us|takes care|\/surveys\//i,
    );

    // IT, HR, the first line, the platform team: by no door.
    const strangers = [
      desk.as('eve@corp.example', 'it'),
      desk.as('eve@corp.example', 'hr', 'facilities', 'security', 'emergency'),
      desk.as('eve@corp.example', 'desk', 'triage'),
      desk.as('root@corp.example', 'platform'),
    ];
    const nothing = await desk.as('eve@corp.example', 'it').get('/cases/01arz3ndektsv4rrffq69g5fav');
    for (const stranger of strangers) {
      for (const door of [path, `${path}/explanation`])
        expect(await stranger.get(door)).toMatchObject({ status: 404, body: nothing.body });
      const writes = await stranger.post(`${path}/messages`, { text: 'hello' });
      expect(writes.status).toBe(404);
      expect((await stranger.post(`${path}/resolution`, { outcome: 'ordinary' })).status).toBe(404);
      expect(
        (await stranger.post(`${path}/placement`, { department: 'it', service: 'workplace-incident' }))
          .status,
      ).toBe(404);
      expect(JSON.stringify((await stranger.get('/requests')).body)).not.toContain(row.caseId);
    }
    for (const groups of [['it'], ['platform'], ['hr', 'emergency']])
      expect((await desk.as('eve@corp.example', ...groups).get('/queues/care')).status).toBe(403);
    const line = await desk.as('dee@corp.example', 'desk').get('/queues/care');
    expect(line.body).toEqual({
      items: [{ caseId: '', reference: '', priority: 0, stage: 'restricted case', dueAt: '' }],
    });
    const books = await desk.as('root@corp.example', 'platform').get('/ledger');
    expect(JSON.stringify(books.body)).not.toMatch(/not want to live|cannot any more|ines|"care"/);
    const care = desk.as('cara@corp.example', 'care');
    const seen = await care.case(row.caseId);
    expect(seen.history.map((event) => event.text)).toContain(WORDS);
    const own = (await desk.as(from).get(path)).body;
    expect(JSON.stringify(own)).not.toMatch(/"care"|clock|department|dueAt|talk|recognised/i);

    // A human takes it from the link, and writes; the person answers by plain mail.
    const call = await desk.mailTo(DUTY, 'Will you take it?');
    expect(text(call)).not.toMatch(/ines|cannot any more|not want to live/);
    expect((await press(linkIn(call, '/answers/'), 'taken')).status).toBe(200);
    expect((await care.post(`${path}/messages`, { text: 'I am Cara. I am here.' })).status).toBe(201);
    const answer = await desk.mailTo(from, 'I am Cara');
    expect(text(answer)).not.toContain('PS-');
    const reply = await desk.becomes(replyTo(answer, from, 'Thank you'));
    expect(reply).toMatchObject({ class: 'appended', caseId: row.caseId });
    await desk.mailTo(DUTY, 'has a new message');

    const ended = await desk.mailTo(DUTY, 'in good hands');
    expect((await press(linkIn(ended, '/answers/'), 'in-good-hands')).status).toBe(200);
    await waitFor('the end', async () => (await care.case(row.caseId)).status === 'resolved');
    await desk.atRest();
    expect(await desk.mailbox(from), 'one by itself, one of a person').toHaveLength(2);
    expect(pages(pager)).toHaveLength(1);
  });
});

describe('smoke on floor 3, on a Saturday night', () => {
  test('is paged in that very minute, again three minutes later, and the answer begins with the number', async () => {
    const from = 'yuri@corp.example';
    const now = await desk.now();
    const night = new Date(now);
    night.setUTCDate(now.getUTCDate() + ((6 - now.getUTCDay() + 7) % 7 || 7));
    night.setUTCHours(22, 10, 0, 0);
    await desk.advance({ seconds: Math.ceil((night.getTime() - now.getTime()) / 1000) });

    const row = await desk.becomes({ from, subject: 'Help', text: 'smoke on floor 3' });
    const page = await paged(alarm);
    expect(page.body).toMatchObject({ department: 'emergency', caseId: row.caseId });
    const { openedAt, department } = await desk.as('kim@corp.example', 'emergency').case(row.caseId);
    expect(department).toBe('emergency');
    expect(Number(page.timestamp) * 1000 - Date.parse(openedAt)).toBeLessThan(60_000);
    const mail = await desk.mailTo(from, '112');
    expect(text(mail)).not.toMatch(/hear from us|\/surveys\//);

    await desk.advance({ minutes: 4 });
    await paged(alarm, 2);
    const second = await desk.mailTo('emergency-lead@corp.example', 'Are you going?');
    expect(text(second)).toContain('smoke on floor 3');
    expect((await press(linkIn(second, '/answers/'), 'going')).status).toBe(200);
    const over = await desk.mailTo('emergency-oncall@corp.example', 'Is it over?');
    expect(
      (await press(linkIn(over, '/answers/'), 'over', { comment: 'It was a battery; it is out.' })).status,
    ).toBe(200);
    await desk.mailTo(from, 'All clear. It was a battery');
    const report = await desk.mailTo('emergency-lead@corp.example', 'write down what happened');
    expect(
      (await press(linkIn(report, '/answers/'), 'written', { report: 'A battery burned.' })).status,
    ).toBe(200);
    expect(text(await desk.mailTo(from, 'written down, so that we learn'))).not.toContain('/surveys/');

    // Whoever operates the desk reads in its logs that there was an emergency, and of somebody in distress nothing at all.
    await desk.atRest();
    const folder = join(desk.running().folder, 'logs');
    const logs = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(logs.join('\n')).toContain('"department":"emergency"');
    expect(logs.join('\n')).not.toMatch(/not want to live|cannot any more|ines@corp|"department":"care"/);
  });
});
