import type { Field } from '#desk/case/fields/field.ts';
import { catalogueOf } from '#desk/department.ts';
import { hr } from '#statemachines/hr/department.ts';
import { type Memory, memory } from '../../../desk/memory.ts';

/** What has to be known before somebody's leaving is anybody's work. */
export const LEAVING: readonly Field[] = [
  { name: 'lastWorkingDay', label: 'Last working day', type: 'date', min: 'today', material: true },
  {
    name: 'reason',
    label: 'Reason',
    type: 'choice',
    options: ['Own wish', 'Retirement'],
    confidential: true,
  },
  { name: 'keepsPhone', label: 'Keeps the phone', type: 'yes-no' },
  { name: 'handover', label: 'Takes over', type: 'person', optional: true, hint: 'Their mail address.' },
];

/** HR with a service of the tests in the place of its own for who comes and goes: what that one asks may change. */
export const leavers = {
  ...hr,
  services: [
    ...hr.services.filter(({ id }) => !['joiner', 'mover', 'leaver'].includes(id)),
    {
      id: 'termination',
      title: 'Somebody leaves',
      description: 'The end of an employment.',
      kind: 'request' as const,
      priority: 2 as const,
      process: 'termination',
      examples: ['termination of my employment contract next month'],
      words: { termination: 5, terminate: 5, resignation: 5 },
      fields: LEAVING,
    },
  ],
};

/** A desk in memory with that department. */
export function deskWithLeavers(): Memory {
  const desk = memory();
  const others = desk.ports.catalogue.departments.filter(({ id }) => id !== 'hr');
  return { ...desk, ports: { ...desk.ports, catalogue: catalogueOf([...others, leavers]) } };
}
