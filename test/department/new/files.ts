import type { Naming } from './naming.ts';

const department = ({
  id,
  said,
  title,
  variable,
  prefix,
}: Naming) => `import type { Department } from '#desk/department.ts';
import { hours } from '../words/department.ts';
import { services } from './services.ts';

/** ${title}: what people come to the ${said} with. */
export const ${variable}: Department = {
  id: '${id}',
  name: '${title}',
  prefix: '${prefix}',
  owner: 'head of ${said}',
  sponsor: 'COO',
  groups: { team: '${id}-team', lead: '${id}-lead' },
  words: {
    kinds: { request: 'request' },
    stages: {
      received: 'received',
      'in-work': 'being worked on',
      'with-lead': 'with the lead',
      'waiting-requester': 'waiting for your answer',
      answered: 'being worked on',
      reopened: 'opened again',
      done: 'done',
      'not-possible': 'not possible',
    },
  },
  calendars: [
    {
      name: '${id}-hours',
      version: 1,
      zone: 'Europe/Berlin',
      week: {
        mon: [['09:00', '17:00']],
        tue: [['09:00', '17:00']],
        wed: [['09:00', '17:00']],
        thu: [['09:00', '17:00']],
        fri: [['09:00', '15:00']],
      },
      holidaysYearly: ['12-24', '12-31'],
    },
  ],
  promises: {
    1: { firstResponse: hours(1), nextResponse: hours(2), resolution: hours(8) },
    2: { firstResponse: hours(4), nextResponse: hours(8), resolution: hours(24) },
    3: { firstResponse: hours(8), nextResponse: hours(16), resolution: hours(40) },
    4: { firstResponse: hours(16), nextResponse: hours(24), resolution: hours(80) },
  },
  // Nothing of it reaches anybody yet; next comes a pilot, see docs/onboard-a-department.md.
  rollout: { stage: 'shadow' },
  hasSystem: false,
  confidential: true,
  graceDays: 5,
  services,
};
`;

const services = ({ id, said, title }: Naming) => `import type { Service } from '#desk/department.ts';

/** What people come to the ${said} with. */
export const services: readonly Service[] = [
  {
    id: '${id}-matter',
    title: '${title}',
    description: 'Whatever people need from the ${said}.',
    kind: 'request',
    priority: 3,
    process: 'your-way',
    // Replace them by what people really write: ten sentences for each service.
    examples: [
      'I need something from the ${said}',
      'could the ${said} take care of this for our team',
      'who at the ${said} can see to this',
      'we would like the ${said} to arrange something for us',
      'this is for the ${said}, please see to it',
      'the ${said} did this for us last year, can you do it again',
      'please pass this on to the ${said}',
      'our team has a wish for the ${said}',
      'when can the ${said} begin with this',
      'I was told that the ${said} does this',
    ],
    words: { '${said}': 4 },
  },
];
`;

const process = ({ said, title }: Naming) => `import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, choose, close } from '../words/words.ts';

/** ${title}: somebody does it, in the way they always did; the desk sees to it that nobody forgets it. */
export const yourWay = defineProcess('your-way', {
  comment: '${title}: somebody does it, their own way.',
  startAt: 'Do it your way',
  days: 60,
  states: {
    ...entrust('Do it your way', 'group.team', {
      role: '${said} team',
      procedure: 'Do it as you always did; write into the comment what the person should know.',
      question: 'Please do this your way. The comment goes to the person.',
      outcomes: ['done', 'not-possible'],
      show: ['subject', 'requester', 'message'],
      hours: 48,
      stage: 'in-work',
      next: 'Done?',
      lead: {
        state: 'Do it with the lead',
        role: 'lead of ${said}',
        procedure: 'See that somebody does it today, or say why it cannot be done.',
      },
      meanwhile: {
        state: 'Tell the person it takes longer',
        text: 'It takes longer than it should. The lead knows; you need not do anything.',
      },
    }),
    'Done?': choose([{ when: answered('done'), next: 'Close as done' }], 'Close as not possible'),
    ...close({
      'Close as done': { outcome: 'done' },
      'Close as not possible': { outcome: 'not-possible' },
    }),
  },
});
`;

const folder = ({
  title,
  variable,
}: Naming) => `import type { DepartmentFolder } from '../words/department.ts';
import { ${variable} } from './department.ts';
import { yourWay } from './your-way.ts';

/** ${title} with the process its cases follow. */
export const ${variable}Folder: DepartmentFolder = { ...${variable}, processes: [yourWay] };
`;

const stories = ({ id, said, variable }: Naming) => `import { describe, expect, test } from 'vitest';
import { ${variable}Folder } from '#statemachines/${id}/index.ts';
import { says } from './play.ts';
import { storiesOf } from './stories.ts';

const stories = storiesOf(${variable}Folder);

describe('what the ${said} is asked for', () => {
  const tell = (replies: Parameters<typeof stories.tell>[1]) => stories.tell('your-way', replies);

  test('is done by its team, and the person hears what there is to know', async () => {
    const story = await tell({ 'Do it your way': says('done', 'It lies on your desk.') });
    expect(story.asked).toEqual(['Do it your way: team']);
    expect(story.end).toEqual({ outcome: 'done', text: 'It lies on your desk.' });
  });

  test('may be impossible, and the person hears why', async () => {
    const story = await tell({ 'Do it your way': says('not-possible', 'There is none left.') });
    expect(story.end).toEqual({ outcome: 'not-possible', text: 'There is none left.' });
  });

  test('is not forgotten: it falls to the lead and comes back, and the person hears with every round', async () => {
    const story = await tell({ 'Do it your way': ['silence', says('done')] });
    expect(story.asked).toContain('Do it with the lead: lead');
    expect(story.told).toHaveLength(1);
    expect(story.end?.outcome).toBe('done');
  });

  stories.everyQuestion('your-way');
  stories.nothingUntold('your-way');
});
`;

/** The files of a new department, by their paths: one service, one process with one human task (row 69), its stories. */
export const filesFor = (naming: Naming): ReadonlyMap<string, string> =>
  new Map([
    [`statemachines/${naming.id}/department.ts`, department(naming)],
    [`statemachines/${naming.id}/services.ts`, services(naming)],
    [`statemachines/${naming.id}/your-way.ts`, process(naming)],
    [`statemachines/${naming.id}/index.ts`, folder(naming)],
    [`test/statemachines/${naming.id}.test.ts`, stories(naming)],
  ]);
