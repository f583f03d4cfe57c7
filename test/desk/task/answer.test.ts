import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import type { Actor } from '#desk/case/events.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { tellRequester } from '#desk/case/tell-requester.ts';
import type { Ports } from '#desk/ports.ts';
import { answerTask } from '#desk/task/answer.ts';
import { settle } from '#desk/task/settle.ts';
import type { Answer, Task } from '#desk/task/task.ts';
import { showCase } from '#functions/api/show-case.ts';
import { AGENT, asks, happenings, newest, now, opens, question, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

const SYSTEM: Actor = { kind: 'system', id: 'it' };
let desk: Memory;
let opened: Case;
let task: Task;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
  task = await asks(
    desk.ports,
    question(opened, {
      of: { system: true },
      outcomes: ['completed', 'failed'],
      fields: [{ name: 'from', label: 'First day', type: 'date' }],
    }),
  );
});

const callback = (more: Partial<Answer> = {}, allowed = (_: Task) => true) =>
  answerTask(
    desk.ports,
    task.ref,
    SYSTEM,
    {
      outcome: 'completed',
      fields: { from: '2026-06-01' },
      by: 'it system',
      at: desk.rows.now,
      deliveryId: 'd1',
      bodyHash: 'h1',
      ...more,
    },
    allowed,
  );
const row = async () => (await desk.ports.tasks.find(task.ref)) ?? expect.fail('no row');
/** The process goes on. */
const steps = (entered = 'then') =>
  tellRequester(desk.ports, {
    caseId: opened.id,
    execution: opened.execution ?? '',
    state: 'Tell',
    entered,
    text: 'x',
  });
const settled = () => settle(desk.ports, opened.id, task.name);

