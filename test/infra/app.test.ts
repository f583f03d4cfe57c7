import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEPARTMENTS } from '#statemachines/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);

/** What a bundle may weigh so that a cold start stays short, in kB. */
const HEAVIEST = 400;

/**
 * Bundles that are heavier still, and what they may weigh at most: a number here only ever falls, and a line goes when
 * its function fits. Most of it is clients a function never calls, brought along by the desk being put together whole.
 */
const STILL_HEAVIER: Readonly<Record<string, number>> = {
  // The S3 client alone is 170 kB; intake also reads MIME and HTML.
  'intake-email': 900,
  'delivery-mail': 640,
  'api-api': 630,
  // Parameters, secrets, queue, bucket and table: five clients.
  'delivery-webhook': 690,
  'delivery-outbox': 420,
};

let folder: string;
let said: { stdout: string; stderr: string };
const bundles = new Map<string, number>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-synth-'));
  said = await run(process.execPath, ['infra/app.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, CDK_OUTDIR: folder, SWITCHBOARD_STAGE: 'prod' },
  });
  for (const name of await readdir(join(folder, 'bundles'))) {
    const { size } = await stat(join(folder, 'bundles', name, 'index.js'));
    bundles.set(name, size);
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
  test(`weigh no more than ${HEAVIEST} kB each`, () => {
    const table = [...bundles].sort(([, a], [, b]) => b - a);
    console.log(
      table.map(([name, size]) => `${String(Math.ceil(size / 1000)).padStart(5)} kB  ${name}`).join('\n'),
    );
    const tooHeavy = table.filter(([name, size]) => size > 1000 * (STILL_HEAVIER[name] ?? HEAVIEST));
    expect(tooHeavy).toEqual([]);
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
