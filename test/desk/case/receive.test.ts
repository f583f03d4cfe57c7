import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import { ANNA, arrive, BOB, type Written } from '../memory/mail.ts';
import { AGENT, eventsOf, happenings, newest, now, opens, PROCESS } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
let replies: number;

beforeEach(async () => {
  desk = memory();
  replies = 0;
  opened = await opens(desk);
});

const reply = (written: Written = {}) => {
  replies += 1;
  const to = [replyAddress(FRONT_DOOR, opened.id, KEY)];
  return arrive(desk.ports, {
    to,
    subject: 'Re: My laptop',
    text: 'One more thing.',
    id: `r${replies}@x`,
    ...written,
  });
};
const asksBack = () =>
  sendMessage(desk.ports, opened.id, AGENT, { body: 'b', visibility: 'public', waitForReply: true });
const resolve = () => resolveCase(desk.ports, opened.id, PROCESS, { outcome: 'solved' });
const found = () => now(desk, opened.id);

describe('a reply', () => {
  test('of the requester is kept, and nothing new is promised while the first answer is still owed', async () => {
    await reply();
    expect(newest(desk, opened.id)).toEqual({ names: ['MessageReceived'], effects: [] });
  });

  test('L1 of the requester after the first answer starts the promise of the next one', async () => {
    await sendMessage(desk.ports, opened.id, AGENT, { body: 'b', visibility: 'public', waitForReply: false });
    await reply();
    expect(newest(desk, opened.id).names).toEqual(['MessageReceived', 'ClockStarted']);
    expect((await found()).clocks.nextResponse?.state).toBe('running');
    await reply();
    expect((await found()).clocks.nextResponse?.run, 'counted from the oldest unanswered one').toBe(1);
  });

  test('L2 ends the waiting and the promise to solve goes on', async () => {
    await asksBack();
    expect((await found()).clocks.resolution?.state).toBe('paused');
    desk.pass(60);
    await reply();
    expect(await found()).toMatchObject({
      status: 'open',
      stage: 'answered',
      clocks: { resolution: { state: 'running' } },
    });
  });

  test('L2 of a colleague in copy ends the waiting, and the promise to solve goes on with it', async () => {
    await asksBack();
    await reply({ from: BOB, text: 'It is in room 214.' });
    expect(await found()).toMatchObject({ status: 'open', clocks: { resolution: { state: 'running' } } });
  });

  test('E8 of a colleague who was given the address joins, and hears of the case from now on', async () => {
    await reply({ from: BOB });
    expect(newest(desk, opened.id).names).toEqual(['MessageReceived', 'ParticipantJoined']);
    expect((await found()).participants).toEqual([BOB]);
  });

  test.each(['pass', 'none'] as const)(
    'P4 of a stranger (%s) is heard, and nothing is ever sent there',
    async (dmarc) => {
      await reply({ from: 'eve@other.example', dmarc });
      expect(newest(desk, opened.id).names).toEqual(['MessageReceived']);
      expect((await found()).participants).toEqual([]);
    },
  );

  test('row 23 tells the assignee, who works on the case', async () => {
    const { at, by } = { at: desk.rows.now, by: AGENT };
    const before = await found();
    const after = { ...before, version: before.version + 1, assignee: 'kim@corp.example' };
    const events = [{ type: 'CaseAssigned' as const, assignee: 'kim@corp.example', at, by }];
    await desk.ports.cases.append(before, after, { events, effects: [] });
    await reply();
    expect(newest(desk, opened.id).effects).toMatchObject([{ kind: 'mail', to: ['kim@corp.example'] }]);
  });
});

describe('an automated reply (E6, C6)', () => {
  test.each([
    ['an absence note', ['Auto-Submitted: auto-replied', 'X-Autoreply: yes']],
    ['a machine', ['Auto-Submitted: auto-generated']],
  ])('C6 %s is a note: no state, no clock, nobody is told', async (_, headers) => {
    await asksBack();
    const before = await found();
    await reply({ headers });
    const { version: _v, ...after } = await found();
    expect({ ...after, version: before.version }).toEqual(before);
    expect(newest(desk, opened.id)).toEqual({ names: ['MessageReceived'], effects: [] });
    expect([...desk.rows.ledger.values()].at(-1)).toMatchObject({ class: 'appended' });
  });
});

describe('a reply to what was resolved', () => {
  test('P14 opens it again, tells the team, and the promise to solve goes on', async () => {
    await resolve();
    await reply({ text: 'It is broken again, the screen is blue.' });
    expect(await found()).toMatchObject({
      status: 'open',
      stage: 'reopened',
      clocks: { resolution: { state: 'running' } },
    });
    expect((await found()).closesAt).toBeUndefined();
    expect(newest(desk, opened.id).effects).toMatchObject([
      { template: 'reopened', to: ['it-support@corp.example'] },
    ]);
  });

  test('L10 the first answer is not promised a second time', async () => {
    await resolve();
    await reply({ text: 'It is broken again, the screen is blue.' });
    expect((await found()).clocks.firstResponse).toMatchObject({ state: 'stopped', run: 1 });
  });

  test('P14 that only says thanks is praise', async () => {
    await resolve();
    await reply({ text: 'Thank you, it works now!' });
    expect((await found()).status).toBe('resolved');
    expect(newest(desk, opened.id)).toEqual({ names: ['MessageReceived', 'KudosReceived'], effects: [] });
  });

  test('E10 opens it three times an hour at most; then a person looks', async () => {
    for (let i = 0; i < 4; i += 1) {
      await resolve();
      await reply({ text: 'No, still broken.' });
      desk.pass(5);
    }
    expect(happenings(desk, opened.id).filter((name) => name === 'CaseReopened')).toHaveLength(3);
    expect(await found()).toMatchObject({ status: 'resolved' });
    desk.pass(60);
    await reply({ text: 'No, still broken.' });
    expect((await found()).status).toBe('open');
  });

  test('E8 to what is closed for good begins a new case that names the old one', async () => {
    await resolve();
    await desk.ports.cases.append(
      await found(),
      { ...(await found()), version: 3, status: 'closed' },
      {
        events: [{ type: 'CaseClosed', cause: 'grace-over', at: desk.rows.now, by: { kind: 'clock' } }],
        effects: [],
      },
    );
    desk.pass(60 * 24 * 8);
    await reply({ text: 'My laptop shows a blue screen again.' });
    expect(desk.rows.heads.size).toBe(2);
    const second = [...desk.rows.heads.keys()][1] ?? '';
    expect(await now(desk, second)).toMatchObject({
      facts: { maybeRelated: opened.id },
      links: [{ other: opened.id, as: 'follows' }],
    });
    expect(eventsOf(desk, opened.id).at(-1)).toMatchObject({ type: 'CaseLinked', other: second });
    expect((await now(desk, opened.id)).status).toBe('closed');
  });
});

test('a person who writes without being asked pauses nothing and resumes nothing', async () => {
  await reply({ from: ANNA });
  expect((await found()).clocks.resolution).toMatchObject({ state: 'running', spans: [[opened.openedAt]] });
});