describe('a system answers', () => {
  test('K3 the answer is on the row and on its way to the process in one write', async () => {
    expect(await callback()).toEqual({ status: 'accepted', outcome: 'completed', at: desk.rows.now });
    expect(await row()).toMatchObject({ state: 'answered', answer: { outcome: 'completed', actor: SYSTEM } });
    expect(desk.rows.outbox.at(-1)).toEqual({
      caseId: opened.id,
      effect: { kind: 'resume', id: `${opened.id}-2-resume`, ref: task.ref },
    });
    expect((await now(desk, opened.id)).version).toBe(2);
  });

  test('the history says it with the next step of the process: when it was answered, and by whom', async () => {
    const at = desk.rows.now;
    await callback();
    desk.pass(3);
    await steps();
    const booked = desk.rows.commits.get(opened.id)?.at(-1)?.events.slice(0, 2);
    expect(booked).toEqual([
      { type: 'TaskAnswered', ref: task.ref, outcome: 'completed', at, by: SYSTEM },
      { type: 'FactRecorded', name: 'from', value: '2026-06-01', at, by: SYSTEM },
    ]);
    expect(await now(desk, opened.id)).toMatchObject({ facts: { from: '2026-06-01' }, asked: {} });
    await steps('again');
    expect(happenings(desk, opened.id).filter((type) => type === 'TaskAnswered')).toHaveLength(1);
  });

  test('whoever looks at the case before that sees it too, except its requester', async () => {
    await callback();
    const shown = async (view: 'agent' | 'requester') =>
      (await showCase(desk.ports, await now(desk, opened.id), view)) as {
        history: readonly { type: string }[];
        tasks?: readonly object[];
      };
    const { history, tasks } = await shown('agent');
    expect(history.map(({ type }) => type)).toContain('TaskAnswered');
    expect(tasks).toEqual([]);
    expect((await shown('requester')).history.map(({ type }) => type)).not.toContain('TaskAnswered');
  });

  test('is told once, also when the process moves on while somebody looks', async () => {
    await callback();
    const before = await now(desk, opened.id);
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'done' });
    const { history } = (await showCase(desk.ports, before, 'agent')) as {
      history: readonly { type: string }[];
    };
    expect(history.filter(({ type }) => type === 'TaskAnswered')).toHaveLength(1);
  });

  test('A9 a person who ends the case does not take back what was answered', async () => {
    await callback();
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'done' });
    expect(newest(desk, opened.id).names).toEqual(expect.arrayContaining(['TaskAnswered', 'CaseResolved']));
    expect(happenings(desk, opened.id)).not.toContain('TaskWithdrawn');
    expect((await row()).state).toBe('answered');
  });

  test('V1 an answer that comes while a person ends the case is kept by the one or the other, not by both', async () => {
    const settle: Ports['cases']['append'] = async (...commit) => {
      await callback();
      await desk.ports.cases.append(...commit);
    };
    const ports = { ...desk.ports, cases: { ...desk.ports.cases, append: settle } };
    await resolveCase(ports, opened.id, AGENT, { outcome: 'done' });
    expect((await row()).state).toBe('answered');
    expect(happenings(desk, opened.id).filter((type) => type.startsWith('Task'))).toEqual([
      'TaskAsked',
      'TaskAnswered',
    ]);
  });

  test('row 26 the number its own system gave the work is kept; what else it sends stays with its answer', async () => {
    await callback({ fields: { from: '2026-06-01', externalReference: 'WO-12', mood: 'good', count: 3 } });
    await steps();
    expect((await now(desk, opened.id)).facts).toMatchObject({
      from: '2026-06-01',
      externalReference: 'WO-12',
    });
    expect((await now(desk, opened.id)).facts).not.toHaveProperty('mood');
    expect((await row()).answer?.fields).toMatchObject({ mood: 'good', count: 3 });
  });

  test('W10 the same callback twice is told the first result again, and changes nothing', async () => {
    const first = await callback();
    desk.pass(5);
    const left = desk.rows.outbox.length;
    expect(await callback({ at: desk.rows.now })).toEqual(first);
    expect(desk.rows.outbox).toHaveLength(left);
  });

  test('W10 the same id with another body is a conflict', async () => {
    await callback();
    expect(await refusalOf(callback({ bodyHash: 'h2' }))).toBe('conflict');
  });

  test('W12 another callback hears who was first', async () => {
    await callback();
    const second = await callback({ outcome: 'failed', deliveryId: 'd2', bodyHash: 'h2' });
    expect(second).toMatchObject({ status: 'alreadyAnswered', outcome: 'completed' });
  });

  test('A12 two at once: one wins, the other hears of it', async () => {
    const both = await Promise.all([
      callback(),
      callback({ outcome: 'failed', deliveryId: 'd2', bodyHash: 'h2' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['accepted', 'alreadyAnswered']);
    expect(new Set(both.map(({ outcome }) => outcome)).size).toBe(1);
  });

  test.each([
    ['an outcome nobody asked for', { outcome: 'maybe' }, '/outcome'],
    ['a field that is missing', { fields: {} }, '/fields/from'],
    ['a date that is none', { fields: { from: 'soon' } }, '/fields/from'],
    ['a day that is none', { fields: { from: '2026-13-45' } }, '/fields/from'],
  ])('W13 %s is refused, named', async (_, more, pointer) => {
    await expect(callback(more)).rejects.toMatchObject({ code: 'invalid', faults: [{ pointer }] });
    expect((await row()).state).toBe('asked');
  });

  test('W13 saying no needs no fields', async () => {
    expect(await callback({ outcome: 'failed', fields: {} })).toMatchObject({ status: 'accepted' });
  });

  test('W11 a task of another department is one that does not exist', async () => {
    expect(await refusalOf(callback({}, () => false))).toBe('task-not-found');
  });

  test('K4 too late is told so', async () => {
    await expect(settled()).rejects.toMatchObject({ code: 'task-silent' });
    expect(await refusalOf(callback())).toBe('task-over');
    expect((await row()).state).toBe('expired');
  });

  test('K4 and so is an answer to a case a person has ended', async () => {
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'done' });
    expect(await refusalOf(callback())).toBe('task-over');
  });
});
