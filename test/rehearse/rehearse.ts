import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startSystem } from '#test/journeys/driver/system.ts';
import { type Assembly, cutAssembly, cutsByType } from './assembly.ts';
import { cdkFor } from './cdk.ts';
import { cleanEnvironment, type Emulator, startEmulator } from './emulator.ts';
import { CACHE, runFolder } from './folders.ts';
import { type Issuer, startIssuer } from './issuer.ts';
import { emulatorName, pythonWithEmulator } from './python.ts';
import { rehearseAll } from './rehearse-all.ts';
import { Report, table } from './report.ts';
import { endAll } from './run.ts';
import { changeProcess, copySources, synthesize } from './source.ts';

/** Nothing takes this long when all is well; a rehearsal that does is ended, and has failed. */
const LIMIT = 240_000;

const report = new Report();
const folder = runFolder();
const began = performance.now();
let emulator: Emulator | undefined;
let issuer: Issuer | undefined;

async function end(): Promise<void> {
  await endAll();
  await issuer?.close();
  if (report.failed && emulator !== undefined) {
    cpSync(join(folder, 'emulator.log'), join(CACHE, 'emulator.log'));
    console.error(`what the emulator said: ${join(CACHE, 'emulator.log')}`);
  }
  rmSync(folder, { recursive: true, force: true });
}

async function leave(code: number): Promise<never> {
  await end();
  process.exit(code);
}

/** Synthesizes the desk as it is and with one changed process, and cuts both for the emulator. */
async function assemblies(issuerUrl: string): Promise<{ now: Assembly; next: Assembly }> {
  const sources = join(folder, 'sources');
  const env = cleanEnvironment(folder);
  const made = async (name: string) => {
    const outdir = join(folder, name);
    await synthesize(sources, outdir, env);
    return cutAssembly(outdir, issuerUrl);
  };
  copySources(sources);
  const now = await made('now');
  changeProcess(sources);
  return { now, next: await made('next') };
}

async function rehearse(): Promise<void> {
  mkdirSync(join(folder, 'tmp'), { recursive: true });
  const installed = await report.step(`the emulator is installed: ${emulatorName()}`, async () => ({
    python: await pythonWithEmulator(),
  }));
  if (installed === undefined) return report.leave('everything else', 'there is no emulator');
  const login = await startIssuer();
  issuer = login;
  const made = await report.step(
    'the stacks are synthesized, as they are and with a changed process',
    async () => assemblies(login.url),
  );
  const running = await report.step('the emulator runs on loopback', () =>
    startEmulator(installed.python, folder),
  );
  emulator = running;
  if (made === undefined || running === undefined) return;
  for (const { what, why } of cutsByType(made.now.cuts)) report.leave(what, why);
  const [hr, it] = await Promise.all([startSystem(), startSystem()]);
  try {
    await rehearseAll({
      ...made,
      emulator: running,
      cdk: cdkFor(running, folder),
      issuer: login,
      hr,
      it,
      report,
    });
  } finally {
    await Promise.all([hr.close(), it.close()]);
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(130));
setTimeout(() => {
  console.log(`\n${table(report.rows)}\nended: the rehearsal took longer than ${LIMIT / 1000} s`);
  void leave(1);
}, LIMIT).unref();

try {
  await rehearse();
} catch (error) {
  await report.step('the rehearsal itself', () => Promise.reject(error));
}
console.log(`\n${table(report.rows)}, in ${((performance.now() - began) / 1000).toFixed(0)} s`);
await leave(report.failed ? 1 : 0);
