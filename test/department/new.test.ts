import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { namingOf } from './new/naming.ts';
import { writeDepartment } from './new/write.ts';

const ROOT = join(import.meta.dirname, '../..');
const copied = 'desk statemachines functions infra local docs test package.json biome.json tsconfig.json';

/** Synthesizes the desk with all its departments; that a new one changes no other stack is held in onboarding.test.ts. */
const SYNTH = `
import { settingsFor } from '#infra/settings.ts';
import { switchboard } from '#infra/switchboard.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
const desk = switchboard({ settings: settingsFor('prod'), departments: DEPARTMENTS, withoutCode: true });
const { stacks } = desk.synth();
const { template } = stacks.find(({ stackName }) => stackName === 'switchboard-prod-claims');
const machines = Object.values(template.Resources).filter(({ Type }) => Type.endsWith('::StateMachine'));
console.log(machines.map(({ Properties }) => Properties.StateMachineName).join());`;

describe('npm run department -- new', () => {
  let tree = '';
  const run = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}` };
  };
  const make = (...args: readonly string[]) => run('test/department/main.ts', 'new', ...args);
  const engine = () =>
    ['desk', 'functions', 'infra', 'local', 'statemachines/words', 'statemachines/checks'].flatMap((folder) =>
      readdirSync(join(tree, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => [name, readFileSync(join(tree, folder, name), 'utf8')]),
    );

  beforeAll(() => {
    tree = mkdtempSync(join(tmpdir(), 'department-'));
    for (const name of copied.split(' ')) cpSync(join(ROOT, name), join(tree, name), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'));
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  test('writes a department that is ready as it is, and touches no engine code (rows 19, 69)', () => {
    const before = engine();
    const { status, said } = make('claims');
    expect(said).toContain('Claims is ready.');
    expect(status).toBe(0);
    expect(engine()).toEqual(before);
    expect(existsSync(join(tree, 'docs/processes/claims-your-way.svg'))).toBe(true);

    // Its stories pass, and it is a stack of its own.
    const stories = run('node_modules/vitest/vitest.mjs', 'run', 'test/statemachines/claims.test.ts');
    expect(stories.status, stories.said).toBe(0);
    const synth = ['--input-type=module-typescript', '--eval', SYNTH];
    const machines = execFileSync(process.execPath, synth, { cwd: tree, encoding: 'utf8' });
    expect(machines).toContain('switchboard-prod-claims-your-way');

    // Twice does no harm: the department is there, and stays as it is.
    const list = readFileSync(join(tree, 'statemachines/index.ts'), 'utf8');
    const there = [{ id: 'claims', prefix: 'CLA' }];
    expect(() => writeDepartment(tree, 'claims', undefined, there)).toThrow(
      "there is a department 'claims' already; nothing was written",
    );
    expect(readFileSync(join(tree, 'statemachines/index.ts'), 'utf8')).toBe(list);
    // Five programs, each a second or two of processor: on a busy machine that takes its time.
  }, 300_000);

  test('goes on where it was stopped, and leaves what somebody has written', () => {
    const list = join(tree, 'statemachines/index.ts');
    const before = readFileSync(list, 'utf8');
    const written = writeDepartment(tree, 'travel', undefined, []);
    expect(written).toHaveLength(7);
    const listed = readFileSync(list, 'utf8');
    expect(listed).toContain('  travelFolder,\n  triageFolder,\n');

    // Stopped before the list was written, and one file changed meanwhile.
    writeFileSync(list, before);
    const services = join(tree, 'statemachines/travel/services.ts');
    writeFileSync(services, '// ours');
    rmSync(join(tree, 'statemachines/travel/your-way.ts'));
    expect(writeDepartment(tree, 'travel', undefined, [])).toEqual([
      'statemachines/travel/your-way.ts',
      'statemachines/index.ts',
      'statemachines/departments.ts',
    ]);
    expect(readFileSync(list, 'utf8')).toBe(listed);
    expect(readFileSync(services, 'utf8')).toBe('// ours');
  });
});

describe('a name', () => {
  const inUse = {
    departments: [
      { id: 'it', prefix: 'IT' },
      { id: 'claims', prefix: 'CLA' },
    ],
    folders: ['words'],
  };

  test('says how a department is called everywhere', () => {
    expect(namingOf('claims-desk', undefined, inUse)).toEqual({
      id: 'claims-desk',
      said: 'claims desk',
      title: 'Claims desk',
      variable: 'claimsDesk',
      prefix: 'CLAI',
    });
  });

  test.each([
    ['Claims', undefined, 'small letters'],
    ['../claims', undefined, 'small letters'],
    ['it', undefined, "there is a department 'it' already"],
    ['words', undefined, 'means something else'],
    ['class', undefined, 'means something else'],
    ['all', undefined, 'means something else'],
    ['hello', undefined, 'every second mail'],
    ['ticket-office', undefined, 'our trade'],
    ['a-very-long-name-that-nobody-says', undefined, 'longer than 30'],
    ['travel', 'IT', 'IT is taken'],
    ['travel', 'travel', 'capital letters'],
  ])('%s with prefix %s is refused with a sentence', (name, prefix, sentence) => {
    expect(() => namingOf(name, prefix, inUse)).toThrow(sentence);
  });
});
