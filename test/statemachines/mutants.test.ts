import { describe, expect, test } from 'vitest';
import { type Check, subjectOf } from '#statemachines/checks/check.ts';
import { DEPARTMENT_CHECKS, type DepartmentCheck } from '#statemachines/checks/check-department.ts';
import { TOGETHER_CHECKS, type TogetherCheck } from '#statemachines/checks/check-departments.ts';
import { PROCESS_CHECKS } from '#statemachines/checks/check-process.ts';
import { BRANCH_MUTANTS } from './branch-mutants.ts';
import { brokenDepartment, brokenProcess } from './broken.ts';
import { buying, collections } from './collections.ts';
import { archive, DEPARTMENT_MUTANTS, TOGETHER_MUTANTS, triage } from './department-mutants.ts';
import { lending, library } from './library.ts';
import { PROCESS_MUTANTS } from './process-mutants.ts';

/** The entries of a table whose keys are known. */
const entries = <Key extends string, Value>(table: Readonly<Record<Key, Value>>) =>
  Object.entries(table) as [Key, Value][];

describe.each(entries(PROCESS_MUTANTS))('a process that %s', (rule, mutants) => {
  const check: Check = PROCESS_CHECKS[rule];

  test('is told from a good one', () => expect(check(subjectOf(library, lending))).toEqual([]));

  test.each(entries(mutants))('is not one with %s', (_what, breakIt) => {
    expect(check(subjectOf(library, brokenProcess(breakIt)))).not.toEqual([]);
  });
});

const BRANCH_ENTRIES = entries(BRANCH_MUTANTS as typeof BRANCH_MUTANTS & typeof PROCESS_MUTANTS);

describe.each(BRANCH_ENTRIES)('a process of branches that %s', (rule, mutants) => {
  const check: Check = PROCESS_CHECKS[rule];

  test('is told from a good one', () => expect(check(subjectOf(collections, buying))).toEqual([]));

  test.each(entries(mutants))('is not one with %s', (_what, breakIt) => {
    expect(check(subjectOf(collections, brokenProcess(breakIt, buying)))).not.toEqual([]);
  });
});

test('a system is asked only by a department that has one', () => {
  const check: Check = PROCESS_CHECKS['asks only people and systems that exist'];
  expect(check(subjectOf({ ...library, hasSystem: false }, lending))).not.toEqual([]);
});

describe.each(entries(DEPARTMENT_MUTANTS))('a department that %s', (rule, mutants) => {
  const check: DepartmentCheck = DEPARTMENT_CHECKS[rule];

  test('is told from a good one', () => expect(check(library)).toEqual([]));

  test.each(mutants)('is not one with %s %j', (path, value) => {
    expect(check(brokenDepartment(path, value))).not.toEqual([]);
  });
});

describe.each(entries(TOGETHER_MUTANTS))('departments that %s', (rule, mutants) => {
  const check: TogetherCheck = TOGETHER_CHECKS[rule];

  test('are told from others', () => expect(check([library, archive, collections, triage])).toEqual([]));

  test.each(entries(mutants))('are not two with %s', (_what, second) => {
    expect(check([library, second, triage])).not.toEqual([]);
  });
});
