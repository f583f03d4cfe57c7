import type { Effect, Outgoing } from '../delivery/effect.ts';
import type { Catalogue } from '../department.ts';
import { DeskError } from '../errors.ts';
import type { Commit, Ports } from '../ports.ts';
import { resumption } from '../task/answer.ts';
import { catchUp } from '../task/catch-up.ts';
import type { Task, TaskChange } from '../task/task.ts';
import { type Case, type Child, isOver } from './case.ts';
import { ATTEMPTS, isLostRace, stepOf } from './commit.ts';
import { evolve } from './evolve.ts';
import type { Resolution } from './resolve-case.ts';

const childrenOf = (found: Pick<Case, 'children'>): readonly Child[] => Object.values(found.children ?? {});

/** The children a case waits for; one whose time was up has fallen to a person of the parent and is waited for no more. */
export const awaited = (found: Pick<Case, 'children'>): readonly Child[] =>
  childrenOf(found).filter(({ state }) => state === 'asked');

/** A confidential department's child is not named: who may not see it learns no more than that it is there. */
const named = (catalogue: Catalogue, { department, reference }: Child) =>
  catalogue.department(department).confidential ? 'a restricted case' : reference;

/** A parent ends last (row 23). Refuses `children-open`, naming the children it still waits for. */
export function checkChildren(catalogue: Catalogue, found: Case): void {
  const open = awaited(found);
  if (open.length === 0) return;
  const names = open.map((child) => named(catalogue, child)).join(', ');
  throw new DeskError('children-open', `case ${found.reference} waits for ${names}`);
}

/**
 * Has every child looked at that may still be open, because what it is a part of is cancelled or begins anew. Each
 * reads for itself whether it is still wanted, so a look that comes twice, late or never does no harm: the next look
 * at one of its own clocks finds the same.
 */
export const wakeChildren = (found: Case, at: string): Effect[] =>
  childrenOf(found)
    .filter(({ state }) => state !== 'answered')
    .map(({ caseId }) => ({
      kind: 'wake',
      id: `${found.id}-${found.version + 1}-wake-${caseId}`,
      at,
      child: caseId,
    }));

/** Whether a child is open although what it is a part of is cancelled or has begun anew: nobody wants it any more. */
export async function isOrphan(
  { tasks, cases }: Pick<Ports, 'tasks' | 'cases'>,
  found: Case,
): Promise<boolean> {
  if (found.parent === undefined || isOver(found)) return false;
  const task = await tasks.find(found.parent.taskRef);
  if (task?.state !== 'expired') return task?.state === 'withdrawn';
  return (await cases.find(found.parent.caseId))?.outcome === 'cancelled';
}

/** What lets the parent go on: its process is resumed; where people alone wait, the parent is looked at (E17). */
const goingOn = (task: Task, at: string): Outgoing =>
  task.token === ''
    ? { caseId: task.caseId, effect: { kind: 'wake', id: `${task.caseId}-${task.ref}-part`, at } }
    : resumption(task);

/**
 * What the end of a child writes besides: the answer on the task its parent waits on, with what resumes the parent's
 * process, in the same transaction. A task that is over takes no answer, and the child ends all the same.
 */
export async function answerParent(
  { tasks, catalogue, now }: Pick<Ports, 'tasks' | 'catalogue' | 'now'>,
  found: Case,
  { outcome, text }: Resolution,
): Promise<TaskChange[]> {
  const task = found.parent && (await tasks.find(found.parent.taskRef));
  if (task?.state !== 'asked') return [];
  const { department } = found;
  const answer = {
    outcome,
    ...(text !== undefined && { comment: text }),
    by: catalogue.department(department).name,
    at: now(),
    actor: { kind: 'system' as const, id: department },
  };
  return [{ type: 'answer', ref: task.ref, answer, effects: [goingOn(task, answer.at)] }];
}

/** Whether the requester is written to about this case by itself: of a part they hear through the whole, unless its service says otherwise. */
export const hears = (
  catalogue: Catalogue,
  found: Pick<Case, 'verified' | 'parent' | 'department' | 'service'>,
) =>
  found.verified &&
  (found.parent === undefined || catalogue.service(found.department, found.service).writesAsPart === true);

/** Whether a case is only the whole of its parts: no process of its own waits for them (E17). */
export const isWhole = ({ children = {}, execution }: Pick<Case, 'children' | 'execution'>): boolean =>
  execution === undefined && Object.keys(children).length > 0;

/**
 * Changes a whole, and in the same transaction each of its open parts, which are said the same (E17, P6). A lost race on
 * any of them is read and decided anew. Refuses `stale-version` after six lost races (V2).
 */
export async function changeWhole(
  desk: Ports,
  caseId: string,
  decide: (whole: Case) => Commit | Promise<Commit>,
  each: (part: Case) => Commit,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await desk.cases.find(caseId);
    if (found === undefined) return;
    const late = await catchUp(desk, found);
    const seen = late.reduce(evolve, found);
    const decided = await decide(seen);
    const parts = await Promise.all(awaited(seen).map((part) => desk.cases.find(part.caseId)));
    const open = parts.flatMap((part) => (part === undefined || isOver(part) ? [] : [part]));
    const steps = open.map((part) => {
      // The mail has one row, and it is that of the whole.
      const { ledger: _row, ...said } = each(part);
      return stepOf(desk, part, said);
    });
    try {
      await desk.cases.appendAll([
        stepOf(desk, found, { ...decided, events: [...late, ...decided.events] }),
        ...steps,
      ]);
      return;
    } catch (error) {
      if (!isLostRace(error, decided, { answers: true }) || attempt === ATTEMPTS) throw error;
    }
  }
}
