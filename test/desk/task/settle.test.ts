import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import type { Actor } from '#desk/case/events.ts';
import { tellRequester } from '#desk/case/tell-requester.ts';
import { answerTask } from '#desk/task/answer.ts';
import { reportProgress } from '#desk/task/progress.ts';
import { settle } from '#desk/task/settle.ts';
import type { Answer, Task } from '#desk/task/task.ts';
import { undeliverable } from '#desk/task/undeliverable.ts';
import { asks, eventsOf, newest, now, opens, question, refusalOf } from '../memory/stories.ts';
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

describe('time is up', () => {
  test('K1 the row decides: an answer that was stored in time is what the process is told', async () => {
    await callback({ comment: 'done' });
    expect(await settled()).toEqual({
      outcome: 'completed',
      comment: 'done',
      fields: { from: '2026-06-01' },
      by: 'it system',
      at: '2026-03-02T09:00:00.000Z',
    });
  });

  test('K1 otherwise it expires here and now, once', async () => {
    expect(await refusalOf(settled())).toBe('task-silent');
    expect(await refusalOf(settled())).toBe('task-silent');
    expect(eventsOf(desk, opened.id).filter(({ type }) => type === 'TaskExpired')).toHaveLength(1);
    expect((await now(desk, opened.id)).asked).toEqual({});
  });

  test('K1 of the newest visit of the state, not of an earlier one', async () => {
    await refusalOf(settled());
    const later = await asks(desk.ports, question(opened, { entered: '2026-03-06T09:00:00.000Z' }));
    expect(await refusalOf(settled())).toBe('task-silent');
    expect((await desk.ports.tasks.find(later.ref))?.state).toBe('expired');
  });

  test('a state that asked nothing is a mistake', async () => {
    expect(await refusalOf(settle(desk.ports, opened.id, 'Nowhere'))).toBe('task-not-found');
  });
});

describe('a system cannot be reached (W4, W8)', () => {
  test('W4 the process goes down its path for that, and the department’s lead hears of it', async () => {
    await undeliverable(desk.ports, task.ref, 'attempts-used-up');
    expect(await row()).toMatchObject({ state: 'undeliverable' });
    const left = desk.rows.outbox.slice(-2).map(({ effect }) => effect);
    expect(left).toMatchObject([
      { kind: 'resume', ref: task.ref },
      { kind: 'mail', template: 'delivery-failed', to: ['it-lead@corp.example'] },
    ]);
    await undeliverable(desk.ports, task.ref, 'again');
    expect(desk.rows.outbox.slice(-2).map(({ effect }) => effect)).toEqual(left);
    const at = desk.rows.now;
    desk.pass(5);
    await steps();
    expect(eventsOf(desk, opened.id)).toContainEqual({
      type: 'DeliveryFailed',
      ref: task.ref,
      cause: 'attempts-used-up',
      at,
      by: { kind: 'desk' },
    });
    expect((await now(desk, opened.id)).asked).toEqual({});
  });

  test('K1 what was answered meanwhile stays answered', async () => {
    await callback();
    await undeliverable(desk.ports, task.ref, 'tls');
    expect(await row()).toMatchObject({ state: 'answered' });
  });
});

describe('a system reports progress (W15)', () => {
  const progress = (allowed = (_: Task) => true) =>
    reportProgress(desk.ports, task.ref, SYSTEM, 'x'.repeat(900), allowed);

  test('W15 any number of times; each keeps the process waiting and a line in the history', async () => {
    await progress();
    await progress();
    expect(newest(desk, opened.id).effects).toMatchObject([{ kind: 'heartbeat', ref: task.ref }]);
    const notes = eventsOf(desk, opened.id).flatMap((event) =>
      event.type === 'TaskProgressed' ? [event.note] : [],
    );
    expect(notes.map(({ length }) => length)).toEqual([500, 500]);
  });

  test('W11 not on another’s task, and not once it is over', async () => {
    expect(await refusalOf(progress(() => false))).toBe('task-not-found');
    await callback();
    expect(await refusalOf(progress())).toBe('task-over');
  });
});
