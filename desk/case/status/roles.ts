import type { Catalogue, Department } from '../../department.ts';
import { openStages } from '../../task/approval/approval.ts';
import type { Task } from '../../task/task.ts';

/** What requesters read for a group of a department: its own word, else the name of the group; its team is the department. */
export function groupWord({ name, groups, words }: Department, group: string): string {
  const own = words.groups?.[group];
  if (own !== undefined) return own;
  if (group === 'team') return name;
  return group === 'lead' ? `the lead of ${name}` : (groups[group] ?? name).replaceAll('-', ' ');
}

/** Whom a question is put to, by role: nobody is told the name or address of a person who was asked. */
export function askedOf(catalogue: Catalogue, { of, department, approval }: Task): readonly string[] {
  const own = catalogue.department(department);
  switch (of.kind) {
    case 'group':
      return [groupWord(own, of.group)];
    case 'system':
      return [own.name];
    case 'person':
      return ['your manager'];
    case 'approval':
      return approval === undefined
        ? []
        : openStages(approval).flatMap((at) => approval.stages[at]?.stage.name ?? []);
    case 'case':
      return [catalogue.department(of.department).name];
  }
}

/** `a`, `a and b`, `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
