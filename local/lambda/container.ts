import { existsSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import type { DeployedFunction } from '../assembly/deployment.ts';
import { Refusal } from '../json.ts';

/** What a handler exports. */
export type Handler = (event: unknown, context: object) => unknown;

/** What a container puts in place of the real globals. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string>>;
  readonly console: Console;
  readonly Date: DateConstructor;
  /** Takes what the handler writes to standard output or error. */
  write(text: string): void;
}

/** A process object of its own: same methods, other variables, and no way to end the runtime. */
function processOf({ environment, write }: Surroundings): NodeJS.Process {
  const out = {
    write: (text: string | Uint8Array) => {
      write(String(text).trimEnd());
      return true;
    },
    isTTY: false,
  };
  return Object.create(process, {
    env: { value: { ...environment }, writable: true },
    stdout: { value: out },
    stderr: { value: out },
    exit: {
      value: (code?: number) => {
        throw new Error(`Runtime exited with error: exit status ${code ?? 0}`);
      },
    },
  }) as NodeJS.Process;
}

function handlerFile(fn: DeployedFunction): { file: string; exported: string } {
  const [, path = '', exported = ''] = /^(.*)\.([^.]+)$/.exec(fn.handler) ?? [];
  if (fn.folder === undefined)
    throw new Refusal(`function ${fn.id} carries its code in the template and is not run here`);
  for (const ending of ['.js', '.cjs']) {
    const file = join(fn.folder, path + ending);
    if (existsSync(file)) return { file, exported };
  }
  throw new Refusal(`function ${fn.id}: ${join(fn.folder, path)}.js is missing (bundles are CommonJS)`);
}

/** The names of a CommonJS file, and three more that a bundle sees in place of the real ones. */
const SEEN = ['exports', 'require', 'module', '__filename', '__dirname', 'process', 'console', 'Date'];

const sources = new Map<string, string>();

/** Loads the function's bundle once more, as a fresh Lambda container would, and answers with its handler. */
export function loadHandler(fn: DeployedFunction, surroundings: Surroundings): Handler {
  const { file, exported } = handlerFile(fn);
  const source = sources.get(file) ?? readFileSync(file, 'utf8');
  sources.set(file, source);
  const load = compileFunction(source, SEEN, {
    filename: file,
    // The SDK imports Node's own modules by `import()`.
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const ownProcess = processOf(surroundings);
  const realRequire = createRequire(file);
  const ownRequire = (name: string) => {
    if (name === 'process' || name === 'node:process') return ownProcess;
    if (isBuiltin(name) || name.startsWith('.')) return realRequire(name);
    throw new Refusal(`function ${fn.id} requires '${name}', which its bundle does not carry`);
  };
  const module = { exports: {} as Record<string, unknown> };
  load(
    module.exports,
    Object.assign(ownRequire, { resolve: realRequire.resolve }),
    module,
    file,
    dirname(file),
    ownProcess,
    surroundings.console,
    surroundings.Date,
  );
  const handler = module.exports[exported];
  if (typeof handler !== 'function') throw new Refusal(`function ${fn.id}: ${fn.handler} is no function`);
  return handler as Handler;
}
