import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { catalogueOf } from '#desk/department.ts';
import type { Ports } from '#desk/ports.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { answerTask } from '#desk/task/answer.ts';
import type { Question } from '#desk/task/ask.ts';
import type { Task } from '#desk/task/task.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { asks, eventsOf, now, opens, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

/** Incidents with a promise for each task of IT, two hours, and one for the whole that does not count while somebody decides. */
const OLA = 2 * 3600;
const promise = { ola: OLA, resolution: 8 * 3600 };
const of = DEPARTMENTS.map((each) =>
  each.id === 'it'
    ? {
        ...each,
        services: each.services.map(({ promise: _own, ...service }) => service),
        promises: { 1: promise, 2: promise, 3: promise, 4: promise },
        pauses: { 'waiting-approval': ['resolution'] as const },
      }
    : each,
);

let desk: Memory;
let ports: Ports;
let opened: Case;
let reads: number;
beforeEach(async () => {
  desk = memory();
  const tasks: Ports['tasks'] = {
    ...desk.ports.tasks,
    find: (ref) => {
      reads += 1;
      return desk.ports.tasks.find(ref);
    },
  };
  ports = { ...desk.ports, tasks, catalogue: catalogueOf(of) };
  opened = await opens({ ...desk, ports });
});
const asked = (more: Partial<Question>) =>
  asks(ports, question(opened, { outcomes: ['completed'], fields: [], ...more }));
const answered = (task: Task) =>
  answerTask(
    ports,
    task.ref,
    { kind: 'system', id: 'it' },
    { outcome: 'completed', by: 'it system', at: desk.rows.now, deliveryId: 'd', bodyHash: 'h' },
    () => true,
  );
const look = (again?: (caseId: string, at: string) => Promise<void>) => {
  reads = 0;
  return lookAtCase(ports, opened.id, again);
};
const said = () => eventsOf(desk, opened.id).map(({ type }) => type);

describe('a look at a case whose process stands still', () => {
  test('I1 announces no promise of a task that was answered in time, though its history does not say so yet', async () => {
    const task = await asked({ of: { system: true } });
    desk.pass(30);
    await answered(task);
    desk.pass(300);
    const asksAgain: string[] = [];
    expect(await look(async (_id, at) => void asksAgain.push(at))).toBe('nothing');
    expect(said()).not.toContain('ThresholdReached');
    expect(said()).toContain('TaskAnswered');
    const { clocks } = await now(desk, opened.id);
    expect(clocks['ola:it']).toMatchObject({
      state: 'stopped',
      spans: [[expect.any(String), '2026-03-02T09:30:00.000Z']],
    });
    expect(asksAgain, 'and does not come back for it').toEqual([]);
  });

  test('I1 announces it where nobody answered in time', async () => {
    await asked({ of: { system: true } });
    desk.pass(300);
    expect(await look()).toBe('fired');
    expect(said()).toContain('ThresholdReached');
  });

  test('I3 lets what waited for an approval count again from the answer on, and wakes for it', async () => {
    const task = await asked({ of: { manager: true } });
    expect((await now(desk, opened.id)).clocks.resolution?.state).toBe('paused');
    desk.pass(60);
    await answered(task);
    desk.pass(60);
    await look();
    const { clocks, wakeAt } = await now(desk, opened.id);
    expect(clocks.resolution).toMatchObject({ state: 'running' });
    expect(clocks.resolution?.spans.at(-1)).toEqual(['2026-03-02T10:00:00.000Z']);
    expect(wakeAt, 'three quarters of eight hours that began at ten').toBe('2026-03-02T16:00:00.000Z');
  });

  test('twice says what was answered once', async () => {
    const task = await asked({ of: { system: true } });
    desk.pass(30);
    await answered(task);
    desk.pass(300);
    await look();
    const { version } = await now(desk, opened.id);
    await look();
    expect((await now(desk, opened.id)).version).toBe(version);
  });

  test('spares the rows of questions where nothing is due', async () => {
    await asked({ of: { system: true } });
    desk.pass(10);
    await look();
    expect(reads).toBe(0);
  });
});
