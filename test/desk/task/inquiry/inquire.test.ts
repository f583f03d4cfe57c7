import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { INQUIRY_ROUNDS, inquire } from '#desk/task/inquiry/inquire.ts';
import { settle } from '#desk/task/settle.ts';
import { openedAt } from '../../case/status/stands.ts';
import { ANNA } from '../../memory/mail.ts';
import { type Outside, opened, outside } from '../../memory/outside.ts';
import { eventsOf, now, opens, PROCESS, refusalOf } from '../../memory/stories.ts';
import { type Memory, memory } from '../../memory.ts';
import { again, alike, inquiring, mailed, puts, replies, USERS } from './asking.ts';

let desk: Memory;
let world: Outside;
let found: Case;
beforeEach(async () => {
  desk = memory();
  world = outside();
  found = await opens(desk);
});
const resumed = () =>
  desk.rows.outbox.flatMap(({ effect }) => (effect.kind === 'resume' ? [effect.ref] : []));

describe('a team asks the requester (row 38)', () => {
  test('in one mail that says what, for whom and until when; meanwhile the case waits and promises do not count', async () => {
    const task = await puts(desk, inquiring(found));
    const [text = ''] = await mailed(desk, world);
    expect(world.mails.at(-1)?.to).toEqual([ANNA]);
    expect(text).toContain(`1. ${USERS} (asked by: hosting team)`);
    expect(text).toContain(found.reference);
    expect(text).toContain('https://desk.example/answers/');
    expect(text).toContain('7 March 2026');
    expect(await now(desk, found.id)).toMatchObject({
      status: 'waiting',
      stage: 'waiting-requester',
      inquired: [task.ref],
      clocks: { resolution: { state: 'paused', cause: 'waiting-requester' } },
    });
  });

  test.each([
    ['kept by what a person asks in their own words', 'bo@corp.example', 'stopped', 'agent'],
    ['not kept by what a process asks', undefined, 'paused', 'process'],
  ] as const)('L1, L3 the promise of a first answer is %s', async (_, person, state, kind) => {
    found = await openedAt(desk, 'initiative', 'initiative');
    const asks = { ...(person !== undefined && { person }) };
    await puts(desk, inquiring(found, { ...asks, state: 'Wordless', question: ' ' }));
    expect((await now(desk, found.id)).clocks.firstResponse?.state).toBe('running');
    await puts(desk, inquiring(found, asks));
    await puts(desk, inquiring(found, asks));
    expect((await now(desk, found.id)).clocks).toMatchObject({
      firstResponse: { state },
      resolution: { state: 'paused', cause: 'waiting-requester' },
    });
    const sent = eventsOf(desk, found.id).filter((each) => 'waiting' in each && each.waiting);
    expect(sent).toMatchObject([{ template: 'inquiry', by: { kind } }]);
    await mailed(desk, world);
    const { headers } = await opened(world.mails.at(-1) ?? expect.fail('nothing leaves'));
    expect(headers.some(({ key }) => key === 'auto-submitted')).toBe(person === undefined);
  });

  test('twice from one visit is asked once, for the newer token', async () => {
    const task = await puts(desk, inquiring(found));
    const before = desk.rows.outbox.length;
    expect((await puts(desk, inquiring(found, { token: 'newer' }))).ref).toBe(task.ref);
    expect(desk.rows.outbox).toHaveLength(before);
    expect(await again(desk, task)).toMatchObject({ token: 'newer', state: 'asked' });
  });

  test('somebody who is not known to be the requester is not told: the department finds out (E4)', async () => {
    const from = 'anna@else.example';
    found = await opens(desk, { id: 'stranger', from, dmarc: 'none' });
    const task = await puts(desk, inquiring(found));
    expect(task.of).toMatchObject({ kind: 'group', group: 'team' });
    const [text = ''] = await mailed(desk, world);
    expect(world.mails.flatMap(({ to }) => to)).not.toContain(from);
    expect(text).toContain('find out from them');
    expect((await now(desk, found.id)).status).toBe('open');
  });

  test('nothing once the case is over', async () => {
    await resolveCase(desk.ports, found.id, PROCESS, { outcome: 'done' });
    expect(await desk.ports.tasks.find(await inquire(desk.ports, inquiring(found)))).toBeUndefined();
    expect(await refusalOf(inquire(desk.ports, { ...inquiring(found), caseId: 'none' }))).toBe(
      'case-not-found',
    );
  });

  test('no more than three times from one state, and not without words: then a person takes over', async () => {
    for (let round = 1; round <= INQUIRY_ROUNDS; round += 1) {
      const visit = { entered: `visit ${round}`, question: `What is part ${round} called?` };
      await puts(desk, inquiring(found, visit));
      await replies(desk, found, `Part ${round}.`, { id: `reply-${round}` });
    }
    const last = inquiring(found, { entered: 'visit 4', question: 'And who pays?' });
    expect(await puts(desk, last)).toMatchObject({ state: 'answered', answer: { outcome: 'enough' } });
    const wordless = inquiring(found, { state: 'Another', question: '  ' });
    expect(await puts(desk, wordless)).toMatchObject({ answer: { outcome: 'enough' } });
    expect(await mailed(desk, world)).toHaveLength(0);
  });

  test('no more than three times about somebody in distress either, of whom no answer is known (row 14)', async () => {
    const quiet = await opens(desk, {
      id: 'distress',
      subject: 'Not well',
      text: 'I do not want to live any more.',
    });
    for (let round = 1; round <= INQUIRY_ROUNDS; round += 1) {
      const task = await puts(desk, inquiring(quiet, { entered: `visit ${round}` }));
      expect(task.of).toMatchObject({ kind: 'group' });
      desk.pass(121 * 60);
      expect(await refusalOf(settle(desk.ports, quiet.id, task.name))).toBe('task-silent');
    }
    const last = await puts(desk, inquiring(quiet, { entered: 'visit 4' }));
    expect(last).toMatchObject({ state: 'answered', answer: { outcome: 'enough' } });
  });
});

