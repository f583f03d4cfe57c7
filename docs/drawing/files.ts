import { subjectOf } from '#statemachines/checks/check.ts';
import { pagesOf } from '#statemachines/drawings/pages.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import { drawProcess } from './draw-process.ts';

/** Everything under `docs/processes/`, by file name: a page and a picture of each process, and who answers for what. */
export function filesOf(departments: readonly DepartmentFolder[]): ReadonlyMap<string, string> {
  const pictures = departments.flatMap((department) =>
    department.processes.map((process): [string, string] => [
      `${department.id}-${process.name}.svg`,
      drawProcess(subjectOf(department, process)),
    ]),
  );
  return new Map([...pagesOf(departments), ...pictures]);
}
