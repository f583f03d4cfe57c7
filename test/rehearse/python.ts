import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './folders.ts';
import { NotRehearsed } from './report.ts';
import { run } from './run.ts';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const INSTALL_LIMIT = 90_000;

/** What the emulator is, as its requirements pin it. */
export const emulatorName = (): string =>
  /^ministack==.*$/m.exec(readFileSync(REQUIREMENTS, 'utf8'))?.[0]?.replace('==', ' ') ?? 'ministack';

async function checkPython(): Promise<void> {
  const version = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])';
  const { code, said } = await run(['python3', '-c', version], { env: process.env, limit: 10_000 });
  if (code !== 0) throw new NotRehearsed('no python3 with venv on this machine');
  const [major = 0, minor = 0] = said.trim().split('.').map(Number);
  if (major !== 3 || minor < 10) throw new NotRehearsed(`python3 is ${said.trim()}, and 3.10 is needed`);
}

/**
 * A Python with the emulator in it. It is installed once for each set of requirements, in a folder that gets its name
 * when it is complete.
 */
export async function pythonWithEmulator(): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const home = join(CACHE, `venv-${hash}`);
  const python = join(home, 'bin/python');
  await checkPython();
  if (existsSync(python)) return python;

  const making = mkdtempSync(join(CACHE, 'making-'));
  try {
    const made = await run(['python3', '-m', 'venv', making], { env: process.env, limit: INSTALL_LIMIT });
    if (made.code !== 0) throw new NotRehearsed(`python3 made no virtual environment: ${made.said}`);
    const pip = [join(making, 'bin/python'), '-m', 'pip', 'install'] as const;
    const calm = ['--quiet', '--no-cache-dir', '--disable-pip-version-check', '--no-input'];
    const patience = ['--timeout', '15', '--retries', '1', '--only-binary', ':all:'];
    const { code, said } = await run([...pip, ...calm, ...patience, '-r', REQUIREMENTS], {
      env: process.env,
      limit: INSTALL_LIMIT,
    });
    if (code !== 0) throw new NotRehearsed(`pip could not install the emulator: ${said.slice(-400)}`);
    // Another rehearsal may have been faster; its folder is as good.
    if (!existsSync(python)) renameSync(making, home);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return python;
}
