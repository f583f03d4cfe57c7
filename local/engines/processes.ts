import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What the process engine offers to whoever runs it. */
export interface ProcessEngine {
  readonly url: string;
  stop(): Promise<void> | void;
  /** Tells it that the clock was moved. */
  wake(): void;
  nextTimerAt(): number | null | undefined;
  busy?(): boolean;
}

type Start = (options: {
  dataDir: string;
  port: number;
  now: () => number;
  random: () => number;
}) => Promise<ProcessEngine>;

/** Starts the process engine on its folder. */
export async function startProcesses(dataDir: string, now: () => number): Promise<ProcessEngine> {
  const file = join(import.meta.dirname, 'states', 'engine.ts');
  if (!existsSync(file)) return { url: 'http://127.0.0.1:9', stop: () => {}, wake: () => {}, nextTimerAt: () => null };
  const { startEngine } = (await import('./states/engine.ts' as string)) as { startEngine: Start };
  return startEngine({ dataDir, port: 0, now, random: Math.random });
}
