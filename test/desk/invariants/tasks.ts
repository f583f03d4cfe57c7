import fc from 'fast-check';
import { expect } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { tellRequester } from '#desk/case/tell-requester.ts';
import { isRefusal } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import { answerTask } from '#desk/task/answer.ts';
import { ask } from '#desk/task/ask.ts';
import { settle } from '#desk/task/settle.ts';
import type { Answer, Task } from '#desk/task/task.ts';
import { undeliverable } from '#desk/task/undeliverable.ts';
import { AGENT, opens, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';
import { interleaved, redelivered } from './interleaved.ts';
import { pump, type Waiting, waiting } from './waiting.ts';

/** How questions are answered and settled; a mutant replaces a part of it. */
export type Asking = Readonly<{
  answer(ports: Ports, process: Waiting, task: Task, given: Answer): Promise<unknown>;
  settle: typeof settle;
  /** The next step of the process, which says in the history what the row says. */
  books: typeof tellRequester;
  ports(desk: Memory): Ports;
}>;

/** The desk's own. */
export const ASKING: Asking = {
  answer: (ports, _process, { ref }, given) =>
    answerTask(ports, ref, { kind: 'system', id: 'it' }, given, () => true),
  settle,
  books: tellRequester,
  ports: ({ ports }) => ports,
};

/** A case whose process waits for its system. */
export async function waits(): Promise<{ desk: Memory; opened: Case; task: Task; process: Waiting }> {
  const desk = memory();
  const opened = await opens(desk);
  const ref = await ask(
    desk.ports,
    question(opened, { of: { system: true }, outcomes: ['completed', 'failed'] }),
  );
  const task = (await desk.ports.tasks.find(ref)) ?? expect.fail('no row');
  return { desk, opened, task, process: waiting(task) };
}

const given = (outcome: string, at: number): Answer => ({
  outcome,
  by: 'it system',
  at: '2026-03-02T10:00:00.000Z',
  deliveryId: `d${at}`,
  bodyHash: outcome,
});
const outcome = fc.constantFrom('completed', 'failed');
const events = fc.record({
  answers: fc.array(outcome, { maxLength: 3 }),
  timeOut: fc.boolean(),
  unreachable: fc.boolean(),
  ended: fc.boolean(),
});

const ENDS: Readonly<Record<string, string>> = {
  TaskAnswered: 'answered',
  TaskExpired: 'expired',
  TaskWithdrawn: 'withdrawn',
  DeliveryFailed: 'undeliverable',
};

const telling = ({ id, execution = '' }: Case, entered: string) => ({
  caseId: id,
  execution,
  state: 'Tell',
  entered,
  text: 'It goes on.',
});

const unlessRefused = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
};

/** K1, K3: whatever races, the branch the process takes is what its row says in the end, and the row said so first. */
export const rowDecides = (rules: Asking) =>
  fc.asyncProperty(fc.scheduler(), events, async (scheduler, { answers, timeOut, unreachable, ended }) => {
    const { desk, opened, task, process } = await waits();
    const ports = interleaved(rules.ports(desk), scheduler);
    const late = (run: () => Promise<unknown>) => scheduler.schedule(Promise.resolve()).then(run);
    const settling = () => process.timeOut(() => rules.settle(ports, opened.id, task.name));
    await scheduler.waitFor(
      Promise.all([
        ...answers.map((each, at) =>
          late(() =>
            unlessRefused(redelivered(9, () => rules.answer(ports, process, task, given(each, at)))),
          ),
        ),
        ...(timeOut ? [late(settling)] : []),
        ...(unreachable ? [late(() => undeliverable(ports, task.ref, 'tls'))] : []),
        ...(ended ? [late(() => resolveCase(ports, opened.id, AGENT, { outcome: 'done' }))] : []),
        pump(desk, ports, process, scheduler),
      ]),
    );
    await pump(desk, desk.ports, process);
    for (const { said, stored } of process.moves)
      expect(stored, 'K3: stored before the process moved').toBe(said);
    const row = (await desk.ports.tasks.find(task.ref)) ?? expect.fail('K1: the row is gone');
    // Nothing came: the time-out of the waiting state is what is left (K2).
    if (process.branch === undefined && row.state === 'asked')
      await process.timeOut(() => rules.settle(desk.ports, opened.id, task.name));
    const final = (await desk.ports.tasks.find(task.ref)) ?? row;
    if (final.state === 'withdrawn' && process.branch === undefined) return;
    const expected = final.state === 'answered' ? [final.answer?.outcome] : ['silence', 'DeliveryFailed'];
    expect(expected, `K1: ${final.state}, but the process took '${process.branch}'`).toContain(
      process.branch,
    );
    // The process goes on, or a person ends the case: whoever commits next says what the row says, and only once.
    for (const step of ['1', '2']) await rules.books(desk.ports, telling(opened, step));
    const history = desk.rows.commits.get(opened.id)?.flatMap(({ events }) => events) ?? [];
    const ends = history.filter(({ type }) => type in ENDS);
    expect(
      ends.map(({ type }) => ENDS[type]),
      'K1: the history says once what the row says',
    ).toEqual([final.state]);
    if (final.answer !== undefined)
      expect(ends[0], 'K1: as it was answered').toMatchObject({
        outcome: final.answer.outcome,
        at: final.answer.at,
        by: { kind: 'system', id: 'it' },
      });
  });

/** K4: a question that is over is not changed by any callback, and each is told so. */
export const lateChangesNothing = (rules: Asking) =>
  fc.asyncProperty(
    fc.constantFrom('answered', 'expired', 'ended'),
    fc.array(fc.tuple(outcome, fc.nat(2)), { minLength: 1, maxLength: 5 }),
    async (how, callbacks) => {
      const { desk, opened, task, process } = await waits();
      if (how === 'answered') await ASKING.answer(desk.ports, process, task, given('completed', 0));
      if (how === 'expired') await unlessRefused(settle(desk.ports, opened.id, task.name));
      if (how === 'ended') await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'done' });
      const before = JSON.stringify([...desk.rows.tasks, ...desk.rows.heads, ...desk.rows.outbox]);
      for (const [said, at] of callbacks) {
        try {
          const receipt = await rules.answer(rules.ports(desk), process, task, given(said, at));
          expect([how, receipt], 'K4: the first result again').toMatchObject([
            'answered',
            { outcome: 'completed' },
          ]);
        } catch (error) {
          if (!isRefusal(error)) throw error;
          expect(['task-over', 'conflict'], 'K4: told so').toContain(error.code);
        }
      }
      const after = JSON.stringify([...desk.rows.tasks, ...desk.rows.heads, ...desk.rows.outbox]);
      expect(after, 'K4: nothing changes').toBe(before);
    },
  );