describe('what was answered once is not asked twice (row 38)', () => {
  test('who asks the same gets the first answer with who asked and when, and the requester hears nothing', async () => {
    const first = await puts(desk, inquiring(found));
    desk.pass(60);
    await replies(desk, found, 'About 400, most of them in Berlin.');
    desk.pass(60);
    const second = await puts(desk, alike(found));
    expect(second).toMatchObject({
      state: 'answered',
      answer: { outcome: 'known', comment: 'About 400, most of them in Berlin.', by: ANNA },
      inquiry: {
        topic: first.inquiry?.topic,
        by: 'network team',
        first: {
          by: 'hosting team',
          askedAt: '2026-03-02T09:00:00.000Z',
          answeredAt: '2026-03-02T10:00:00.000Z',
        },
      },
    });
    expect(resumed()).toEqual([first.ref, second.ref]);
    expect((await now(desk, found.id)).status).toBe('open');
    // The mail about the first question is not sent any more either: it is answered.
    expect(await mailed(desk, world)).toHaveLength(0);
  });

  test('the same topic is the same question, whatever its words', async () => {
    await puts(desk, inquiring(found, { topic: 'users' }));
    await replies(desk, found, '400');
    const second = await puts(desk, alike(found, { topic: 'users', question: 'And the load at noon?' }));
    expect(second.answer).toMatchObject({ outcome: 'known', comment: '400' });
    const other = await puts(desk, alike(found, { topic: 'load', entered: 'visit 2' }));
    expect(other.state).toBe('asked');
  });

  test.each([
    ['Where are the users?', USERS],
    ['Why?', 'Why?'],
  ])('“%s” after “%s” is another question with another topic', async (second, question) => {
    const one = await puts(desk, inquiring(found, { question }));
    await replies(desk, found, '400');
    const two = await puts(desk, alike(found, { question: second }));
    expect(two.state).toBe('asked');
    expect(two.inquiry?.topic).not.toBe(one.inquiry?.topic);
  });

  test('named by one process only, its words still say what it is', async () => {
    await puts(desk, inquiring(found));
    await replies(desk, found, '400');
    const named = await puts(desk, alike(found, { topic: 'users' }));
    expect(named.answer).toMatchObject({ outcome: 'known', comment: '400' });
  });

  test('as long as it is open the second waits with the first: one mail, and both get the answer', async () => {
    const first = await puts(desk, inquiring(found));
    const second = await puts(desk, alike(found));
    expect(await mailed(desk, world)).toHaveLength(1);
    await replies(desk, found, '400');
    for (const task of [first, second])
      expect(await again(desk, task)).toMatchObject({
        state: 'answered',
        answer: { outcome: 'answered', comment: '400', by: ANNA },
      });
    expect(resumed()).toEqual([first.ref, second.ref]);
    const after = await now(desk, found.id);
    expect(after).toMatchObject({ status: 'open', asked: {}, clocks: { resolution: { state: 'running' } } });
  });

  test('who needs it again says so: it is asked again, and recorded as that', async () => {
    await puts(desk, inquiring(found));
    await replies(desk, found, '400');
    const second = await puts(desk, alike(found, { again: true }));
    expect(second).toMatchObject({ state: 'asked', inquiry: { again: true } });
    expect(eventsOf(desk, found.id)).toContainEqual(
      expect.objectContaining({ type: 'TaskAsked', ref: second.ref, again: true }),
    );
    const third = await puts(desk, inquiring(found, { entered: 'visit 2', again: true }));
    expect(third.state).toBe('asked');
    expect(await mailed(desk, world)).toHaveLength(1);
    await replies(desk, found, '500 by now.', { id: 'reply-2' });
    const later = await puts(desk, inquiring(found, { entered: 'visit 3' }));
    expect(later.answer).toMatchObject({ outcome: 'known', comment: '500 by now.' });
  });

  test('one that fell silent is asked anew, and the others are still waited for', async () => {
    const first = await puts(desk, inquiring(found));
    await puts(desk, inquiring(found, { state: 'Other', question: 'Where is the data stored?', hours: 500 }));
    desk.pass(121 * 60);
    expect(await refusalOf(settle(desk.ports, found.id, first.name))).toBe('task-silent');
    expect(await now(desk, found.id)).toMatchObject({
      status: 'waiting',
      clocks: { resolution: { state: 'paused' } },
    });
    expect((await puts(desk, alike(found))).state).toBe('asked');
  });

  test('it is known only as far as it may be: not what another department keeps to itself', async () => {
    const task = await puts(desk, inquiring(found));
    await replies(desk, found, '400');
    const kept = await again(desk, task);
    desk.rows.tasks.set(task.ref, {
      ...kept,
      department: 'hr',
      about: { ...kept.about, dataClass: 'confidential' },
    });
    expect((await puts(desk, alike(found))).state).toBe('asked');
  });
});
