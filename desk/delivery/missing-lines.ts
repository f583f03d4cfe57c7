import { checkFields } from '../case/fields/check-fields.ts';
import type { Task } from '../task/task.ts';

/** What is missing, a numbered line for each field with the reason and the hint of the department. */
export const missingLines = (
  { fields, askedAt }: Pick<Task, 'fields' | 'askedAt'>,
  facts: Readonly<Record<string, string>>,
): readonly string[] =>
  checkFields(fields, facts, askedAt).faults.map(
    ({ field: { label, hint }, reason }, at) =>
      `${at + 1}. ${label}: ${reason}.${hint === undefined ? '' : ` ${hint}`}`,
  );
