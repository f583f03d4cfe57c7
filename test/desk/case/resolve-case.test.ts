import { beforeEach, describe, expect, test } from 'vitest';
import { answerSurvey } from '#desk/case/answer-survey.ts';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { answerTask } from '#desk/task/answer.ts';
import { ANNA, arrive } from '../memory/mail.ts';
import {
  AGENT,
  asks,
  happenings,
  newest,
  now,
  opens,
  PROCESS,
  question,
  refusalOf,
} from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
});

const found = () => now(desk, opened.id);
const solved = { outcome: 'solved', text: 'The driver is new.' };
const DAY = 1440;

describe('a case is resolved', () => {
  test('row 8 by its process: its clocks stop in that same write, the requester hears and is asked whether it helped', async () => {
    await resolveCase(desk.ports, opened.id, PROCESS, solved);
    const { names, effects } = newest(desk, opened.id);
    expect(names).toEqual(['ClockStopped', 'ClockStopped', 'CaseResolved', 'MessageSent']);
    expect(effects).toMatchObject([{ kind: 'mail', to: [ANNA], template: 'resolved', values: solved }]);
    expect(await found()).toMatchObject({
      status: 'resolved',
      stage: 'solved',
      closesAt: '2026-03-05T09:00:00.000Z',
    });
  });

  test('A9 by a person: what is still asked is withdrawn and the process is stopped', async () => {
    const task = await asks(desk.ports, question(opened, { of: { group: 'team' } }));
    await resolveCase(desk.ports, opened.id, AGENT, solved);
    const { names, effects } = newest(desk, opened.id);
    expect(names).toContain('TaskWithdrawn');
    expect(effects.at(-1)).toMatchObject({
      kind: 'stop',
      process: 'it-incident',
      execution: opened.execution,
    });
    expect((await desk.ports.tasks.find(task.ref))?.state).toBe('withdrawn');
    expect((await found()).asked).toEqual({});
  });

  test('A9 by a branch of its process: what another branch still asks is withdrawn, what was answered is kept', async () => {
    const waits = await asks(desk.ports, question(opened, { state: 'One' }));
    const done = await asks(desk.ports, question(opened, { state: 'Two', of: { group: 'team' } }));
    const answer = { outcome: 'reject', by: 'kim', at: desk.rows.now };
    await answerTask(desk.ports, done.ref, AGENT, answer, () => true);
    await resolveCase(desk.ports, opened.id, PROCESS, solved);
    const { names, effects } = newest(desk, opened.id);
    expect(names.filter((name) => name.startsWith('Task'))).toEqual(['TaskAnswered', 'TaskWithdrawn']);
    expect(
      effects.map(({ kind }) => kind),
      'its own process goes on to its end',
    ).toEqual(['mail']);
    expect((await desk.ports.tasks.find(waits.ref))?.state).toBe('withdrawn');
    expect((await desk.ports.tasks.find(done.ref))?.state).toBe('answered');
    expect(Object.values((await found()).clocks).map(({ state }) => state)).not.toContain('running');
  });

  test('twice is once', async () => {
    await resolveCase(desk.ports, opened.id, PROCESS, solved);
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'not-solvable' });
    expect(await found()).toMatchObject({ version: 2, outcome: 'solved' });
  });

  test('E4 without a mail to somebody nobody authenticated', async () => {
    const joe = await opens(desk, { from: 'joe@small.example', dmarc: 'none', id: 'joe@x' });
    await resolveCase(desk.ports, joe.id, PROCESS, solved);
    expect(newest(desk, joe.id).effects).toEqual([]);
  });

  test('and there has to be one', async () => {
    expect(await refusalOf(resolveCase(desk.ports, 'nothing', AGENT, solved))).toBe('case-not-found');
  });
});

describe('the grace days', () => {
  test('row 76 close it by themselves, and not a minute early', async () => {
    await resolveCase(desk.ports, opened.id, PROCESS, solved);
    desk.pass(3 * DAY - 1);
    expect(await lookAtCase(desk.ports, opened.id)).toBe('nothing');
    desk.pass(1);
    expect(await lookAtCase(desk.ports, opened.id)).toBe('fired');
    expect(await found()).toMatchObject({ status: 'closed', stage: 'solved' });
    expect((await found()).wakeAt).toBeUndefined();
  });

  test('begin anew with each solution', async () => {
    await resolveCase(desk.ports, opened.id, PROCESS, solved);
    desk.pass(2 * DAY);
    await answerSurvey(desk.ports, opened.id, false);
    await resolveCase(desk.ports, opened.id, AGENT, solved);
    desk.pass(2 * DAY);
    await lookAtCase(desk.ports, opened.id);
    expect((await found()).status).toBe('resolved');
  });
});

describe('did it help? (row 76)', () => {
  beforeEach(async () => {
    await resolveCase(desk.ports, opened.id, PROCESS, solved);
  });

  test('yes closes the case at once', async () => {
    await answerSurvey(desk.ports, opened.id, true);
    expect(await found()).toMatchObject({ status: 'closed', helped: true });
  });

  test('no opens it again for its team', async () => {
    await answerSurvey(desk.ports, opened.id, false);
    expect(await found()).toMatchObject({ status: 'open', helped: false });
    expect(newest(desk, opened.id).effects).toMatchObject([
      { template: 'reopened', to: ['it-support@corp.example'] },
    ]);
  });

  test('the same answer twice is one', async () => {
    await answerSurvey(desk.ports, opened.id, false);
    const { version } = await found();
    await answerSurvey(desk.ports, opened.id, false);
    expect((await found()).version).toBe(version);
  });

  test('no to a second solution opens it a second time', async () => {
    await answerSurvey(desk.ports, opened.id, false);
    await resolveCase(desk.ports, opened.id, AGENT, solved);
    expect((await found()).helped).toBeUndefined();
    await answerSurvey(desk.ports, opened.id, false);
    expect(await found()).toMatchObject({ status: 'open' });
    expect(happenings(desk, opened.id).filter((name) => name === 'CaseReopened')).toHaveLength(2);
  });

  test('no after yes is recorded, and what is closed stays closed', async () => {
    await answerSurvey(desk.ports, opened.id, true);
    await answerSurvey(desk.ports, opened.id, false);
    expect(await found()).toMatchObject({ status: 'closed', helped: false });
  });
});

test('O3 a look, a reply by a machine and a second resolution leave what is closed as it is', async () => {
  await resolveCase(desk.ports, opened.id, PROCESS, solved);
  await answerSurvey(desk.ports, opened.id, true);
  desk.pass(10 * DAY);
  await lookAtCase(desk.ports, opened.id);
  await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'done' });
  await arrive(desk.ports, {
    inReplyTo: 'first@corp.example',
    id: 'auto@x',
    headers: ['Auto-Submitted: auto-replied'],
  });
  expect(await found()).toMatchObject({ status: 'closed', outcome: 'solved' });
});
