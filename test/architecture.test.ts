import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

/**
 * desk ← statemachines ← functions
 * infra → statemachines, and of functions only the names of variables and the list of routes
 * local → the synthesized output only
 * nothing → test, local
 */
const MAY_IMPORT = {
  desk: [],
  statemachines: ['#desk/'],
  functions: ['#desk/', '#statemachines/'],
  infra: ['#statemachines/', '#functions/environment.ts', '#functions/api/routes.ts'],
  local: [],
  docs: ['#desk/', '#statemachines/'],
} as const;

/** The packages of the layers that hold no AWS: small, pure, and none that knows a clock or a network. */
const PURE = {
  desk: [
    'node:crypto',
    'html-to-text',
    'jsonata',
    'postal-mime',
    'temporal-polyfill',
    ...['Instant', 'PlainDate', 'PlainDateTime', 'ZonedDateTime'].map(
      (name) => `temporal-polyfill/fns/${name}`,
    ),
    'zod/mini',
  ],
  statemachines: ['node:crypto'],
} as const;

const FOLDERS = ['desk', 'statemachines', 'functions', 'infra', 'local', 'docs'] as const;

interface File {
  readonly path: string;
  readonly code: string;
  readonly imports: readonly string[];
}

const read = (path: string): File => {
  const code = readFileSync(join(ROOT, path), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');
  const stated = code.matchAll(/^(?:import|export)\s+(?:[\w$*{},\s]*\sfrom\s+)?['"]([^'"\n]+)['"]/gm);
  const called = code.matchAll(/\bimport\(\s*['"]([^'"\n]+)['"]/g);
  const imports = [...stated, ...called].map(([, name = '']) => name);
  return { path, code, imports };
};

const filesOf = (folder: string): File[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => read(posix.join(folder, name)));

/** Every import of these files that the rule refuses, as sentences. */
const refused = (files: readonly File[], rule: (name: string, file: File) => boolean) =>
  files.flatMap((file) =>
    file.imports.filter((name) => rule(name, file)).map((name) => `${file.path} imports ${name}`),
  );

/** Every place where these files say one of the words. */
const saying = (files: readonly File[], words: RegExp) =>
  files.flatMap(({ path, code }) => [...code.matchAll(words)].map(([word]) => `${path} says ${word}`));

describe.each(FOLDERS)('%s', (folder) => {
  const files = filesOf(folder);

  test('imports other folders only along the arrows', () => {
    const allowed: readonly string[] = MAY_IMPORT[folder];
    const crossing = (name: string) => name.startsWith('#') && !allowed.some((each) => name.startsWith(each));
    expect(refused(files, crossing)).toEqual([]);
  });

  test('never leaves its folder by a relative path', () => {
    const leaving = (name: string, { path }: File) =>
      name.startsWith('.') && !posix.join(posix.dirname(path), name).startsWith(`${folder}/`);
    expect(refused(files, leaving)).toEqual([]);
  });

  test('reads the environment only where that is its work', () => {
    const readers = /^(functions\/environment\.ts|infra\/app\.ts|local\/.*|docs\/.*)$/;
    const others = files.filter(({ path }) => !readers.test(path));
    expect(saying(others, /\bprocess\.env\b/g)).toEqual([]);
  });
});

describe.each(['desk', 'statemachines'] as const)('%s is pure', (folder) => {
  const files = filesOf(folder);

  test('knows no packages but small pure ones', () => {
    const pure: readonly string[] = PURE[folder];
    expect(refused(files, (name) => !/^[.#]/.test(name) && !pure.includes(name))).toEqual([]);
  });

  test('takes time, ids and randomness from its ports', () => {
    const impure =
      /\b(Date\.now\b|new Date\(\)|Math\.random\b|random(UUID|Bytes|Int)\b|Temporal\.Now\b|performance\.now\b)/g;
    expect(saying(files, impure)).toEqual([]);
  });
});

test('functions run on packages that are deployed, not on tools', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Readonly<Record<string, string>>;
  };
  const deployed = (name: string) =>
    /^([.#]|node:)/.test(name) ||
    name === 'aws-lambda' ||
    Object.keys(dependencies).some((each) => name === each || name.startsWith(`${each}/`));
  // Commands run in a clone, with what tools are made of.
  const handlers = filesOf('functions').filter(({ path }) => !path.startsWith('functions/backup/'));
  expect(refused(handlers, (name) => !deployed(name))).toEqual([]);
});
