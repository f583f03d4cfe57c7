import { expect } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import type { Actor, CaseEvent } from '#desk/case/events.ts';
import { evolve } from '#desk/case/evolve.ts';
import type { Effect } from '#desk/delivery/effect.ts';
import { DeskError } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import { ask, type Question } from '#desk/task/ask.ts';
import { catchUp } from '#desk/task/catch-up.ts';
import type { Task } from '#desk/task/task.ts';
import type { Memory } from '../memory.ts';
import { arrive, type Written } from './mail.ts';

export const AGENT: Actor = { kind: 'agent', id: 'kim@corp.example' };
export const PROCESS: Actor = { kind: 'process' };

/** The only case there is. */
export function onlyCase({ rows }: Memory): Case {
  expect([...rows.heads.keys()]).toHaveLength(1);
  return caseAt({ rows }, 0);
}

/** The case that was opened so many before it. */
export const caseAt = ({ rows }: Pick<Memory, 'rows'>, place: number): Case =>
  [...rows.heads.values()][place] ?? expect.fail(`there is no case ${place}`);

/** A mail arrives and becomes a case. */
export async function opens(desk: Memory, written: Written = {}): Promise<Case> {
  const before = desk.rows.heads.size;
  await arrive(desk.ports, written);
  return caseAt(desk, before);
}

/** Everything that happened to a case, in order. */
export const eventsOf = ({ rows }: Memory, id: string): CaseEvent[] =>
  (rows.commits.get(id) ?? []).flatMap(({ events }) => events);

/** The names of what happened to a case. */
export const happenings = (desk: Memory, id: string): string[] => eventsOf(desk, id).map(({ type }) => type);

/** What happened in the newest commit of a case, and what left with it. */
export function newest({ rows }: Memory, id: string): { names: string[]; effects: readonly Effect[] } {
  const row = rows.commits.get(id)?.at(-1) ?? expect.fail(`there is no case ${id}`);
  return { names: row.events.map(({ type }) => type), effects: row.effects };
}

/** The case as it stands now. */
export const now = async (desk: Memory, id: string): Promise<Case> =>
  (await desk.ports.cases.find(id)) ?? expect.fail(`there is no case ${id}`);

/** The case as it stands once what was answered on its questions' rows is booked. */
export async function caughtUp({ ports }: Pick<Memory, 'ports'>, id: string): Promise<Case> {
  const kept = (await ports.cases.find(id)) ?? expect.fail(`there is no case ${id}`);
  return (await catchUp(ports, kept)).reduce(evolve, kept);
}

/** The code with which something was refused. */
export async function refusalOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
  } catch (error) {
    if (error instanceof DeskError) return error.code;
    throw error;
  }
  return expect.fail('nothing was refused');
}

/** A question of a process, the manager's approval unless said otherwise. */
export const question = (of: Case, more: Partial<Question> = {}): Question => ({
  caseId: of.id,
  execution: of.execution ?? 'run-1',
  state: 'Approve with manager',
  entered: '2026-03-02T09:00:05.000Z',
  version: 'v1',
  token: 'token-1',
  of: { manager: true },
  question: 'May this go ahead?',
  outcomes: ['approve', 'reject'],
  fields: [],
  show: ['subject', 'requester'],
  hours: 48,
  ...more,
});

/** A process asks; gives the row of its question. */
export async function asks(ports: Ports, asked: Question): Promise<Task> {
  const ref = await ask(ports, asked);
  return (await ports.tasks.find(ref)) ?? expect.fail('the question has no row');
}
