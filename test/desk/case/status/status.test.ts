import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { holdCase } from '#desk/case/hold-case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { groupWord } from '#desk/case/status/roles.ts';
import { tellRequester } from '#desk/case/tell-requester.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import { answerTask } from '#desk/task/answer.ts';
import { foreignWords } from '#statemachines/checks/check-words.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { arrive, BOB } from '../../memory/mail.ts';
import { handsOn } from '../../memory/parts.ts';
import { AGENT, asks, now, PROCESS, question } from '../../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../../memory.ts';
import { alike, inquiring, puts, replies, USERS } from '../../task/inquiry/asking.ts';
import { openedAt, statusFor, wordsOf } from './stands.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});

const REQUIREMENTS = { goal: 'Less paper', users: 'All of sales', systems: 'SAP', goLive: '2026-07-01' };
const initiative = () => openedAt(desk, 'initiative', 'initiative', { said: REQUIREMENTS });
const stands = async (of: Case) => (await statusFor(desk, of)) ?? expect.fail('nobody may see it');
const asksGroup = (of: Case, group: string, state: string) =>
  asks(desk.ports, question(of, { state, of: { group }, outcomes: ['approve', 'reject'], stage: 'review' }));
const answers = (ref: string, sub = 'kim@corp.example', outcome = 'approve') =>
  answerTask(
    desk.ports,
    ref,
    { kind: 'agent', id: sub },
    { outcome, by: sub, at: desk.ports.now(), fields: {}, comment: 'Between ourselves' },
    () => true,
  );

const telling = ({ id, execution = '' }: Case) => ({
  caseId: id,
  execution,
  state: 'Tell the person the day',
  entered: 'now',
  text: 'All teams have agreed.',
  facts: { 'Go-live': 'goLive' },
  stage: 'waiting',
});

describe('row 38 who has the ball', () => {
  test('is the team when nobody else is asked', async () => {
    const found = await openedAt(desk, 'it', 'workplace-incident');
    const { ball, label, contact } = await stands(found);
    expect(ball).toEqual({ holder: 'us', who: ['IT'], label: 'It is with IT.' });
    expect(label).toMatchObject({ kind: 'incident', stage: 'received', department: 'IT' });
    expect(contact).toBe('IT');
  });

  test('is with every team of an initiative that has not answered, each by what it is called and once', async () => {
    const found = await initiative();
    const { ref } = await asksGroup(found, 'hosting', 'Review the hosting');
    await asksGroup(found, 'integration', 'Review the connection: SAP');
    desk.pass(60);
    await asksGroup(found, 'integration', 'Review the connection: Workday');
    expect(await stands(found)).toMatchObject({
      ball: { holder: 'us', label: 'It is with hosting team and integration team.' },
      outstanding: [
        { who: 'hosting team', label: 'since 2 Mar 2026, 10:00' },
        { who: 'integration team', label: 'since 2 Mar 2026, 10:00' },
      ],
      label: { stage: 'being reviewed by all teams' },
    });
    await answers(ref);
    expect((await stands(found)).ball?.label).toBe('It is with integration team.');
  });

  test('is with the requester as soon as they are asked, whatever teams do besides', async () => {
    const found = await initiative();
    await asksGroup(found, 'hosting', 'Review the hosting');
    await sendMessage(desk.ports, found.id, AGENT, {
      body: 'messages/asked',
      visibility: 'public',
      waitForReply: true,
    });
    const seen = await stands(found);
    expect(seen.ball).toMatchObject({ holder: 'you', label: 'It is your turn: we wait for your answer.' });
    expect(seen.asks).toEqual([
      { topic: 'What we wrote to you', since: desk.ports.now(), label: 'since 2 Mar 2026, 10:00' },
    ]);
    expect(seen.promises).toContainEqual({ label: 'Our time does not count while we wait for you.' });
  });

  test('row 23 is with another department by name while only its part is open', async () => {
    const whole = await openedAt(desk, 'facilities', 'heating');
    const { child } = await handsOn(desk, whole);
    expect(await stands(whole)).toMatchObject({
      ball: { holder: 'department', label: 'It is with IT.' },
      parts: [{ reference: child.reference, department: 'IT', stage: 'received', over: false }],
    });
    expect((await stands(whole)).history[0]?.label).toBe('IT began its part.');
    await resolveCase(desk.ports, child.id, PROCESS, { outcome: 'done' });
    const after = await stands(whole);
    expect(after).toMatchObject({ ball: { holder: 'us' }, parts: [{ stage: 'done', over: true }] });
    expect(after.history[0]?.label).toBe('IT ended its part.');
  });

  test('is nobody’s while a date is waited for: one a person set, or one the process waits for', async () => {
    const found = await openedAt(desk, 'it', 'workplace-incident');
    const until = '2026-04-01T08:00:00.000Z';
    await holdCase(desk.ports, found.id, AGENT, { until, reason: 'Between ourselves' });
    expect(await stands(found)).toMatchObject({
      ball: {
        holder: 'date',
        label: 'Nobody has to do anything before Wednesday, 1 April 2026 at 10:00 (Europe/Berlin).',
      },
      promises: [
        { label: expect.stringMatching(/^You hear from us by/) },
        { label: 'Our time does not count while it rests.' },
      ],
    });
    const begun = await initiative();
    expect((await stands(begun)).ball?.holder, 'its process has not begun').toBe('us');
    await tellRequester(desk.ports, telling(begun));
    expect((await stands(begun)).ball?.holder, 'its process is between two states').toBe('us');
    desk.pass(2);
    expect((await stands(begun)).ball).toMatchObject({
      holder: 'date',
      until: '2026-07-01',
      label: 'Nobody has to do anything before Wednesday, 1 July 2026.',
    });
  });

  test('is nobody’s once it is over', async () => {
    const found = await openedAt(desk, 'it', 'workplace-incident');
    await resolveCase(desk.ports, found.id, AGENT, { outcome: 'solved' });
    const { ball, promises, label } = await stands(found);
    expect([ball?.holder, promises, label.stage]).toEqual(['nobody', [], 'solved']);
  });
});

