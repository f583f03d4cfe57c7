import type { DepartmentFolder } from '../words/department.ts';
import type { Process } from '../words/process.ts';
import { type Subject, subjectOf } from './check.ts';
import type { TogetherCheck } from './check-departments.ts';
import { outcomesIn } from './read-conditions.ts';

/** How a part ends that was called off. */
const CANCELLED = 'cancelled';

/** The process behind a service of a department. */
function behind(
  departments: readonly DepartmentFolder[],
  department: string,
  service: string,
): Readonly<{ department: DepartmentFolder; process: Process }> | undefined {
  const found = departments.find(({ id }) => id === department);
  const name = found?.services.find(({ id }) => id === service)?.process;
  const process = found?.processes.find((each) => each.name === name);
  return found === undefined || process === undefined ? undefined : { department: found, process };
}

const subjects = (departments: readonly DepartmentFolder[]): readonly Subject[] =>
  departments.flatMap((department) => department.processes.map((process) => subjectOf(department, process)));

const called = ({ department, process }: Pick<Subject, 'department' | 'process'>) =>
  `${department.id}/${process.name}`;

/** What is chosen by after a part has ended, but is no end of it. */
function never({ graph, questions }: Subject, state: string, other: Subject): readonly string[] {
  const after = graph.edges.filter(({ from, why }) => from === state && why === 'next').map(({ to }) => to);
  const named = graph.edges
    .filter(({ from, why }) => after.includes(from) && why === 'when')
    .flatMap(({ condition = '' }) => outcomesIn(condition) ?? []);
  // The same choice may stand after questions too.
  const asked = graph.edges.filter(({ to }) => after.includes(to)).map(({ from }) => from);
  const known = [
    CANCELLED,
    ...other.sayings.map(({ outcome }) => outcome),
    ...questions.filter((each) => asked.includes(each.state)).flatMap(({ outcomes }) => outcomes),
  ];
  return named.filter((outcome) => !known.includes(outcome));
}

/** What a department is promised with a part, and is not handed. */
function notHanded(
  departments: readonly DepartmentFolder[],
  { department, service, facts }: Subject['children'][number],
): readonly string[] {
  const found = departments.find(({ id }) => id === department)?.services.find(({ id }) => id === service);
  return (found?.onlyAsPart ?? []).filter((fact) => !facts.includes(fact));
}

/** Parts go to services that have a process, end as that process can end, and no department waits for itself. */
export const parts: TogetherCheck = (departments) => {
  const all = subjects(departments);
  const calls = new Map(
    all.map((subject) => [
      called(subject),
      subject.children.flatMap(({ department, service }) => {
        const found = behind(departments, department, service);
        return found === undefined ? [] : [called(found)];
      }),
    ]),
  );
  const circles = [...calls.keys()].filter((name) => {
    const reached = new Set(calls.get(name));
    for (const each of reached) for (const next of calls.get(each) ?? []) reached.add(next);
    return reached.has(name);
  });
  return [
    ...circles.map((name) => `${name} opens parts that open it again`),
    ...all.flatMap((subject) =>
      subject.children.flatMap((part) => {
        const { state, department, service } = part;
        const found = behind(departments, department, service);
        if (found === undefined) return [`'${state}' goes to ${department}/${service}, which has no process`];
        return [
          ...notHanded(departments, part).map((fact) => `'${state}' does not hand on '${fact}'`),
          ...never(subject, state, subjectOf(found.department, found.process)).map(
            (outcome) => `'${state}' is asked for '${outcome}', with which ${called(found)} does not end`,
          ),
        ];
      }),
    ),
  ];
};
