import { change } from '../case/commit.ts';
import { DeskError, isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { answeredBySilence, expiry } from './approval/time-is-up.ts';
import type { Answer, Task } from './task.ts';

/** What the process is told of an answer: the same on the ordinary way and after a time-out (K1). */
export type Told = Readonly<{
  /** The child whose end it is. */
  caseId?: string;
  reference?: string;
  outcome: string;
  comment: string;
  fields: Readonly<Record<string, unknown>>;
  by: string;
  at: string;
}>;

/**
 * An answer in the words of the process: what it asked for. Whatever else a system sent stays on the task's row, since
 * a process may be handed only so much (256 KiB).
 */
export const told = (
  { fields: asked, of, about }: Pick<Task, 'fields' | 'of' | 'about'>,
  answer: Answer,
): Told => ({
  outcome: answer.outcome,
  // The engine keeps what it is handed where others look: nothing that is said of somebody in distress (row 28).
  comment: about.dataClass === 'restricted' ? '' : (answer.comment ?? ''),
  fields: Object.fromEntries(
    asked.flatMap(({ name }) => (answer.fields?.[name] === undefined ? [] : [[name, answer.fields[name]]])),
  ),
  by: answer.by,
  at: answer.at,
  ...(of.kind === 'case' && { caseId: of.caseId, reference: of.reference }),
});

async function newest(
  desk: Ports,
  caseId: string,
  state: string,
  execution: string | undefined,
): Promise<Task | undefined> {
  const history = await desk.cases.history(caseId);
  const asked = history
    .flatMap(({ events }) => events)
    .findLast(
      ({ by, ...event }) =>
        event.type === 'TaskAsked' &&
        event.state === state &&
        (execution === undefined || by.id === execution),
    );
  return asked?.type === 'TaskAsked' ? desk.tasks.find(asked.ref) : undefined;
}

/**
 * Asks the task row what became of a question whose time is up: the row decides, not the timer (K1). An answer that
 * was stored in time is given to the process; otherwise the task expires here and now, and a later answer is told so.
 * Repeating is safe: a settled row stays settled. An execution looks at what it asked itself: one whose place another has
 * taken does not end the question of that one. Refuses `task-silent`, which sends the process down its path for silence.
 */
export async function settle(desk: Ports, caseId: string, state: string, execution?: string): Promise<Told> {
  for (let attempt = 1; ; attempt += 1) {
    const task = await newest(desk, caseId, state, execution);
    if (task === undefined) throw new DeskError('task-not-found', `'${state}' asked nothing`);
    if (task.answer !== undefined) return told(task, task.answer);
    if (task.state !== 'asked') throw new DeskError('task-silent', `'${state}' was not answered`);
    try {
      if (await answeredBySilence(desk, task)) continue;
      await change(desk, caseId, (found) => expiry(desk, found, task));
    } catch (error) {
      // An answer was stored between the look and the write: look again, the row decides.
      const lost = isRefusal(error, 'conflict') || isRefusal(error, 'stale-version');
      if (!lost || attempt === 3) throw error;
    }
  }
}
