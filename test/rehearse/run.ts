import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** What a program said, and how it ended. */
export type Ended = Readonly<{ code: number | null; said: string }>;

type Options = Readonly<{ cwd?: string; env: NodeJS.ProcessEnv; limit: number }>;

const ours = new Set<ChildProcess>();

/** Tells a program and everything it started. */
function tell(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // It has ended.
  }
}

/** Ends what was started and still runs, with all that it started itself. */
export async function endAll(): Promise<void> {
  const running = [...ours].filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
  for (const child of running) tell(child, 'SIGTERM');
  await Promise.race([Promise.all(running.map((child) => once(child, 'exit'))), pause(3000)]);
  for (const child of ours) tell(child, 'SIGKILL');
}

/** Starts a program that goes on running, in a group of its own. */
export function start(
  command: readonly [string, ...string[]],
  { env, log }: Readonly<{ env: NodeJS.ProcessEnv; log: number }>,
): ChildProcess {
  const [program, ...words] = command;
  const child = spawn(program, words, { env, detached: true, stdio: ['ignore', log, log] });
  ours.add(child);
  return child;
}

/** Runs a program to its end; one that takes too long is ended, and said so. */
export async function run(
  command: readonly [string, ...string[]],
  { cwd, env, limit }: Options,
): Promise<Ended> {
  const [program, ...words] = command;
  const child = spawn(program, words, {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  });
  ours.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const timer = setTimeout(() => {
    said += `\n${program} took longer than ${limit / 1000} s`;
    tell(child, 'SIGKILL');
  }, limit);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said };
  } catch (error) {
    return { code: null, said: String(error) };
  } finally {
    clearTimeout(timer);
    ours.delete(child);
  }
}
