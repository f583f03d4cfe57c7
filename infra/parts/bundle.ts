import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { buildSync } from 'esbuild';
import { departments } from '#statemachines/departments.ts';
import { writeDepartmentsAtWork } from './departments-at-work.ts';
import { writeLeanSes } from './lean-ses.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The context flag that leaves the code out, for tests that only look at templates. */
export const WITHOUT_CODE = 'switchboard:without-code';

/** A function as one file, and of how many modules it was made. */
export type Bundle = Readonly<{ text: Uint8Array; modules: number }>;

/** What has been bundled in this run of the app: a desk of two stages bundles each function once. */
const bundled = new Map<string, Bundle>();

/** A function's entry file with all it imports as one file, ready to deploy. */
export function bundle(scope: Construct, entry: string): Code {
  if (scope.node.tryGetContext(WITHOUT_CODE)) return Code.fromInline('exports.handler = async () => {};');
  const folder = join(
    Stage.of(scope)?.outdir ?? '',
    'bundles',
    entry.replace(/^functions\/|\.ts$/g, '').replaceAll('/', '-'),
  );
  mkdirSync(folder, { recursive: true });
  const { text, modules } = bundleOf(entry);
  writeFileSync(join(folder, 'index.js'), text);
  // Beside the folder, not in it: what is deployed is the bundle alone.
  writeFileSync(`${folder}.json`, JSON.stringify({ bytes: text.byteLength, modules }));
  return Code.fromAsset(folder);
}

/** The bundle of an entry file. */
export function bundleOf(entry: string): Bundle {
  const found = bundled.get(entry) ?? build(entry);
  bundled.set(entry, found);
  return found;
}

/** What compares messages with the examples and words of services: a bundle that has it needs them. */
const COMPARES = 'desk/routing/words.ts';

let atWork: string | undefined;
let ses: string | undefined;

function build(entry: string): Bundle {
  if (!existsSync(join(ROOT, entry))) {
    throw new Error(`the entry file ${entry} is missing: a function of the desk is made from it`);
  }
  atWork ??= writeDepartmentsAtWork(departments, join(ROOT, '.cache', 'bundles'));
  const lean = buildWith(entry, { '#statemachines/departments.ts': atWork });
  return lean.of.has(COMPARES) ? buildWith(entry, {}) : lean;
}

/** The bundle of an entry file with something in the place of something else, and of what it is made. */
function buildWith(
  entry: string,
  instead: Readonly<Record<string, string>>,
): Bundle & { of: ReadonlySet<string> } {
  ses ??= writeLeanSes(ROOT, join(ROOT, '.cache', 'bundles'));
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node24',
    // An ES module that imports node:http pays 33 to 46 ms at cold start for it, a CommonJS one 3 ms.
    format: 'cjs',
    // The clients import node:http when they first need it, which makes an ES module of it: that reads every name it has,
    // the one of WebSocket too, and so loads all of undici, 10 ms of a first call.
    supported: { 'dynamic-import': false },
    // The ES builds of the AWS clients leave out what is not used; their CommonJS builds cannot.
    mainFields: ['module', 'main'],
    alias: {
      ...instead,
      // 143 kB less in every function, and nothing to read that is not there.
      '@aws-sdk/credential-provider-node': join(import.meta.dirname, 'function-credentials.ts'),
      // 3 kB less: its authors' minifier goes further than this one.
      jsonata: 'jsonata/jsonata.min.js',
      '@aws-sdk/client-sesv2': ses,
      'deepmerge-ts': join(import.meta.dirname, 'small-merge.ts'),
      // 77 kB less where pages are read.
      'dom-serializer': join(import.meta.dirname, 'no-serializer.ts'),
      // 28 kB and 26 modules less in every function: what the clients could do and none of the desk's calls asks for.
      '@smithy/core/event-streams': join(import.meta.dirname, 'no-event-streams.ts'),
      '@aws-sdk/middleware-endpoint-discovery': join(import.meta.dirname, 'no-endpoint-discovery.ts'),
    },
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild made nothing of ${entry}`);
  const of = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    // What only hands on others' names, or types, leaves nothing behind.
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
  return { text: file.contents, modules: of.length, of: new Set(of) };
}
