import { isQuiet } from '#desk/case/quiet.ts';
import type { DepartmentFolder } from '../words/department.ts';
import type { Process } from '../words/process.ts';
import { type Graph, graphOf } from './graph.ts';
import {
  type Asked,
  childrenOf,
  type HandedOver,
  questionsOf,
  type Read,
  readingsOf,
  type Said,
  sayingsOf,
} from './read-states.ts';

/** A process as the checks look at it: its department, and its definition read back. */
export type Subject = Readonly<{
  department: DepartmentFolder;
  process: Process;
  graph: Graph;
  questions: readonly Asked[];
  children: readonly HandedOver[];
  readings: readonly Read[];
  sayings: readonly Said[];
}>;

/** Looks at a process and complains in sentences; no sentence means that all is well. */
export type Check = (subject: Subject) => readonly string[];

/** Reads a process back for the checks. */
export function subjectOf(department: DepartmentFolder, process: Process): Subject {
  const graph = graphOf(process.definition);
  return {
    department,
    process,
    graph,
    questions: questionsOf(graph),
    children: childrenOf(graph),
    readings: readingsOf(graph),
    sayings: sayingsOf(graph),
  };
}

/** Whether everything that follows this process is somebody's distress: there the desk calls people, and says nothing itself. */
export const isQuietly = ({ department, process }: Pick<Subject, 'department' | 'process'>): boolean => {
  const follow = department.services.filter((service) => service.process === process.name);
  return follow.length > 0 && follow.every(isQuiet);
};
