import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { describe, expect, test } from 'vitest';
import { catalogueOf } from '#desk/department.ts';
import { route } from '#desk/routing/route.ts';
import { settingsFor } from '#infra/settings.ts';
import { switchboard } from '#infra/switchboard.ts';
import { DEPARTMENT_CHECKS } from '#statemachines/checks/check-department.ts';
import { TOGETHER_CHECKS } from '#statemachines/checks/check-departments.ts';
import { checkProcess } from '#statemachines/checks/check-process.ts';
import { pagesOf } from '#statemachines/drawings/pages.ts';
import { hr } from '#statemachines/hr/department.ts';
import { question } from '#statemachines/hr/question.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import { library } from './library.ts';
import { says } from './play.ts';
import { storiesOf } from './stories.ts';

const WITH_LIBRARY = [...DEPARTMENTS, library];

const stacks = (departments: readonly DepartmentFolder[]) => {
  const { stacks } = switchboard({ settings: settingsFor('prod'), departments, withoutCode: true }).synth();
  return new Map(
    stacks.map(({ stackName, template }: CloudFormationStackArtifact) => [stackName, template as unknown]),
  );
};

describe('a department is added by its folder alone (row 19)', () => {
  test('and keeps every rule that the others keep', () => {
    expect(Object.values(DEPARTMENT_CHECKS).flatMap((check) => check(library))).toEqual([]);
    expect(Object.values(TOGETHER_CHECKS).flatMap((check) => check(WITH_LIBRARY))).toEqual([]);
    expect(library.processes.flatMap((process) => checkProcess(library, process))).toEqual([]);
  });

  test('and gets the messages meant for it, and no others', () => {
    const placed = (text: string) => route(catalogueOf(WITH_LIBRARY), { subject: '', text }).department;
    expect(placed('Which novel can I lend from the library for the weekend?')).toBe('library');
    expect(placed('my computer does not boot')).toBe('it');
  });

  test('and is deployed as a stack of its own; no other stack is touched', () => {
    const [before, after] = [stacks(DEPARTMENTS), stacks(WITH_LIBRARY)];
    expect([...after.keys()].filter((name) => !before.has(name))).toEqual(['switchboard-prod-library']);
    for (const [name, template] of before) expect(after.get(name), name).toEqual(template);
  });

  test('and is drawn beside the others', () => {
    const pages = pagesOf(WITH_LIBRARY);
    expect(pages.get('library-lending.md')).toContain('# Library: lending');
    expect(pages.get('responsibilities.md')).toContain('| head librarian | `library-lead` |');
  });

  test('and may be as small as one question to the team and one to the lead (row 69)', () => {
    const { system: _none, ...alone } = library;
    const small: DepartmentFolder = {
      ...alone,
      words: { kinds: { request: 'question' }, stages: { ...library.words.stages, ...hr.words.stages } },
      services: library.services.map((service) => ({ ...service, process: question.name })),
      processes: [question],
      hasSystem: false,
    };
    expect(Object.values(DEPARTMENT_CHECKS).flatMap((check) => check(small))).toEqual([]);
    expect(checkProcess(small, question)).toEqual([]);
  });
});

describe('the page about onboarding', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/onboard-a-department.md'), 'utf8');

  test('asks for everything a department consists of', () => {
    for (const field of Object.keys(library).filter(
      (each) => !['id', 'name', 'prefix', 'graceDays', 'processes'].includes(each),
    ))
      expect(page, field).toMatch(new RegExp(`\`${field}\\b`));
  });

  test('names only files and scripts that exist', () => {
    const root = join(import.meta.dirname, '../..');
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const [, script = ''] of page.matchAll(/npm run (\w+)/g)) expect(scripts).toHaveProperty(script);
    for (const [, path = ''] of page.matchAll(/\]\((?!http)([^)#]+)/g))
      readFileSync(join(root, 'docs', path));
  });
});

const stories = storiesOf(library);

describe('the library lends a book', () => {
  test('that the robot brings', async () => {
    const story = await stories.tell('lending', {
      'Find the book': says('found', '', { title: 'Emma' }),
      'Fetch the book': says('completed'),
    });
    expect(story.asked).toEqual(['Find the book: team', 'Fetch the book: system']);
    expect(story.end).toEqual({ outcome: 'lent', text: 'Your book is at the counter.' });
  });

  test.each([
    ['fails', says('failed')],
    ['stands still', 'silence'],
  ] as const)('that people fetch when the robot %s, however long it takes', async (_what, reply) => {
    const found = { 'Find the book': says('found'), 'Fetch the book': reply };
    const story = await stories.tell('lending', { ...found, 'Fetch by hand': ['silence', says('done')] });
    expect(story.told).toHaveLength(1);
    expect(story.end?.outcome).toBe('lent');
  });

  test('unless it has none', async () => {
    expect(
      (await stories.tell('lending', { 'Find the book': says('unknown', 'We have none.') })).end?.text,
    ).toBe('We have none.');
    expect((await stories.tell('lending', {})).end?.outcome).toBe('not-found');
  });

  stories.everyQuestion('lending');
  stories.nothingUntold('lending');
});
