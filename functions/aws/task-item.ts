import type { Task, TaskState } from '#desk/task/task.ts';
import { key } from './cases-keys.ts';
import type { Item } from './table.ts';

/** What may be left out of a row. */
type Sparse = 'department' | 'fields' | 'shown';
type Kept = Omit<Task, Sparse> & Partial<Pick<Task, Sparse>>;

/**
 * A question as its row keeps it, without what is empty and without what it says twice: answered, the row of an ordinary
 * question to a system fits into one KB, which halves what writing it costs.
 */
export function taskItem(task: Task): Item {
  const { ref, state, token, answer, failure: _none, approval, ...asked } = task;
  const { department, fields, shown, ...rest } = asked;
  const kept = {
    ...rest,
    ...(department !== departmentOf(task) && { department }),
    ...(fields.length > 0 && { fields }),
    ...(Object.keys(shown).length > 0 && { shown }),
  };
  const votes = approval && { approval: JSON.stringify(approval), turn: approval.turn };
  // A question that is answered in the moment it is put has its answer from the beginning.
  const known = answer && { answer: JSON.stringify(answer) };
  return { ...key.task(ref), state, token, task: JSON.stringify(kept), ...votes, ...known };
}

/** A question from its row. */
export function taskFrom(ref: string, item: Item): Task {
  const kept = JSON.parse(String(item.task)) as Kept;
  return {
    ...kept,
    fields: kept.fields ?? [],
    shown: kept.shown ?? {},
    department: kept.department ?? departmentOf(kept) ?? '',
    ref,
    state: String(item.state) as TaskState,
    token: String(item.token),
    ...(typeof item.approval === 'string' && { approval: JSON.parse(item.approval) }),
    ...(typeof item.answer === 'string' && { answer: JSON.parse(item.answer) }),
    ...(typeof item.failure === 'string' && { failure: JSON.parse(item.failure) }),
  };
}

const departmentOf = ({ of }: Pick<Task, 'of'>): string | undefined =>
  of.kind === 'system' ? of.department : undefined;
