import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../json.ts';

/** What an assembly is made from; a change in any of it makes the last output stale. */
const SOURCES = ['desk', 'statemachines', 'functions', 'infra', 'package.json', 'cdk.json', 'tsconfig.json'];
const OUTPUT = 'cdk.out';
/** Says which manifest was written for this machine, because the same folder may hold another stage's templates. */
const STAMP = 'local-stage';

function newest(path: string): number {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isFresh(output: string): boolean {
  const manifest = join(output, 'manifest.json');
  const stamp = join(output, STAMP);
  if (!existsSync(manifest) || !existsSync(stamp)) return false;
  const written = statSync(manifest).mtimeMs;
  return readFileSync(stamp, 'utf8') === String(written) && written > Math.max(...SOURCES.map(newest));
}

async function run(output: string): Promise<void> {
  const child = spawn(process.execPath, ['infra/app.ts'], {
    env: { ...process.env, SWITCHBOARD_STAGE: 'local', CDK_OUTDIR: output },
    stdio: ['ignore', 2, 2],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
  if (code !== 0) throw new Refusal(`the stacks cannot be synthesized: node infra/app.ts ended with ${code}`);
  writeFileSync(join(output, STAMP), String(statSync(join(output, 'manifest.json')).mtimeMs));
}

const isAlive = (pid: number) => {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Takes the lock file, or says that another start has it; a lock of a process that is gone is taken over. */
function tryLock(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx');
    writeFileSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch {
    const owner = existsSync(lock) ? readFileSync(lock, 'utf8') : '';
    // An empty file is a lock taken this instant.
    if (owner !== '' && !isAlive(Number(owner))) rmSync(lock, { force: true });
    return false;
  }
}

/** The assembly to run: a ready one, or the local stage's, synthesized if its sources are newer than the last output. */
export async function assemblyFolder(ready: string | undefined): Promise<string> {
  if (ready !== undefined) return ready;
  const lock = `${OUTPUT}.lock`;
  while (!isFresh(OUTPUT)) {
    if (!tryLock(lock)) {
      await pause(100);
      continue;
    }
    try {
      if (!isFresh(OUTPUT)) await run(OUTPUT);
      // Just written: should a source have changed meanwhile, the next start sees to it.
      return OUTPUT;
    } finally {
      rmSync(lock, { force: true });
    }
  }
  return OUTPUT;
}
