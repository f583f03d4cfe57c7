import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TRIAGE } from '#desk/routing/route.ts';
import { filesOf } from '#docs/drawing/files.ts';
import { type Check, subjectOf } from '#statemachines/checks/check.ts';
import { DEPARTMENT_CHECKS } from '#statemachines/checks/check-department.ts';
import { TOGETHER_CHECKS } from '#statemachines/checks/check-departments.ts';
import { PROCESS_CHECKS } from '#statemachines/checks/check-process.ts';
import { arrowsOf } from '#statemachines/drawings/arrows.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import { drill } from './drill.ts';

/** One thing a department has to be or do, and what is wrong with it; nothing where it is ready. */
export type Line = Readonly<{ sentence: string; complaints: readonly string[] }>;

/** Lines that belong together. */
export type Part = Readonly<{ title: string; lines: readonly Line[] }>;

const linesOf = <Subject>(
  checks: Readonly<Record<string, (subject: Subject) => readonly string[]>>,
  subject: Subject,
): readonly Line[] =>
  Object.entries(checks).map(([sentence, check]) => ({ sentence, complaints: check(subject) }));

/** What holds between departments; what was wrong before this one came is not its fault. */
function withTheOthers(folders: readonly DepartmentFolder[], department: DepartmentFolder): readonly Line[] {
  const all = linesOf(TOGETHER_CHECKS, folders);
  const sound = all.every(({ complaints }) => complaints.length === 0);
  // Without triage nobody could say where a message goes.
  const others = sound || department.id === TRIAGE ? [] : folders.filter((each) => each !== department);
  const before = linesOf(TOGETHER_CHECKS, others).flatMap(({ complaints }) => complaints);
  return all.map(({ sentence, complaints }) => ({
    sentence: `with the others: they ${sentence}`,
    complaints: complaints.filter((each) => !before.includes(each)),
  }));
}

/** Processes of a department of which no test holds that every way is told in a story. */
export function untold({ id, processes }: DepartmentFolder, root: string): readonly string[] {
  const folder = join(root, 'test/statemachines');
  const tests = readdirSync(folder)
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((text) => text.includes(`#statemachines/${id}/`));
  return processes
    .filter(
      ({ name }) => !tests.some((text) => text.includes('nothingUntold(') && text.includes(`'${name}'`)),
    )
    .map(({ name }) => `no test of ${id} holds nothingUntold('${name}')`);
}

/** Pages of its processes that are missing or out of date. */
const undrawn = (department: DepartmentFolder, root: string): readonly string[] =>
  [...filesOf([department])]
    .filter(([name]) => name.startsWith(`${department.id}-`))
    .filter(([name, drawn]) => {
      const path = join(root, 'docs/processes', name);
      return !existsSync(path) || readFileSync(path, 'utf8') !== drawn;
    })
    .map(([name]) => `docs/processes/${name} is not as it is drawn now: npm run map`);

/** Everything that has to hold before a department may begin, line by line (rows 58, 75). */
export async function readinessOf(
  folders: readonly DepartmentFolder[],
  department: DepartmentFolder,
  root: string,
): Promise<readonly Part[]> {
  const contacts = await drill(folders, department);
  return [
    {
      title: 'The department',
      lines: [...linesOf(DEPARTMENT_CHECKS, department), ...withTheOthers(folders, department)],
    },
    ...department.processes.map((process) => ({
      title: `The process '${process.name}'`,
      lines: linesOf<Parameters<Check>[0]>(PROCESS_CHECKS, subjectOf(department, process)),
    })),
    {
      title: 'Its tests and pages',
      lines: [
        { sentence: 'tells every way of its processes in a story', complaints: untold(department, root) },
        { sentence: 'shows its processes as they are', complaints: undrawn(department, root) },
      ],
    },
    {
      title: 'Ten people write to it',
      lines: contacts.map(({ text, became, complaints }) => ({
        sentence: `“${text}” → ${became}`,
        complaints,
      })),
    },
  ];
}

/** Whether nothing is missing. */
export const isReady = (parts: readonly Part[]): boolean =>
  parts.every(({ lines }) => lines.every(({ complaints }) => complaints.length === 0));

/** The readiness list as text, a tick or a cross before every line. */
export const listOf = (parts: readonly Part[]): string =>
  parts
    .map(({ title, lines }) =>
      [
        title,
        ...lines.flatMap(({ sentence, complaints }) => [
          `  ${complaints.length === 0 ? '✓' : '✗'} ${sentence}`,
          ...complaints.map((each) => `      ${each}`),
        ]),
      ].join('\n'),
    )
    .join('\n\n');

/** A department's processes as arrows of text: dashed where nobody answered or something failed. */
export const drawn = (department: DepartmentFolder): string =>
  department.processes
    .map((process) => {
      const arrows = arrowsOf(subjectOf(department, process)).map(({ from, to, label, dashed }) => {
        const line = dashed ? '╌╌' : '──';
        return `  ${from} ${label === '' ? line : `${line} ${label} ${line}`}▶ ${to}`;
      });
      return [`${process.name}, from '${process.definition.StartAt}'`, ...arrows].join('\n');
    })
    .join('\n\n');
