import type { Field } from '#desk/case/fields/field.ts';
import type { Service } from '#desk/department.ts';

/** The sections a requirements document has to have; what is missing goes back in one reply (row 32). */
export const requirements: readonly Field[] = [
  { name: 'goal', label: 'Goal and benefit', type: 'text', min: 10 },
  { name: 'users', label: 'Who uses it, and how many', type: 'text', min: 5 },
  {
    name: 'dataClass',
    label: 'Data classification',
    type: 'choice',
    options: ['public', 'internal', 'confidential', 'strictly confidential'],
    material: true,
  },
  { name: 'hosting', label: 'Hosting', type: 'text', min: 3, hint: 'Where it runs, and who operates it.' },
  { name: 'network', label: 'Places and network load', type: 'text', min: 3 },
  {
    name: 'systems',
    label: 'Systems it connects to',
    type: 'text',
    min: 2,
    hint: 'With commas between them.',
    material: true,
  },
  { name: 'contacts', label: 'Expected contacts in the first month', type: 'number', min: 0 },
  { name: 'communication', label: 'Communication plan', type: 'text', min: 5 },
  { name: 'goLive', label: 'Wished go-live', type: 'date', material: true },
];

/** What people come with who want something new for many. */
export const services: readonly Service[] = [
  {
    id: 'initiative',
    title: 'Something new for many people',
    description:
      'An application, a portal or another change for many: reviewed by all teams, led by one person.',
    kind: 'initiative',
    priority: 4,
    process: 'initiative',
    fields: requirements,
    examples: [
      'we want to introduce a new application for our sales teams',
      'roll-out of an HR self-service portal to all employees',
      'implementation of a new logistics platform, whom do we have to involve',
      'our business unit has selected an application and wants to go live in autumn',
      'here is the requirements document for our new customer portal',
      'marketing plans to introduce a campaign platform in all countries',
    ],
    words: {
      initiative: 3.5,
      rollout: 2.5,
      'roll-out': 3,
      introduce: 3,
      introduction: 2.5,
      implementation: 3,
      application: 2,
      platform: 2.5,
      portal: 2.5,
      'requirements document': 4,
      'go-live': 3,
      'go live': 2,
    },
  },
];
