import { setTimeout as pause } from 'node:timers/promises';
import type { DeployedFunction } from '../assembly/deployment.ts';
import type { DeskClock } from '../clock.ts';
import { isObject, type Json } from '../json.ts';
import { openLog } from './function-log.ts';
import type { Outcome } from './outcome.ts';
import { createPool } from './pool.ts';

/** How often a function ran, and what it wrote. */
export interface FunctionCount {
  readonly invocations: number;
  readonly failures: number;
  readonly logBytes: number;
}

/** The Lambda service of this machine. */
export interface Functions {
  has(name: string): boolean;
  /** Runs a function and waits for its end; a handler that throws is an outcome, not an exception. */
  invoke(name: string, event: unknown): Promise<Outcome>;
  /** The same for a caller of its own kind (a process catches errors by name), so a failure is not reported here. */
  invokeFor(name: string, event: unknown): Promise<Outcome>;
  /** Throws the containers away, so that the next invocation starts with a fresh one. */
  recycle(): void;
  active(): number;
  invocations(): number;
  counts(): Record<string, FunctionCount>;
  /** Waits for what runs, but no longer than that, and closes the logs. */
  close(withinMilliseconds: number): Promise<void>;
}

const told = (payload: Json) =>
  isObject(payload) ? `${payload.errorType}: ${payload.errorMessage}` : 'failed';

/** Makes the Lambda service for these functions; `environment` is what every container has besides its own variables. */
export function createFunctions(
  deployed: readonly DeployedFunction[],
  environment: Readonly<Record<string, string>>,
  folder: string,
  clock: DeskClock,
): Functions {
  const all = new Map(
    deployed.map((fn) => {
      const log = openLog(folder, fn, clock.now);
      return [fn.name, { log, pool: createPool(fn, environment, log, clock) }];
    }),
  );
  const run = async (name: string, event: unknown) => {
    const found = all.get(name);
    if (!found) throw new Error(`there is no function '${name}'`);
    return found.pool.invoke(event);
  };
  const sum = (of: 'active' | 'invocations') =>
    [...all.values()].reduce((total, { pool }) => total + pool[of](), 0);
  return {
    has: (name) => all.has(name),
    invoke: async (name, event) => {
      const outcome = await run(name, event);
      if (outcome.failed) console.error(`${name}: ${told(outcome.payload)}`);
      return outcome;
    },
    invokeFor: run,
    recycle: () => {
      for (const { pool } of all.values()) pool.recycle();
    },
    active: () => sum('active'),
    invocations: () => sum('invocations'),
    counts: () =>
      Object.fromEntries(
        [...all].map(([name, { log, pool }]) => [
          name,
          { invocations: pool.invocations(), failures: pool.failures(), logBytes: log.bytes() },
        ]),
      ),
    close: async (within) => {
      const late = performance.now() + within;
      while (sum('active') > 0 && performance.now() < late) await pause(10);
      for (const { log } of all.values()) log.close();
    },
  };
}
