import { setTimeout as pause } from 'node:timers/promises';
import { type Engine, startEngine } from './states/engine.ts';

/** The process engine with a look at whether it moves. */
export interface ProcessEngine extends Engine {
  busy(): Promise<boolean>;
}

/** A moment is enough to tell a process that rests from one that is being moved. */
const MOMENT = 5;

/** Starts the process engine on its folder; it reaches functions and services at the `AWS_ENDPOINT_URL_*` of this process. */
export async function startProcesses(dataDir: string, now: () => number): Promise<ProcessEngine> {
  const engine = await startEngine({ dataDir, port: 0, now, endsTogether: true });
  return {
    ...engine,
    busy: () => Promise.race([engine.settled().then(() => false), pause(MOMENT).then(() => true)]),
  };
}
