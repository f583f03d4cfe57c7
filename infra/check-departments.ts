import { DEPARTMENT_CHECKS } from '#statemachines/checks/check-department.ts';
import { TOGETHER_CHECKS } from '#statemachines/checks/check-departments.ts';
import { checkProcess } from '#statemachines/checks/check-process.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';

/** The largest definition Step Functions takes: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const LARGEST_DEFINITION = 1024 * 1024;

const twice = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at);

/** What has to be there at all before anything else about a department can be asked. */
function present({ calendars, services, groups }: DepartmentFolder): string[] {
  return [
    ...(calendars?.length > 0 ? [] : ['calendars should hold at least the opening hours']),
    ...(services?.length > 0 ? [] : ['services should hold at least one service']),
    ...(['team', 'lead'] as const)
      .filter((role) => !groups?.[role])
      .map((role) => `groups.${role} is missing`),
    ...twice(services?.map(({ id }) => id) ?? []).map((id) => `services has '${id}' twice`),
  ];
}

const tooLarge = ({ definition }: DepartmentFolder['processes'][number]): string[] => {
  const bytes = Buffer.byteLength(JSON.stringify(definition));
  return bytes <= LARGEST_DEFINITION
    ? []
    : [`the definition has ${bytes} bytes, Step Functions takes ${LARGEST_DEFINITION}`];
};

/** Everything that is wrong with the departments, each sentence with the file it is about. */
function* faults(departments: readonly DepartmentFolder[]): Generator<string> {
  for (const department of departments) {
    const folder = `statemachines/${department.id}`;
    for (const said of present(department)) yield `${folder}/department.ts: ${said}`;
    for (const check of Object.values(DEPARTMENT_CHECKS))
      for (const said of check(department)) yield `${folder}/department.ts: ${said}`;
    for (const process of department.processes)
      for (const said of [...tooLarge(process), ...checkProcess(department, process)])
        yield `${folder}/${process.name}.ts: ${said}`;
  }
  const teams = departments.map(({ groups }) => groups.team);
  for (const team of twice(teams)) yield `statemachines/index.ts: two departments have the address '${team}'`;
  for (const check of Object.values(TOGETHER_CHECKS))
    for (const said of check(departments)) yield `statemachines/index.ts: ${said}`;
}

/** Gives the departments back if all is well with them; otherwise stops at the first fault, by one sentence that names the file. */
export function checkedDepartments(departments: readonly DepartmentFolder[]): readonly DepartmentFolder[] {
  for (const fault of faults(departments)) throw new Error(fault);
  return departments;
}
