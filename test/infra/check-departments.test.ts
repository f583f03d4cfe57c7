import { describe, expect, test } from 'vitest';
import { checkedDepartments } from '#infra/check-departments.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { itFolder as itDepartment } from '#statemachines/it/index.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';

const others = DEPARTMENTS.filter(({ id }) => id !== itDepartment.id);
const synthesizes = (it: DepartmentFolder) => checkedDepartments([it, ...others]);
const [service = expect.fail('IT offers nothing'), ...services] = itDepartment.services;
const [process = expect.fail('IT has no process'), ...processes] = itDepartment.processes;
const huge = { ...process.definition, Comment: 'x'.repeat(1024 * 1024) };

test('the departments there are can be deployed', () => {
  expect(checkedDepartments(DEPARTMENTS)).toBe(DEPARTMENTS);
});

describe('synthesis stops by one sentence that names the file for a department', () => {
  test.each<[string, Partial<DepartmentFolder>, string]>([
    ['without an owner', { owner: '' }, 'statemachines/it/department.ts: the owner is missing'],
    [
      'without opening hours',
      { calendars: [] as unknown as DepartmentFolder['calendars'] },
      'statemachines/it/department.ts: calendars should hold at least the opening hours',
    ],
    [
      'without people',
      { groups: { ...itDepartment.groups, lead: '' } },
      'statemachines/it/department.ts: groups.lead is missing',
    ],
    [
      'whose service has no process',
      { services: [{ ...service, process: 'nowhere' }, ...services] },
      `statemachines/it/department.ts: '${service.id}' has no process`,
    ],
    [
      'with one service twice',
      { services: [service, service, ...services] },
      `statemachines/it/department.ts: services has '${service.id}' twice`,
    ],
    [
      'with the people of another one',
      { groups: { ...itDepartment.groups, team: others[0]?.groups.team ?? '' } },
      `statemachines/index.ts: two departments have the address '${others[0]?.groups.team}'`,
    ],
    ['with the name of another one', { prefix: others[0]?.prefix ?? '' }, 'statemachines/index.ts: it and '],
    [
      'with a process nobody could deploy',
      { processes: [{ ...process, definition: huge }, ...processes] },
      `statemachines/it/${process.name}.ts: the definition has 10`,
    ],
  ])('%s', (_, wrong, sentence) => {
    expect(() => synthesizes({ ...itDepartment, ...wrong })).toThrow(sentence);
  });
});
