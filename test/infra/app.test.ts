import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { departments } from '#statemachines/departments.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** What a bundle may weigh so that a cold start stays short, in kB. */
const HEAVIEST = 400;

/** Of how many modules a bundle may be made: each is a function of its own that runs when it is loaded. */
const MOST_MODULES = 500;

/** Bundles that are heavier still, and what they may weigh: a number here only ever falls, and a line goes when it fits. */
const STILL_HEAVIER: Readonly<Record<string, { kB: number; modules: number }>> = {
  // MIME and HTML, with two tables of HTML's entities in two packages: 190 kB; the words of distress and danger: 45 kB.
  // Mails wait in a queue, nobody at a door. Raised once, for blind copies, pictures of signatures and free questions (0049).
  'intake-email': { kB: 625, modules: 508 },
};

/** How the list of words begins that speak for no service: what compares messages has it. */
const TOO_COMMON = 'a about after again all';

let folder: string;
let said: { stdout: string; stderr: string };
const bundles = new Map<string, { bytes: number; modules: number }>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-synth-'));
  said = await run(process.execPath, ['infra/app.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, CDK_OUTDIR: folder, SWITCHBOARD_STAGE: 'prod' },
  });
  for (const file of await readdir(join(folder, 'bundles'))) {
    if (!file.endsWith('.json')) continue;
    const name = file.replace('.json', '');
    bundles.set(name, JSON.parse(await readFile(join(folder, 'bundles', file), 'utf8')));
  }
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the app', () => {
  test('writes its templates and says nothing', () => {
    expect(said).toEqual({ stdout: '', stderr: '' });
  });

  test('makes the desk and every department', async () => {
    const { artifacts } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as {
      artifacts: Readonly<Record<string, { readonly type: string }>>;
    };
    const stacks = Object.keys(artifacts).filter((id) => artifacts[id]?.type === 'aws:cloudformation:stack');
    const expected = [
      'desk',
      ...DEPARTMENTS.filter(({ processes, hasSystem }) => processes.length > 0 || hasSystem).map(
        ({ id }) => id,
      ),
    ].map((id) => `switchboard-prod-${id}`);
    expect(stacks.sort()).toEqual(expected.sort());
  });

  test('refuses a stage nobody knows', async () => {
    const env = { PATH: process.env.PATH, CDK_OUTDIR: folder, SWITCHBOARD_STAGE: 'staging' };
    await expect(run(process.execPath, ['infra/app.ts'], { cwd: ROOT, env })).rejects.toThrow(
      'settings.stage should be one of local, dev, prod, but is "staging"',
    );
  });
});

describe('the bundles', () => {
  test('weigh what is said beside them', async () => {
    expect(bundles.size).toBeGreaterThan(10);
    for (const [name, { bytes, modules }] of bundles) {
      expect((await stat(join(folder, 'bundles', name, 'index.js'))).size).toBe(bytes);
      expect(modules).toBeGreaterThan(10);
    }
  });

  test(`weigh no more than ${HEAVIEST} kB and are made of no more than ${MOST_MODULES} modules each`, () => {
    const table = [...bundles].sort(([, a], [, b]) => b.bytes - a.bytes);
    console.log(
      table
        .map(([name, { bytes, modules }]) => `${Math.ceil(bytes / 1000)} kB, ${modules} modules: ${name}`)
        .join('\n'),
    );
    const tooHeavy = table.filter(([name, { bytes, modules }]) => {
      const most = STILL_HEAVIER[name] ?? { kB: HEAVIEST, modules: MOST_MODULES };
      return bytes > 1000 * most.kB || modules > most.modules;
    });
    expect(tooHeavy).toEqual([]);
  });

  test('carry the examples of services where messages are compared with them, and nowhere else', async () => {
    const [example = ''] = departments.flatMap(({ services }) =>
      services.flatMap(({ examples }) => examples),
    );
    const carry: string[] = [];
    for (const name of bundles.keys()) {
      const code = await readFile(join(folder, 'bundles', name, 'index.js'), 'utf8');
      expect(code.includes(example), name).toBe(code.includes(TOO_COMMON));
      if (code.includes(example)) carry.push(name);
    }
    expect(carry).toEqual(expect.arrayContaining(['intake-email', 'api-open']));
    expect(carry.length).toBeLessThan(bundles.size / 2);
  });

  test('hold no source map', async () => {
    for (const name of bundles.keys()) {
      const code = await readFile(join(folder, 'bundles', name, 'index.js'), 'utf8');
      expect(code).not.toContain('sourceMappingURL=');
    }
  });

  test('trace without the SDK of X-Ray: the platform does, and a cold start does not wait for it', async () => {
    for (const name of bundles.keys()) {
      const code = await readFile(join(folder, 'bundles', name, 'index.js'), 'utf8');
      expect(code).not.toMatch(/aws-xray-sdk|aws-lambda-powertools/);
    }
  });

  test('are deployed as they were made', async () => {
    const assets = (await readdir(folder)).filter((name) => name.startsWith('asset.'));
    expect(assets).toHaveLength(bundles.size);
  });
});
