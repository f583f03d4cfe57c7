import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isQuietly, subjectOf } from '#statemachines/checks/check.ts';
import { DEPARTMENT_CHECKS } from '#statemachines/checks/check-department.ts';
import { TOGETHER_CHECKS } from '#statemachines/checks/check-departments.ts';
import { PROCESS_CHECKS } from '#statemachines/checks/check-process.ts';
import { answeredWay, besides, ordinaryWay, tasksOn } from '#statemachines/checks/check-transitions.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { bench } from '#test/local/engines/states/bench.ts';
import { collections } from './collections.ts';
import { library } from './library.ts';
import { play } from './play.ts';

const validate = createRequire(import.meta.url)('asl-validator') as (definition: object) => {
  isValid: boolean;
  errorsText(): string;
};

// The invented departments are held to the same rules as the others: so is the one somebody adds tomorrow.
const ALL = [...DEPARTMENTS, library, collections];
const PROCESSES = ALL.flatMap((department) =>
  department.processes.map((process) => ({
    called: `${department.id}/${process.name}`,
    department,
    process,
    subject: subjectOf(department, process),
  })),
);

describe.each(PROCESSES)('the process $called', ({ process, subject }) => {
  test('is valid in the language it is written in', async () => {
    const { isValid, errorsText } = validate(process.definition);
    expect(isValid, isValid ? '' : errorsText()).toBe(true);
    const definition = JSON.stringify(process.definition);
    // An engine of its own: a connection that idled while other processes were played is closed under the client.
    const engine = await bench();
    try {
      const { result, diagnostics } = await engine.sfn.validateStateMachineDefinition({ definition });
      expect({ result, diagnostics }).toEqual({ result: 'OK', diagnostics: [] });
      await engine.machine(definition);
    } finally {
      await engine.stop();
    }
  });

  test.each(Object.entries(PROCESS_CHECKS))('%s', (_sentence, check) => {
    expect(check(subject)).toEqual([]);
  });

  test('says by its version what it is', () => {
    expect(process.version).toMatch(/^[0-9a-f]{12}$/);
    expect(JSON.stringify(process.definition)).toContain(`"version":"${process.version}"`);
  });

  test('comes to an end when nobody answers anything: resolved, or rung for after its days', async () => {
    const { status, end, told } = await play(process);
    if (status === 'SUCCEEDED') expect(end).toBeDefined();
    else {
      expect(status).toBe('TIMED_OUT');
      // Somebody in distress hears nothing that a machine says; people are called instead.
      if (isQuietly(subject)) expect(told).toEqual([]);
      else expect(told.length).toBeGreaterThan(0);
    }
  });
});

describe.each(ALL)('the department $id', (department) => {
  test.each(Object.entries(DEPARTMENT_CHECKS))('%s', (_sentence, check) => {
    expect(check(department)).toEqual([]);
  });
});

describe('all departments together', () => {
  test.each(Object.entries(TOGETHER_CHECKS))('%s', (_sentence, check) => {
    expect(check(ALL)).toEqual([]);
  });
});

test('every process can be read at one sitting: no file of one is longer than 120 lines', () => {
  const folder = join(import.meta.dirname, '../../statemachines');
  const files = DEPARTMENTS.flatMap(({ id }) =>
    readdirSync(join(folder, id)).map((name) => join(folder, id, name)),
  );
  const long = files.filter(
    (path) => !path.endsWith('department.ts') && readFileSync(path, 'utf8').split('\n').length > 121,
  );
  expect(long).toEqual([]);
});

test('three tasks cost seven transitions on the ordinary way', () => {
  const ways = PROCESSES.map(({ called, subject }) => {
    const [ordinary, longest] = [ordinaryWay(subject), answeredWay(subject)];
    const tasks = tasksOn(subject, ordinary?.path ?? []);
    const more = besides(subject, ordinary?.path ?? []);
    return { called, tasks, more, ordinary: ordinary?.weight, longest: longest?.weight };
  });
  console.table(ways);
  // Branches, lists and dates come on top: they are steps nobody is asked for.
  for (const { called, tasks, more, ordinary } of ways)
    if (tasks <= 3) expect(ordinary, called).toBeLessThanOrEqual(7 + more);
  expect(ways).toContainEqual(
    expect.objectContaining({ called: 'it/device-exchange', tasks: 3, ordinary: 7 }),
  );
});
