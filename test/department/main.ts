import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEPARTMENTS } from '#statemachines/index.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import { drawn, isReady, listOf, readinessOf } from './check/readiness.ts';
import { writeDepartment } from './new/write.ts';
import { rehearse } from './rehearse/rehearse.ts';
import { isSound, reportOf } from './rehearse/report.ts';

const ROOT = join(import.meta.dirname, '../..');

const USAGE = `npm run department -- <command>

  new <name> [--prefix ABC]                writes a department with one process, its tests and its page
  check <name>                             says whether a department is ready, and draws its processes
  rehearse <name|all> [--cases N] [--seed S]  plays cases through its real processes, in time that is moved`;

const departmentCalled = (name: string): DepartmentFolder => {
  const found = DEPARTMENTS.find(({ id }) => id === name);
  if (found !== undefined) return found;
  throw new Error(
    `there is no department '${name}'; there are ${DEPARTMENTS.map(({ id }) => id).join(', ')}`,
  );
};

const count = (text: string, what: string): number => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`--${what} is a whole number, not '${text}'`);
};

async function rehearseThem(name: string, cases: number, seed: number): Promise<boolean> {
  const chosen = name === 'all' ? DEPARTMENTS : [departmentCalled(name)];
  let sound = true;
  for (const department of chosen) {
    if (department.processes.length === 0) {
      console.log(`${department.id} works without a process: there is nothing to rehearse\n`);
      continue;
    }
    const began = performance.now();
    const rehearsal = await rehearse({ folders: DEPARTMENTS, department, cases, seed }, (played) => {
      if (process.stderr.isTTY) process.stderr.write(`\r${department.id}: ${played} of ${cases}\x1b[K\r`);
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`# ${department.name}: ${cases} cases, seed ${seed}, ${seconds} s\n\n${reportOf(rehearsal)}`);
    sound &&= isSound(rehearsal);
  }
  return sound;
}

async function checkOne(name: string): Promise<boolean> {
  const department = departmentCalled(name);
  const parts = await readinessOf(DEPARTMENTS, department, ROOT);
  const verdict = isReady(parts) ? 'is ready' : 'is not ready';
  console.log(`# ${department.name}\n\n${listOf(parts)}\n\n${drawn(department)}\n`);
  console.log(`${department.name} ${verdict}.`);
  return isReady(parts);
}

/** Runs another script of this tree, which then sees what was just written. */
function runs(script: string, ...args: readonly string[]): boolean {
  return spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' }).status === 0;
}

function write(name: string, prefix: string | undefined): boolean {
  const paths = writeDepartment(ROOT, name, prefix, DEPARTMENTS);
  for (const path of paths) console.log(`wrote ${path}`);
  return (
    runs('node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...paths) &&
    runs('docs/map.ts') &&
    runs('test/department/main.ts', 'check', name)
  );
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    prefix: { type: 'string' },
  },
});
const [command, name] = positionals;
try {
  if (name === undefined) throw new Error(USAGE);
  if (command === 'new') {
    if (!write(name, values.prefix)) process.exitCode = 1;
  } else if (command === 'rehearse') {
    const sound = await rehearseThem(name, count(values.cases, 'cases'), count(values.seed, 'seed'));
    if (!sound) process.exitCode = 1;
  } else if (command === 'check') {
    if (!(await checkOne(name))) process.exitCode = 1;
  } else throw new Error(USAGE);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
