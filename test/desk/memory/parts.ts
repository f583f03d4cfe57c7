import { expect } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { catalogueOf, type Department } from '#desk/department.ts';
import { openChild, type Part } from '#desk/task/open-child.ts';
import type { Task } from '#desk/task/task.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { hours } from '#statemachines/words/department.ts';
import { type Memory, memory } from '../memory.ts';
import { now, opens } from './stories.ts';

/** HR promises a matter from end to end, and IT its part of others' matters. */
const promising = (department: Department): Department => {
  const promise = department.id === 'it' ? { ola: hours(8) } : { e2e: hours(10) };
  const each = Object.entries(department.promises).map(([priority, of]) => [priority, { ...of, ...promise }]);
  return { ...department, promises: Object.fromEntries(each) };
};

/** A desk whose departments promise each other their parts. */
export function memoryOfParts(more: (department: Department) => Department = (as) => as): Memory {
  const desk = memory();
  const catalogue = catalogueOf(DEPARTMENTS.map(promising).map(more));
  return { ...desk, ports: { ...desk.ports, catalogue } };
}

/** A part of a case that its process hands to IT. */
export const partOf = (of: Case, more: Partial<Part> = {}): Part => ({
  caseId: of.id,
  execution: of.execution ?? 'run-1',
  state: 'Set up with IT',
  entered: '2026-03-02T09:00:05.000Z',
  version: 'v1',
  token: 'token-1',
  department: 'it',
  service: 'equipment-and-access',
  subject: 'An account and a laptop',
  facts: ['from'],
  hours: 48,
  ...more,
});

/** A leave of absence, as the case that has parts. */
export const parentOf = (desk: Memory): Promise<Case> =>
  opens(desk, {
    subject: 'Unpaid leave',
    text: 'I ask for a leave of absence from 2027-01-04. It is private.',
  });

/** A process hands a part on; gives its parent, the child and the task between them. */
export async function handsOn(
  desk: Memory,
  parent: Case,
  more: Partial<Part> = {},
): Promise<Readonly<{ parent: Case; child: Case; task: Task }>> {
  const ref = await openChild(desk.ports, partOf(parent, more));
  const task = (await desk.ports.tasks.find(ref)) ?? expect.fail('the part has no task');
  if (task.of.kind !== 'case') expect.fail('the task is no case');
  return { parent: await now(desk, parent.id), child: await now(desk, task.of.caseId), task };
}
