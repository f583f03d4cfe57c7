import { askersOf } from '../case/askers.ts';
import type { Actor } from '../case/events.ts';
import { pointersOf, checkFields as readFields } from '../case/fields/check-fields.ts';
import type { Outgoing } from '../delivery/effect.ts';
import { DeskError, isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { ASKS_BACK } from './inquiry/inquiry.ts';
import type { Answer, Task } from './task.ts';
import { wishAnswered } from './wish.ts';

/** What whoever answered is told. */
export type Receipt = Readonly<{ status: 'accepted' | 'alreadyAnswered'; outcome: string; at: string }>;

const ATTEMPTS = 4;

/** A task that may be answered through this door, or the same refusal as for one that does not exist (W11). */
export function asSeenBy(task: Task | undefined, allowed: (task: Task) => boolean): Task {
  if (task === undefined || !allowed(task)) throw new DeskError('task-not-found', 'there is no such task');
  return task;
}

/** What a task that is no longer open says to an answer: the first result again, or that its time is over (W10, W12, K4). */
function settled(task: Task, answer: Answer): Receipt {
  const first = task.answer;
  if (first === undefined) throw new DeskError('task-over', 'this task is no longer open');
  const repeated = answer.deliveryId !== undefined && answer.deliveryId === first.deliveryId;
  if (repeated && answer.bodyHash !== first.bodyHash) {
    throw new DeskError('conflict', 'the same webhook-id came with another body');
  }
  return { status: repeated ? 'accepted' : 'alreadyAnswered', outcome: first.outcome, at: first.at };
}

/** An answer has to be one of those that were asked for. */
function checkOutcome(task: Task, outcome: string): void {
  if (task.outcomes.includes(outcome)) return;
  const message = `should be one of ${task.outcomes.join(', ')}, but is '${outcome.slice(0, 80)}'`;
  throw new DeskError('invalid', `outcome ${message}`, { faults: [{ pointer: '/outcome', message }] });
}

/**
 * What an answer says, read: every field the question asked for, as facts keep it. Only the answer that the question hopes
 * for, its first outcome, has to say everything. Refuses `invalid` with a pointer to each field that does not fit.
 */
export function checkFields(
  task: Task,
  { outcome, fields = {}, at }: Pick<Answer, 'outcome' | 'fields' | 'at'>,
): Answer['fields'] {
  if (outcome !== task.outcomes[0]) return fields;
  const { values, faults } = readFields(task.fields, fields, at);
  if (faults.length === 0) return { ...fields, ...values };
  const pointers = pointersOf(faults);
  throw new DeskError('invalid', pointers.map(({ message }) => message).join('; '), { faults: pointers });
}

/** Whoever asks the requester something has to say what. */
function checkQuestion({ outcome, comment = '' }: Answer): void {
  if (!ASKS_BACK.includes(outcome) || comment.trim() !== '') return;
  const message = 'should be the question to the person';
  throw new DeskError('invalid', `the comment ${message}`, { faults: [{ pointer: '/comment', message }] });
}

const isEmpty = (fields: object) => Object.keys(fields).length === 0;

/** Nobody approves what they asked for or submitted themselves, whichever group they belong to (A3). */
async function checkApprover(desk: Ports, task: Task, by: Actor): Promise<void> {
  if (!('address' in task.of) || !task.outcomes.includes('approve')) return;
  const found = await desk.cases.find(task.caseId);
  const own = [...(found === undefined ? [] : askersOf(found)), task.wish?.by];
  if (by.id !== undefined && own.includes(by.id))
    throw new DeskError('not-allowed', 'nobody decides on their own request');
}

const isRace = (error: unknown) => isRefusal(error, 'conflict') || isRefusal(error, 'stale-version');

/**
 * Stores an answer on its task's row, and with that same write lets the process go on (K3); the case books it with its
 * next commit, see `catchUp`. Two answers at once: one wins by the condition on the row, the other hears who won
 * (A12). Refuses `task-not-found`, `task-over` (410), `invalid` naming the field, `not-allowed` (A3), `conflict`.
 */
export async function answerTask(
  desk: Ports,
  ref: string,
  by: Actor,
  answer: Answer,
  allowed: (task: Task) => boolean,
): Promise<Receipt> {
  for (let attempt = 1; ; attempt += 1) {
    const task = asSeenBy(await desk.tasks.find(ref), allowed);
    if (task.state !== 'asked') return settled(task, answer);
    checkOutcome(task, answer.outcome);
    checkQuestion(answer);
    const { fields: _given, ...said } = answer;
    const fields = checkFields(task, answer);
    await checkApprover(desk, task, by);
    const { outcome, at } = answer;
    try {
      await desk.tasks.settle(
        ref,
        {
          state: 'answered',
          answer: { ...said, ...(fields !== undefined && !isEmpty(fields) && { fields }), actor: by },
        },
        task.wish === undefined ? [resumption(task)] : await wishAnswered(desk, task, answer),
      );
      return { status: 'accepted', outcome, at };
    } catch (error) {
      if (!isRace(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** What lets a settled task's process go on. A task is asked by one version of its case, so its id is its own. */
export const resumption = ({ caseId, sequence, ref }: Task): Outgoing => ({
  caseId,
  effect: { kind: 'resume', id: `${caseId}-${sequence}-resume`, ref },
});