describe('row 38 what the page says besides', () => {
  test('names people by role: a manager, whoever has a vote, the one who leads', async () => {
    await desk.ports.directory.keep({ address: 'anna@corp.example', manager: 'boss@corp.example' });
    const found = await openedAt(desk, 'hr', 'leave-of-absence');
    await asks(desk.ports, question(found));
    const seen = await stands(found);
    expect(seen.outstanding).toMatchObject([{ who: 'your manager' }]);
    expect(JSON.stringify(seen)).not.toMatch(/boss|kim/);
  });

  test('names the coordinator of an initiative, because its department does', async () => {
    await desk.ports.directory.keep({ address: 'kim@corp.example', name: 'Kim Lee' });
    const found = await initiative();
    const { ref } = await asksGroup(found, 'team', 'Take the lead');
    expect((await stands(found)).contact).toBe('your coordinator');
    await answers(ref, 'kim@corp.example');
    expect((await stands(found)).contact).toBe('Kim Lee (your coordinator)');
    expect(JSON.stringify(await stands(found))).not.toMatch(/kim@|Between ourselves/);
  });

  test('what was answered stands there once, with the answer; what is about somebody else without it', async () => {
    const { answered } = await stands(await initiative());
    expect(answered).toContainEqual({ topic: 'Goal and benefit', answer: 'Less paper' });
    const leaver = await openedAt(desk, 'hr', 'leaver', { said: { colleague: 'bob@corp.example' } });
    expect(JSON.stringify(await stands(leaver))).not.toContain('bob@corp.example');
  });

  test('what two teams ask alike is one thing that is missing, and once answered it stands there as said', async () => {
    const found = await initiative();
    await puts(desk, inquiring(found));
    await puts(desk, alike(found));
    const { asks: open, ball } = await stands(found);
    expect(ball?.holder).toBe('you');
    expect(open).toMatchObject([
      { topic: USERS, label: 'asked by hosting team and network team, 2 Mar 2026, 10:00' },
    ]);
    await replies(desk, found, 'About 400.', {
      inReplyTo: undefined,
      to: [replyAddress(FRONT_DOOR, found.id, KEY)],
    });
    const after = await stands(found);
    expect(after).toMatchObject({ asks: [], ball: { holder: 'us' } });
    expect(after.answered).toContainEqual({ topic: USERS, answer: 'About 400.' });
  });

  test('promises are times in words, and a broken one is admitted', async () => {
    const found = await openedAt(desk, 'it', 'workplace-incident');
    expect((await stands(found)).promises[0]?.label).toMatch(/^You hear from us by Monday, 2 March 2026 at/);
    desk.pass(3 * 24 * 60);
    expect((await stands(found)).promises[0]).toMatchObject({
      label: expect.stringMatching(/^You were to hear from us by .* We are late\.$/),
      late: true,
    });
  });

  test('row 13 nothing is counted down in an emergency', async () => {
    const found = await openedAt(desk, 'emergency', 'danger');
    expect((await stands(found)).promises).toEqual([]);
  });

  test('what happened is what the requester did and was told: no note, no hand-over, no word of a colleague', async () => {
    const found = await initiative();
    await sendMessage(desk.ports, found.id, AGENT, {
      body: 'messages/note',
      visibility: 'internal',
      waitForReply: false,
    });
    await tellRequester(desk.ports, telling(found));
    await arrive(desk.ports, { from: BOB, id: 'bob@x', subject: `Re: [${found.reference}]`, text: 'Me too' });
    expect((await stands(found)).history.map(({ label }) => label)).toEqual([
      'All teams have agreed. Go-live: 2026-07-01',
      'It is ready, waiting for its day.',
      'We have it.',
    ]);
  });

  test('row 14 to somebody in distress it says where they stand and nothing else', async () => {
    const found = await openedAt(desk, 'care', 'talk');
    expect(await stands(found)).toEqual({
      caseId: found.id,
      reference: found.reference,
      status: 'open',
      stage: 'received',
      label: { stage: 'with us' },
      asks: [],
      answered: [],
      outstanding: [],
      promises: [],
      parts: [],
      history: [],
    });
  });
});

describe('row 16 nobody reads a word that is not the department’s', () => {
  test.each(DEPARTMENTS.map((each) => [each.id, each] as const))('%s', async (id, department) => {
    for (const group of Object.keys(department.groups))
      expect(foreignWords(department, groupWord(department, group)), group).toEqual([]);
    const [service = expect.fail('it offers nothing')] = department.services;
    const found = await openedAt(desk, id, service.id);
    await asks(desk.ports, question(found, { of: { group: 'lead' } }));
    const asked = await stands(found);
    await sendMessage(desk.ports, found.id, AGENT, {
      body: 'messages/1',
      visibility: 'public',
      waitForReply: true,
    });
    const waiting = await stands(found);
    await resolveCase(desk.ports, found.id, PROCESS, {
      outcome: Object.keys(department.words.stages).at(-1) ?? '',
    });
    const over = await stands(await now(desk, found.id));
    for (const text of [asked, waiting, over].flatMap(wordsOf))
      expect(foreignWords(department, text), text).toEqual([]);
  });
});
