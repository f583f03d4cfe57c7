import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { routeCase } from '#desk/case/route-case.ts';
import { DeskError } from '#desk/errors.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import { answerTask } from '#desk/task/answer.ts';
import { ask } from '#desk/task/ask.ts';
import { askRequester } from '#desk/task/ask-requester.ts';
import type { Task } from '#desk/task/task.ts';
import { deskWithLeavers } from '../case/fields/leavers.ts';
import { ANNA, arrive, rawMail } from '../memory/mail.ts';
import { opened as mailOf, type Outside, outside } from '../memory/outside.ts';
import { AGENT, caughtUp, newest, now, opens, PROCESS, question, refusalOf } from '../memory/stories.ts';
import type { Memory } from '../memory.ts';

const FIRST = { subject: 'Termination', text: 'Termination of my employment contract.\nReason: bored' };

let desk: Memory;
let world: Outside;
let found: Case;
let asks: number;
beforeEach(async () => {
  desk = deskWithLeavers();
  world = outside();
  asks = 0;
  found = await opens(desk, FIRST);
});

const completion = (more: { entered?: string; token?: string } = {}) => ({
  caseId: found.id,
  execution: found.execution ?? '',
  state: 'Ask for what is missing',
  entered: `visit ${asks}`,
  version: 'v1',
  token: `token-${asks}`,
  question: 'We need a few details.',
  hours: 120,
  ...more,
});
/** The process asks; gives the row of its question, once its mail has left. */
async function asked(): Promise<Task> {
  asks += 1;
  const ref = await askRequester(desk.ports, completion());
  for (const out of desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail'))
    await world.deliver(desk.ports, out);
  return (await desk.ports.tasks.find(ref)) ?? expect.fail('nothing was asked');
}
const text = async () => (await mailOf(world.mails.at(-1) ?? expect.fail('no mail'))).text ?? '';
const replies = (words: string, from = ANNA, id = `reply-${asks}`) =>
  arrive(desk.ports, {
    from,
    subject: `Re: [${found.reference}]`,
    text: words,
    id,
    inReplyTo: 'first@corp.example',
  });
const row = async ({ ref }: Task) => (await desk.ports.tasks.find(ref)) ?? expect.fail('no row');

describe('what a service needs is asked for once (row 18)', () => {
  test('the process is begun knowing that something is missing', () => {
    expect(newest(desk, found.id).effects).toContainEqual(
      expect.objectContaining({ kind: 'start', process: 'hr-termination', incomplete: true }),
    );
  });

  test('a complete message begins it as any other', async () => {
    const full = await opens(desk, {
      ...FIRST,
      id: 'full@corp.example',
      text: 'Termination\nLast working day: 30 April\nReason: own wish\nKeeps the phone: no',
    });
    const start = newest(desk, full.id).effects.find(({ kind }) => kind === 'start');
    expect(start).not.toHaveProperty('incomplete');
    expect(full.facts).toMatchObject({ lastWorkingDay: '2026-04-30', reason: 'Own wish', keepsPhone: 'no' });
  });

  test('in one mail that names everything, with the reason for each', async () => {
    const task = await asked();
    expect(task.fields.map(({ name }) => name)).toEqual(['lastWorkingDay', 'reason', 'keepsPhone']);
    const said = (await text()).replace(/\s+/g, ' ');
    expect(said).toContain('1. Last working day: is missing.');
    expect(said).toContain('2. Reason: should be one of: Own wish, Retirement.');
    expect(said).toContain('3. Keeps the phone: is missing.');
    expect(said).toContain('https://desk.example/answers/');
    expect(world.mails.at(-1)?.to).toEqual([ANNA]);
  });

  test('the case waits for its requester, and what is promised does not count meanwhile', async () => {
    await asked();
    const waiting = await now(desk, found.id);
    expect(waiting).toMatchObject({ status: 'waiting', stage: 'waiting-requester' });
    expect(waiting.clocks.resolution).toMatchObject({ state: 'paused', cause: 'waiting-requester' });
    expect(waiting.clocks.firstResponse).toMatchObject({ state: 'running' });
  });

  test('twice asked by one visit is asked once, for the newer token', async () => {
    const task = await asked();
    const before = desk.rows.outbox.length;
    expect(await askRequester(desk.ports, completion({ token: 'newer' }))).toBe(task.ref);
    expect(desk.rows.outbox).toHaveLength(before);
    expect((await row(task)).token).toBe('newer');
  });

  test('somebody who is not known to be the requester is told nothing: the department finds out (E4)', async () => {
    const stranger = {
      ...FIRST,
      id: 'stranger@else.example',
      from: 'anna@else.example',
      dmarc: 'none' as const,
    };
    found = await opens(desk, stranger);
    expect(found.verified).toBe(false);
    const task = await asked();
    expect(task.of).toMatchObject({ kind: 'group', group: 'team' });
    expect(world.mails.flatMap(({ to }) => to)).not.toContain('anna@else.example');
    expect((await now(desk, found.id)).status).toBe('open');
  });
});

describe('the requester replies', () => {
  test('with everything: the process goes on with it, and so do the promises', async () => {
    const task = await asked();
    await replies('Last working day: 30 April\nReason: retirement\nKeeps the phone: yes');
    expect(await row(task)).toMatchObject({ state: 'answered', answer: { outcome: 'given' } });
    const after = await caughtUp(desk, found.id);
    expect(after.facts).toMatchObject({
      lastWorkingDay: '2026-04-30',
      reason: 'Retirement',
      keepsPhone: 'yes',
    });
    expect(after).toMatchObject({ status: 'open', asked: {} });
    expect(after.clocks.resolution?.state).toBe('running');
  });

  test('with a part: only the rest is asked for, and what did not fit is said', async () => {
    const first = await asked();
    await replies('1. 30 April\n3. who knows');
    expect((await row(first)).answer?.outcome).toBe('partly');
    const second = await asked();
    expect(second.fields.map(({ name }) => name)).toEqual(['reason', 'keepsPhone']);
    expect((await text()).replace(/\s+/g, ' ')).toContain('2. Keeps the phone: should be yes or no.');
    expect((await now(desk, found.id)).status).toBe('waiting');
  });

  test('three times with a part: a person takes over', async () => {
    for (const [answer, outcome] of [
      ['1. 30 April', 'partly'],
      ['1. boredom', 'partly'],
      ['1. boredom', 'unclear'],
    ] as const) {
      const task = await asked();
      await replies(answer);
      expect((await row(task)).answer?.outcome).toBe(outcome);
    }
  });

  test('with nothing that can be read: a person takes over at once', async () => {
    const task = await asked();
    await replies('I do not understand a word of this, please call me.');
    expect((await row(task)).answer?.outcome).toBe('unclear');
  });

  test.each([
    ['thanks', 'Thank you!', ANNA],
    ["somebody else's words", '1. 30 April', 'bob@corp.example'],
  ])('%s answer nothing', async (_what, words, from) => {
    const task = await asked();
    await replies(words, from);
    expect((await row(task)).state).toBe('asked');
  });

  test('the same mail twice, also after a crash before it was booked, answers once', async () => {
    const task = await asked();
    const mail = rawMail({
      subject: `Re: [${found.reference}]`,
      text: '1. 30 April',
      id: 'r',
      inReplyTo: 'first@corp.example',
    });
    const broken = {
      ...desk.ports,
      cases: {
        ...desk.ports.cases,
        append: async () => {
          throw new Error('the store is away');
        },
      },
    };
    await expect(takeIn(broken, { raw: mail, key: 'raw/r' })).rejects.toThrow('away');
    const answer = (await row(task)).answer;
    expect(answer?.outcome).toBe('partly');
    desk.pass(1);
    await takeIn(desk.ports, { raw: mail, key: 'raw/r' });
    await takeIn(desk.ports, { raw: mail, key: 'raw/r' });
    expect((await row(task)).answer).toEqual(answer);
    expect(desk.rows.outbox.filter(({ effect }) => effect.kind === 'resume')).toHaveLength(1);
  });
});

describe('the page behind the link', () => {
  const fills = (task: Task, fields: Record<string, string>) => {
    const answer = { outcome: 'given', fields, by: ANNA, at: desk.rows.now };
    return answerTask(desk.ports, task.ref, { kind: 'requester', id: ANNA }, answer, () => true);
  };

  test('takes everything or nothing, and names each field that does not fit', async () => {
    const task = await asked();
    const refused = fills(task, { lastWorkingDay: '2020-01-01', reason: 'Own wish' });
    await expect(refused).rejects.toBeInstanceOf(DeskError);
    await expect(refused).rejects.toMatchObject({
      faults: [
        { pointer: '/fields/lastWorkingDay', message: 'Last working day should not be before 2026-03-02' },
        { pointer: '/fields/keepsPhone', message: 'Keeps the phone is missing' },
      ],
    });
    await fills(task, { lastWorkingDay: '2026-04-30', reason: 'own wish', keepsPhone: 'no' });
    const after = await caughtUp(desk, found.id);
    expect(after.facts).toMatchObject({ lastWorkingDay: '2026-04-30', reason: 'Own wish' });
    expect(after).toMatchObject({ status: 'open', stage: 'answered' });
  });

  test('what was said before the question is not asked: the process goes on by itself', async () => {
    const task = await asked();
    await fills(task, { lastWorkingDay: '2026-04-30', reason: 'own wish', keepsPhone: 'no' });
    const again = await asked();
    expect(again).toMatchObject({ state: 'answered', answer: { outcome: 'given' }, fields: [] });
    const resumed = () =>
      desk.rows.outbox.filter(({ effect }) => 'ref' in effect && effect.ref === again.ref);
    expect(resumed()).toMatchObject([{ caseId: found.id, effect: { kind: 'resume' } }]);
    await desk.ports.tasks.rebind(again.ref, 'newer');
    expect(resumed(), 'K5 the newer token hears of it too, should the step have been repeated').toHaveLength(
      2,
    );
  });

  test('over is over: nothing is asked once the case has ended', async () => {
    const { resolveCase } = await import('#desk/case/resolve-case.ts');
    await resolveCase(desk.ports, found.id, PROCESS, { outcome: 'declined' });
    const mails = desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail').length;
    await askRequester(desk.ports, completion());
    expect(desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail')).toHaveLength(mails);
    expect(await refusalOf(askRequester(desk.ports, { ...completion(), caseId: 'none' }))).toBe(
      'case-not-found',
    );
  });
});

describe('what is missing, elsewhere', () => {
  test('is what a person of the department fills in once they take over', async () => {
    const asked = { of: { group: 'team' }, fields: 'missing' as const, outcomes: ['known', 'unknown'] };
    const ref = await ask(desk.ports, question(found, asked));
    const task = await desk.ports.tasks.find(ref);
    expect(task?.fields.map(({ name }) => name)).toEqual(['lastWorkingDay', 'reason', 'keepsPhone']);
  });

  test('is not what the first message said before people placed it', async () => {
    const text = 'Hello.\nLast working day: 30 April\nReason: own wish\nKeeps the phone: no';
    const placed = await opens(desk, { subject: 'Hello', text, id: 'hello@corp.example' });
    expect(placed.department).toBe('triage');
    await routeCase(desk.ports, placed.id, AGENT, { department: 'hr', service: 'termination' });
    expect((await now(desk, placed.id)).facts).toMatchObject({
      lastWorkingDay: '2026-04-30',
      keepsPhone: 'no',
    });
    const start = newest(desk, placed.id).effects.find(({ kind }) => kind === 'start');
    expect(start).not.toHaveProperty('incomplete');
  });
});
