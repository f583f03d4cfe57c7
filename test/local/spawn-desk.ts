import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A desk that runs in a process of its own, as a person starts it. */
export interface SpawnedDesk {
  readonly http: string;
  readonly smtp: string;
  readonly folder: string;
  readonly pid: number;
  /** Everything it wrote to standard output so far. */
  readonly lines: readonly string[];
  /** Ends it as a power cut would, and waits until the process is gone. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C would, and answers with its exit code. */
  stop(): Promise<number | null>;
}

/** How a desk is spawned. */
export interface SpawnOptions {
  readonly folder?: string;
  /** A ready assembly; without it the stacks are synthesized. */
  readonly assembly?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A new folder for a desk, under the system's temporary one. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'switchboard-'));

/** Deletes a desk's folder. */
export const deleteFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Spawns a desk on free ports and waits until it says that it is ready. */
export async function spawnDesk(options: SpawnOptions = {}): Promise<SpawnedDesk> {
  const { folder = newFolder(), assembly, environment = {} } = options;
  const child = spawn(process.execPath, [resolve('local/start.ts')], {
    env: {
      ...process.env,
      DESK_HTTP_PORT: '0',
      DESK_SMTP_PORT: '0',
      DESK_DATA: folder,
      ...(assembly !== undefined && { DESK_ASSEMBLY: assembly }),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const ended = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const lines: string[] = [];
  const first = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    first.resolve(line);
  });
  void ended.then((code) =>
    first.reject(new Error(`the desk ended with ${code} before it was ready:\n${errors}`)),
  );
  const { ready } = JSON.parse(await first.promise) as { ready: { http: string; smtp: string } };
  return {
    ...ready,
    folder,
    pid: child.pid ?? 0,
    lines,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
