import { aimedAnew } from '../case/aimed-anew.ts';
import type { Case } from '../case/case.ts';
import { stopClocks } from '../case/clocks.ts';
import { type Actor, type CaseEvent, type CaseFact, happened } from '../case/events.ts';
import { evolve } from '../case/evolve.ts';
import { isUrgent } from '../case/quiet.ts';
import type { Catalogue } from '../department.ts';
import type { Ports } from '../ports.ts';
import { votesSaid } from './approval/history.ts';
import type { Answer, Task } from './task.ts';
import { whenOver } from './task-clocks.ts';
import { wishBooked } from './wish.ts';

/** The number a department's own system gave the work, kept whatever was asked (row 26). */
const REFERENCE = 'externalReference';

/** What the question asked for becomes facts of the case; everything else a system sends stays with its answer (W13). */
const kept = (task: Task, fields: Answer['fields']): CaseFact[] =>
  [...task.fields.map(({ name }) => name), REFERENCE].flatMap((name): CaseFact[] => {
    const value = fields?.[name];
    return typeof value === 'string' && value !== ''
      ? [{ type: 'FactRecorded', name, value: value.slice(0, 200) }]
      : [];
  });

const DESK: Actor = { kind: 'desk' };

/** What a question's row says of its end, as the history says it: when it was so, and by whom. */
function endOf(catalogue: Catalogue, seen: Case, task: Task): CaseEvent[] {
  const { ref, answer, failure } = task;
  const over = whenOver(catalogue, seen, ref);
  if (answer !== undefined) {
    const { at, actor = DESK, outcome, comment, fields } = answer;
    const said: CaseFact = { type: 'TaskAnswered', ref, outcome, ...(comment !== undefined && { comment }) };
    // Where somebody is needed now, an answer says that a human has it.
    const had = isUrgent(seen) ? stopClocks(seen, ['ack']) : [];
    const granted = wishBooked(catalogue, seen, task);
    const booked = happened(at, actor, said, ...kept(task, fields), ...over, ...had, ...granted);
    // Once the waiting is over, so that the date is not moved by it.
    const aimed = aimedAnew(catalogue, seen, booked.reduce(evolve, seen), at);
    return [...votesSaid(task), ...booked, ...happened(at, actor, ...aimed)];
  }
  if (failure === undefined) return [];
  const { at, cause } = failure;
  return happened(at, DESK, { type: 'DeliveryFailed', ref, cause }, ...over);
}

/**
 * What became of a case's open questions that its history does not say yet: an answer is stored on the row of its task
 * alone. Whoever commits next says it too; repeating is safe, because a question that was said to be over is open no
 * more.
 */
export async function catchUp(
  { tasks, catalogue }: Pick<Ports, 'tasks' | 'catalogue'>,
  found: Case,
): Promise<readonly CaseEvent[]> {
  const rows = await Promise.all(Object.values(found.asked).map(({ ref }) => tasks.find(ref)));
  const events: CaseEvent[] = [];
  let seen = found;
  for (const task of rows) {
    const ends = task === undefined ? [] : endOf(catalogue, seen, task);
    events.push(...ends);
    seen = ends.reduce(evolve, seen);
  }
  return events;
}
