import fc from 'fast-check';
import { expect } from 'vitest';
import { cancelCase } from '#desk/case/cancel-case.ts';
import { type Case, isOver } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { isRefusal } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { openChild } from '#desk/task/open-child.ts';
import { settle } from '#desk/task/settle.ts';
import { memoryOfParts, parentOf, partOf } from '../memory/parts.ts';
import { AGENT, caughtUp, eventsOf, now, PROCESS } from '../memory/stories.ts';
import type { Memory } from '../memory.ts';
import { Crash, crashing, interleaved, redelivered } from './interleaved.ts';

/** The ports a part is handed on and ended with; a mutant replaces a part of them. */
export type Ported = (desk: Memory) => Ports;

const unlessRefused = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
};

/** The parts of a case, wherever they lie. */
const partsOf = ({ rows }: Memory, parent: Case) =>
  [...rows.heads.values()].filter((each) => each.parent?.caseId === parent.id);

const taskIn = ({ rows }: Memory) => [...rows.tasks.values()].find(({ of }) => of.kind === 'case');

/** A part and the task its parent waits on are never one without the other, and there is one of each. */
function together(desk: Memory, parent: Case, rule: string) {
  const [part, ...others] = partsOf(desk, parent);
  const task = taskIn(desk);
  expect(others, `${rule}: one part`).toEqual([]);
  expect(part?.parent?.taskRef, `${rule}: none without its task`).toBe(task?.ref);
  if (task?.of.kind === 'case') expect(part?.id, `${rule}: none without its part`).toBe(task.of.caseId);
  return { part, task };
}

/** C2, K5: whatever crashes, and however often it is called, one part is opened with one task. */
export const opensOnce = (ported: Ported) =>
  fc.asyncProperty(
    fc.array(fc.constantFrom('none' as const, 'before' as const, 'after' as const), { maxLength: 14 }),
    async (crashes) => {
      const desk = memoryOfParts();
      const parent = await parentOf(desk);
      const ports = crashing(ported(desk), crashes);
      await redelivered(20, () => openChild(ports, partOf(parent)));
      const { task } = together(desk, parent, 'C2');
      expect(task?.state, 'C2: it is opened in the end').toBe('asked');
      expect(
        Object.keys((await now(desk, parent.id)).children ?? {}),
        'C2: its parent knows it',
      ).toHaveLength(1);
    },
  );

/** Hands on what is to be looked at until nothing more is. */
async function looks(desk: Memory, ports: Ports) {
  for (let at = 0; at < desk.rows.outbox.length; at += 1) {
    const out = desk.rows.outbox[at];
    if (out?.effect.kind === 'wake') await lookAtCase(ports, out.effect.child ?? out.caseId);
  }
}

const happenings = fc.record({
  done: fc.boolean(),
  childCancelled: fc.boolean(),
  timeOut: fc.boolean(),
  cancelled: fc.boolean(),
  resolved: fc.boolean(),
  repeated: fc.boolean(),
});

/**
 * Row 23, K1: whatever races, a parent that was cancelled leaves no open part, one that was resolved waited for none, and
 * the row of the task says what became of the part.
 */
export const endsTogether = (ported: Ported) =>
  fc.asyncProperty(fc.scheduler(), happenings, async (scheduler, what) => {
    const desk = memoryOfParts();
    const parent = await parentOf(desk);
    await openChild(desk.ports, partOf(parent));
    const { part: child = expect.fail('no part') } = together(desk, parent, 'row 23');
    const ports = interleaved(ported(desk), scheduler);
    const late = (run: () => Promise<unknown>) =>
      scheduler.schedule(Promise.resolve()).then(() => unlessRefused(redelivered(9, run)));
    const acts: Readonly<Record<keyof typeof what, () => Promise<unknown>>> = {
      done: () => resolveCase(ports, child.id, PROCESS, { outcome: 'done', text: 'There it is.' }),
      childCancelled: () => cancelCase(ports, child.id, AGENT, 'Not ours.'),
      timeOut: () => settle(ports, parent.id, 'Set up with IT'),
      cancelled: () => cancelCase(ports, parent.id, AGENT, 'Not wanted.'),
      resolved: () => resolveCase(ports, parent.id, AGENT, { outcome: 'granted' }),
      repeated: () => openChild(ports, partOf(parent, { token: 'newer' })),
    };
    const chosen = (Object.keys(acts) as (keyof typeof acts)[]).filter((name) => what[name]);
    await scheduler.waitFor(Promise.all(chosen.map((name) => late(acts[name]))));
    await looks(desk, desk.ports);
    const { task } = together(desk, parent, 'row 23');
    const [above, below] = [await caughtUp(desk, parent.id), await now(desk, child.id)];
    const ends = eventsOf(desk, child.id).filter(
      ({ type }) => type === 'CaseResolved' || type === 'CaseCancelled',
    );
    expect(ends.length, 'row 23: a part ends once').toBe(isOver(below) ? 1 : 0);
    if (above.outcome === 'cancelled') expect(below.status, 'row 23: none is left open').toBe('closed');
    if (above.status === 'resolved') expect(task?.state, 'row 23: none is waited for').not.toBe('asked');
    if (task?.state === 'answered') {
      expect(task.answer?.outcome, 'row 23: the answer is the end of the part').toBe(below.outcome);
      const resumes = desk.rows.outbox.filter(
        ({ effect }) => effect.kind === 'resume' && effect.ref === task.ref,
      );
      expect(resumes.length, 'row 23: the process goes on').toBeGreaterThan(0);
    }
    if (isOver(below)) expect(task?.state, 'row 23: an end is told').not.toBe('asked');
    expect(above.children?.[task?.ref ?? '']?.state, 'row 23: the parent says what the row says').toBe(
      task?.state,
    );
  });

/** A crash between two writes, where there should be one. */
export const inTwo: Ported = ({ ports }) => {
  let calls = 0;
  const appendAll: Ports['cases']['appendAll'] = async ([first, ...others]) => {
    calls += 1;
    for (const { before, after, commit } of others) await ports.cases.append(before, after, commit);
    if (calls === 1) throw new Crash('between the two');
    if (first !== undefined) await ports.cases.append(first.before, first.after, first.commit);
  };
  return { ...ports, cases: { ...ports.cases, appendAll } };
};
