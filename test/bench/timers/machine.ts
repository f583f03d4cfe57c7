import { existsSync, mkdtempSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { SpawnedDesk } from '#test/local/spawn-desk.ts';

/** Where Linux keeps files in memory. */
const IN_MEMORY = '/dev/shm';
const ROOM = 4e9;

/** A new folder in memory for a desk's data, where there is room for it: twenty thousand cases wait for a disk most of the time. */
export function folderInMemory(): string | undefined {
  if (!existsSync(IN_MEMORY)) return undefined;
  const { bavail, bsize } = statfsSync(IN_MEMORY);
  return bavail * bsize < ROOM ? undefined : mkdtempSync(join(IN_MEMORY, 'switchboard-'));
}

/** The most memory (bytes) that the three processes of a desk have had, where the system tells: runtime, engines and DynamoDB. */
export function mostMemory({ pid, folder }: Pick<SpawnedDesk, 'pid' | 'folder'>): number | undefined {
  const kept = (...file: string[]) => readFileSync(join(folder, 'engines', ...file), 'utf8').trim();
  const peaks = [String(pid), kept('engines.pid'), kept('dynamodb', 'java.pid')].map((each) => {
    const status = `/proc/${each}/status`;
    const [, kilobytes] =
      (existsSync(status) && /VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))) || [];
    return Number(kilobytes) * 1024;
  });
  const all = peaks.reduce((sum, each) => sum + each, 0);
  return Number.isNaN(all) ? undefined : all;
}
