import type { DepartmentFolder } from '#statemachines/words/department.ts';
import type { Definition, Process } from '#statemachines/words/process.ts';
import { lending, library } from './library.ts';

/** A part of a definition one may write to. */
export type Loose = { [field: string]: Loose } & { toString(): string };

/** Breaks something in a process. */
export type BreakIt = (states: Loose, definition: Loose) => void;

/** The invented process with one thing broken in it. */
export function brokenProcess(breakIt: BreakIt, whole: Process = lending): Process {
  const definition = JSON.parse(JSON.stringify(whole.definition)) as Loose;
  breakIt(definition.States as Loose, definition);
  return { ...whole, definition: definition as unknown as Definition };
}

/** Changes one field deep inside: `set(states, 'A state/Catch/0/Next', 'Elsewhere')`; undefined takes it away. */
export function set(of: Loose, path: string, value: unknown): void {
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  const target = steps.reduce<Loose>((each, step) => each[step] ?? missing(path), of);
  if (value === undefined && Array.isArray(target)) target.splice(Number(last), 1);
  else if (value === undefined) delete target[last];
  else target[last] = value as Loose;
}

const missing = (path: string): never => {
  throw new Error(`there is nothing at ${path} to break`);
};

/** The invented department with one thing broken in it. */
export const brokenDepartment = (path: string, value: unknown): DepartmentFolder => {
  const department = JSON.parse(JSON.stringify(library)) as Loose;
  set(department, path, value);
  return department as unknown as DepartmentFolder;
};
