import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { answerTask } from '#desk/task/answer.ts';
import { answerInquiries } from '#desk/task/inquiry/answer-inquiries.ts';
import { questionsOf } from '#desk/task/inquiry/questions-of.ts';
import { settle } from '#desk/task/settle.ts';
import { ANNA, BOB } from '../../memory/mail.ts';
import { type Outside, outside } from '../../memory/outside.ts';
import { asks, eventsOf, now, opens, question, refusalOf } from '../../memory/stories.ts';
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
const WHERE = { state: 'Ask the person about the data', question: 'Where is the data stored?', by: 'audit' };
const by = { kind: 'requester' as const, id: ANNA };

describe('the requester answers', () => {
  test('all that is open with one text, which the newest mail lists as a whole', async () => {
    const users = await puts(desk, inquiring(found));
    desk.pass(5);
    const data = await puts(desk, inquiring(found, WHERE));
    const [, text = ''] = await mailed(desk, world);
    expect(text).toContain('1. How many users will there be? (asked by: hosting team)');
    expect(text).toContain('2. Where is the data stored? (asked by: audit)');
    await replies(desk, found, '400, and in Frankfurt.');
    for (const task of [users, data])
      expect((await again(desk, task)).answer?.comment).toBe('400, and in Frankfurt.');
  });

  test('before it was asked: a step that is repeated is told with its newer token too', async () => {
    await puts(desk, inquiring(found));
    await replies(desk, found, '400');
    const known = await puts(desk, alike(found));
    expect(known.answer?.outcome).toBe('known');
    await puts(desk, alike(found, { token: 'newer' }));
    const resumed = desk.rows.outbox.filter(({ effect }) => 'ref' in effect && effect.ref === known.ref);
    expect(resumed.map(({ effect }) => effect.kind)).toEqual(['resume', 'resume']);
  });

  test('with nothing but a file: it says where to look', async () => {
    const task = await puts(desk, inquiring(found));
    await replies(desk, found, '', { files: { 'users.csv': 'a;b' } });
    expect((await again(desk, task)).answer?.comment).toBe('The answer is in the files of the message.');
  });

  test.each([
    ['a machine', 'I am away.', { headers: ['Auto-Submitted: auto-replied'] }],
    ['somebody else', 'They are 400.', { from: BOB }],
    ['nobody we can vouch for', '400', { dmarc: 'none' }],
    ['thanks', 'Thank you!', {}],
  ])('%s is no answer', async (_what, text, more) => {
    const task = await puts(desk, inquiring(found));
    await replies(desk, found, text, more);
    expect((await again(desk, task)).state).toBe('asked');
  });

  test('twice at once: one answer counts, and each process goes on once', async () => {
    const task = await puts(desk, inquiring(found));
    const seen = await now(desk, found.id);
    await Promise.all([
      answerInquiries(desk.ports, seen, { text: '400', by }),
      answerInquiries(desk.ports, seen, { text: '500', by }),
    ]);
    expect(eventsOf(desk, found.id).filter(({ type }) => type === 'TaskAnswered')).toHaveLength(1);
    expect(['400', '500']).toContain((await again(desk, task)).answer?.comment);
    expect(desk.rows.outbox.filter(({ effect }) => effect.kind === 'resume')).toHaveLength(1);
  });

  test('a mail that comes again after a crash answers nothing that was asked because of it', async () => {
    await puts(desk, inquiring(found));
    const said = { text: '400', by, deliveryId: 'mail-1' };
    await answerInquiries(desk.ports, await now(desk, found.id), said);
    desk.pass(1);
    const next = await puts(desk, inquiring(found, WHERE));
    expect(await answerInquiries(desk.ports, await now(desk, found.id), said)).toBe(false);
    expect((await again(desk, next)).state).toBe('asked');
  });

  test('on a page that was opened before a question came up does not answer that one', async () => {
    const users = await puts(desk, inquiring(found));
    desk.pass(5);
    const data = await puts(desk, inquiring(found, WHERE));
    await answerInquiries(desk.ports, await now(desk, found.id), { text: '400', by, seen: users.askedAt });
    expect((await again(desk, users)).state).toBe('answered');
    expect((await again(desk, data)).state).toBe('asked');
  });

  test('in time, but its process hears of it only after its timer: the row decides (K1)', async () => {
    const task = await puts(desk, inquiring(found));
    await replies(desk, found, '400');
    desk.pass(121 * 60);
    expect(await settle(desk.ports, found.id, task.name)).toMatchObject({
      outcome: 'answered',
      comment: '400',
    });
  });
});

describe('what was asked and answered can be read', () => {
  test('one entry for a topic, with everybody who asked', async () => {
    await puts(desk, inquiring(found));
    await puts(desk, alike(found));
    await replies(desk, found, '400');
    await puts(desk, alike(found, { state: 'Third', by: 'audit' }));
    desk.pass(1);
    await puts(desk, inquiring(found, WHERE));
    expect(questionsOf([...desk.rows.tasks.values()])).toEqual([
      {
        topic: 'user',
        question: USERS,
        askedBy: ['hosting team', 'network team', 'audit'],
        askedAt: '2026-03-02T09:00:00.000Z',
        open: false,
        answer: '400',
        answeredAt: '2026-03-02T09:00:00.000Z',
      },
      expect.objectContaining({
        topic: 'data-stor',
        question: WHERE.question,
        askedBy: ['audit'],
        open: true,
      }),
    ]);
  });

  test('by the next team that is asked something, where its process shows the answers', async () => {
    await puts(desk, inquiring(found));
    await replies(desk, found, '400');
    const of = { group: 'team' };
    const shown = await asks(desk.ports, question(found, { of, show: ['subject', 'answers'] }));
    expect(shown.shown.answers).toMatch(
      /“How many users will there be\?” \(asked by: hosting team\).*: 400$/,
    );
    const hidden = await asks(desk.ports, question(found, { of, state: 'Other' }));
    expect(hidden.shown).not.toHaveProperty('answers');
  });

  test('a team that asks back has to say what', async () => {
    const of = { group: 'team' };
    const outcomes = ['approve', 'ask-back'];
    const { ref } = await asks(desk.ports, question(found, { of, outcomes }));
    const answer = { outcome: 'ask-back', by: BOB, at: desk.rows.now };
    const participant = { kind: 'participant' as const, id: BOB };
    const answered = (comment: string) =>
      answerTask(desk.ports, ref, participant, { ...answer, comment }, () => true);
    expect(await refusalOf(answered(' '))).toBe('invalid');
    expect(await answered('How many?')).toMatchObject({ status: 'accepted' });
  });
});
