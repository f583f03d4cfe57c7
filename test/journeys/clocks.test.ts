import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { replyTo } from './driver/letters.ts';
import { inOrder, opens, seen } from './driver/story.ts';

const TEAM = 'it-support@corp.example';
const LEAD = 'it-lead@corp.example';
const HOLIDAYS = ['01-01', '05-01', '10-03', '12-25', '12-26'];

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

/** Moves the clock to the next such weekday (0 is Sunday) at this hour, when neither it nor the days after are holidays. */
async function on(weekday: number, hour: number): Promise<void> {
  const now = await desk.now();
  const day = new Date(now);
  day.setUTCHours(hour, 0, 0, 0);
  const after = (days: number) => new Date(day.getTime() + days * 86_400_000).toISOString().slice(5, 10);
  const free = () => [0, 1, 2, 3].every((days) => !HOLIDAYS.includes(after(days)));
  while (day <= now || day.getUTCDay() !== weekday || !free()) day.setUTCDate(day.getUTCDate() + 1);
  await desk.advance({ seconds: Math.ceil((day.getTime() - now.getTime()) / 1000) });
}

const incident = (from: string) => opens(desk, from, 'VPN', 'The VPN connection drops all the time.');

/** How often an address heard of a case: of time running out, of time that is over. */
async function heard(who: string, reference: string): Promise<readonly [number, number]> {
  const mails = (await desk.mailbox(who))
    .map(({ subject }) => subject)
    .filter((text) => text.includes(reference));
  const count = (words: string) => mails.filter((subject) => subject.includes(words)).length;
  return [count('of the time is used up'), count('a promise was not kept')];
}

describe('a promise to answer within an hour', () => {
  test('warns the team at three quarters, tells its lead when it is broken, and each only once', async () => {
    await on(2, 9);
    const { reference, dueAt, openedAt, caseId } = await incident('bo@corp.example');
    expect((Date.parse(dueAt ?? '') - Date.parse(openedAt)) / 60_000).toBe(60);
    await desk.advance({ minutes: 44 });
    expect(await heard(TEAM, reference)).toEqual([0, 0]);
    await desk.advance({ minutes: 2 });
    expect([await heard(TEAM, reference), await heard(LEAD, reference)]).toEqual([
      [1, 0],
      [0, 0],
    ]);
    await desk.advance({ minutes: 15 });
    await desk.advance({ hours: 2 });
    expect([await heard(TEAM, reference), await heard(LEAD, reference)]).toEqual([
      [1, 1],
      [0, 1],
    ]);
    const { history } = await seen(desk, caseId);
    const fired = history.filter(({ type }) => type === 'ThresholdReached');
    expect(fired.map(({ clock, threshold }) => [clock, threshold])).toEqual([
      ['firstResponse', 75],
      ['firstResponse', 100],
    ]);
  });

  test('is kept by an answer, after which nobody hears of it', async () => {
    await on(2, 9);
    const { reference, caseId } = await incident('cleo@corp.example');
    await desk.advance({ minutes: 30 });
    await desk.as('agent@corp.example', 'it').post(`/cases/${caseId}/messages`, { text: 'We are on it.' });
    await desk.advance({ hours: 3 });
    expect([await heard(TEAM, reference), await heard(LEAD, reference)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('does not run out over a weekend', async () => {
    await on(5, 19);
    const { reference, dueAt } = await incident('dov@corp.example');
    expect(new Date(dueAt ?? '').getUTCDay()).toBe(1);
    await desk.advance({ days: 2 });
    expect(await heard(TEAM, reference)).toEqual([0, 0]);
    await desk.advance({ days: 1 });
    expect((await heard(LEAD, reference))[1]).toBeGreaterThan(0);
  });
});

describe('a promise to solve within a day of work', () => {
  test('waits while the person is asked, and goes on where it was with their reply', async () => {
    await on(1, 9);
    const from = 'eda@corp.example';
    const { reference, caseId } = await incident(from);
    const path = `/cases/${caseId}/messages`;
    await desk.as('agent@corp.example', 'it').post(path, { text: 'Which room?', waitForReply: true });
    await desk.advance({ hours: 10 });
    expect(await heard(TEAM, reference)).toEqual([0, 0]);
    await desk.becomes(replyTo(await desk.mailTo(from, 'Which room?'), from, 'Room 7.'));
    const { clocks } = await seen(desk, caseId);
    expect(clocks.resolution).toMatchObject({ state: 'running', fired: [] });
  });
});

const command = async (name: string, ...words: readonly string[]) =>
  (
    await promisify(execFile)(process.execPath, [
      `functions/sla/${name}-command.ts`,
      ...words,
      ...['--stage', 'local', '--desk', desk.running().http],
    ])
  ).stdout;

describe('afterwards', () => {
  test('the report shows what was kept and broken, and a breach that two people hold against nobody', async () => {
    await on(2, 9);
    const { openedAt, caseId } = await incident('fay@corp.example');
    await desk.advance({ minutes: 61 });
    const path = `/cases/${caseId}/breaches/firstResponse/exclusion`;
    await desk.as('agent@corp.example', 'it').post(path, { reason: 'power cut' });
    await desk.as('head@corp.example', 'it', 'it-lead').post(`${path}/approval`, {});

    const day = openedAt.slice(0, 10);
    const { body } = await desk
      .as('agent@corp.example', 'it')
      .get(`/reports/promises?from=${day}&to=${day}&department=it`);
    const exclusions = [
      expect.objectContaining({ caseId, reason: 'power cut', approver: 'head@corp.example' }),
    ];
    const row = { promise: 'firstResponse', broken: 0, excluded: 1, exclusions };
    expect(body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining(row)]) });

    const lines = await command('report', '--from', day, '--to', day, '--department', 'it');
    expect(lines).toContain('it,workplace-incident,2,firstResponse,0,0,0,1,');
    expect(lines).toContain(`${caseId},firstResponse,`);
    expect(await command('replan', 'preview', '--department', 'it')).toBe('0 open cases would move\n');
  });
});
