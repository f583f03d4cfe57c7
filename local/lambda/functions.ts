import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeployedFunction } from '../assembly/deployment.ts';
import { HERE } from '../assembly/identities.ts';
import type { DeskClock } from '../clock.ts';
import type { Json } from '../json.ts';
import { type Handler, loadHandler } from './container.ts';
import { consoleOf, type FunctionLog, openLog } from './function-log.ts';

/** How an invocation ended: the payload, and whether it is an error's. */
export interface Outcome {
  readonly failed: boolean;
  readonly payload: Json;
  readonly requestId: string;
}

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
  /** Throws the containers away, so that the next invocation starts with a fresh one. */
  recycle(): void;
  active(): number;
  invocations(): number;
  counts(): Record<string, FunctionCount>;
  /** Waits for what runs, but no longer than that, and closes the logs. */
  close(withinMilliseconds: number): Promise<void>;
}

interface Container {
  readonly handler: Handler;
  requestId: string;
}

interface Pool {
  readonly fn: DeployedFunction;
  readonly log: FunctionLog;
  readonly idle: Container[];
  readonly waiting: (() => void)[];
  running: number;
  invocations: number;
  failures: number;
}

/** Containers of one function at once where the template reserves none: more only costs memory on two cores. */
const USUAL_CONTAINERS = 10;

/** Lambda answers synchronous calls with at most 6 MB. */
const LARGEST_ANSWER = 6 * 1024 * 1024;

function errorPayload(error: unknown): Json {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n').map((line) => line.trim()),
  };
}

/** Makes the Lambda service for these functions; `environment` is what every container has besides its own variables. */
export function createFunctions(
  deployed: readonly DeployedFunction[],
  environment: Readonly<Record<string, string>>,
  folder: string,
  clock: DeskClock,
): Functions {
  const pools = new Map<string, Pool>(
    deployed.map((fn) => [
      fn.name,
      {
        fn,
        log: openLog(folder, fn, clock.now),
        idle: [],
        waiting: [],
        running: 0,
        invocations: 0,
        failures: 0,
      },
    ]),
  );
  let generation = 0;

  function load(pool: Pool): Container {
    const { fn, log } = pool;
    const container = { requestId: '', handler: (() => {}) as Handler };
    const own: Record<string, string> = {
      ...environment,
      AWS_LAMBDA_FUNCTION_NAME: fn.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMegabytes),
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${fn.name}`,
      _HANDLER: fn.handler,
      ...(fn.folder !== undefined && { LAMBDA_TASK_ROOT: fn.folder }),
      ...fn.environment,
    };
    const handler = loadHandler(fn, {
      environment: own,
      console: consoleOf(log, () => container.requestId),
      Date: clock.Date,
      write: log.write,
    });
    return Object.assign(container, { handler });
  }

  function contextFor({ fn }: Pool, requestId: string, deadline: number) {
    return {
      callbackWaitsForEmptyEventLoop: true,
      functionName: fn.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: `arn:aws:lambda:${HERE.region}:${HERE.account}:function:${fn.name}`,
      memoryLimitInMB: String(fn.memoryMegabytes),
      awsRequestId: requestId,
      logGroupName: `/aws/lambda/${fn.name}`,
      logStreamName: 'local',
      getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
    };
  }

  async function run(pool: Pool, event: unknown): Promise<Outcome> {
    const { fn, log, idle } = pool;
    const requestId = randomUUID();
    const born = generation;
    const started = performance.now();
    log.platform(
      'platform.start',
      { requestId, version: '$LATEST' },
      `START RequestId: ${requestId} Version: $LATEST`,
    );
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const timeout = setTimeout(() => {
      const message = `RequestId: ${requestId} Error: Task timed out after ${fn.timeoutSeconds.toFixed(2)} seconds`;
      reject(Object.assign(new Error(message), { name: 'Sandbox.Timedout' }));
    }, fn.timeoutSeconds * 1000);
    let outcome: Outcome;
    let container: Container | undefined;
    try {
      container = idle.pop() ?? load(pool);
      container.requestId = requestId;
      const context = contextFor(pool, requestId, started + fn.timeoutSeconds * 1000);
      const own = JSON.parse(JSON.stringify(event ?? null)) as unknown;
      const { handler } = container;
      const answer = (async () => handler(own, context))();
      const text = JSON.stringify((await Promise.race([answer, tooLate])) ?? null);
      if (text.length > LARGEST_ANSWER) {
        const message = `Response payload size exceeded maximum allowed payload size (${LARGEST_ANSWER} bytes).`;
        throw Object.assign(new Error(message), { name: 'Function.ResponseSizeTooLarge' });
      }
      outcome = { failed: false, payload: JSON.parse(text) as Json, requestId };
    } catch (error) {
      // A handler that throws keeps its container, as in the cloud; one that ran out of time may still be running in it.
      if (error instanceof Error && error.name === 'Sandbox.Timedout') container = undefined;
      log.say('ERROR', requestId, ['Invoke Error', error]);
      console.error(
        `${fn.name}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
      );
      outcome = { failed: true, payload: errorPayload(error), requestId };
    } finally {
      clearTimeout(timeout);
    }
    if (container && born === generation) idle.push(container);
    const duration = Math.round((performance.now() - started) * 100) / 100;
    const record = {
      requestId,
      metrics: {
        durationMs: duration,
        billedDurationMs: Math.ceil(duration),
        memorySizeMB: fn.memoryMegabytes,
      },
      status: outcome.failed ? 'error' : 'success',
    };
    log.platform(
      'platform.report',
      record,
      `END RequestId: ${requestId}\nREPORT RequestId: ${requestId}\tDuration: ${duration} ms`,
    );
    return outcome;
  }

  return {
    has: (name) => pools.has(name),
    invoke: async (name, event) => {
      const pool = pools.get(name);
      if (!pool) throw new Error(`there is no function '${name}'`);
      if (pool.running >= (pool.fn.reserved ?? USUAL_CONTAINERS)) {
        await new Promise<void>((resolve) => pool.waiting.push(resolve));
      }
      pool.running += 1;
      pool.invocations += 1;
      try {
        const outcome = await run(pool, event);
        if (outcome.failed) pool.failures += 1;
        return outcome;
      } finally {
        pool.running -= 1;
        pool.waiting.shift()?.();
      }
    },
    recycle: () => {
      generation += 1;
      for (const pool of pools.values()) pool.idle.length = 0;
    },
    active: () => [...pools.values()].reduce((sum, pool) => sum + pool.running + pool.waiting.length, 0),
    invocations: () => [...pools.values()].reduce((sum, pool) => sum + pool.invocations, 0),
    counts: () =>
      Object.fromEntries(
        [...pools.values()].map(({ fn, log, invocations, failures }) => [
          fn.name,
          { invocations, failures, logBytes: log.bytes() },
        ]),
      ),
    close: async (within) => {
      const late = performance.now() + within;
      const busy = () => [...pools.values()].some(({ running }) => running > 0);
      while (busy() && performance.now() < late) await pause(10);
      for (const { log } of pools.values()) log.close();
    },
  };
}
