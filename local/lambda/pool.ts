import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DeployedFunction } from '../assembly/deployment.ts';
import { HERE } from '../assembly/identities.ts';
import type { DeskClock } from '../clock.ts';
import { type Handler, loadHandler } from './container.ts';
import { consoleOf, type FunctionLog } from './function-log.ts';
import { answerPayload, errorPayload, type Outcome, timedOut } from './outcome.ts';

/** The containers of one function, and the invocations that wait for one. */
export interface Pool {
  invoke(event: unknown): Promise<Outcome>;
  /** Throws idle containers away, and those in use when they come back. */
  recycle(): void;
  /** Invocations that run or wait. */
  active(): number;
  invocations(): number;
  failures(): number;
}

interface Container {
  readonly handler: Handler;
  readonly generation: number;
  requestId: string;
}

/** Containers of one function at once where the template reserves none: more only costs memory on two cores. */
const USUAL_CONTAINERS = 10;

/** Makes the pool of a function; a container handles one invocation at a time, as in the cloud. */
export function createPool(
  fn: DeployedFunction,
  environment: Readonly<Record<string, string>>,
  log: FunctionLog,
  clock: DeskClock,
): Pool {
  const idle: Container[] = [];
  const waiting: (() => void)[] = [];
  let generation = 0;
  let running = 0;
  let invocations = 0;
  let failures = 0;

  function load(): Container {
    const container = { requestId: '', generation, handler: (() => {}) as Handler };
    const handler = loadHandler(fn, {
      environment: {
        ...environment,
        AWS_LAMBDA_FUNCTION_NAME: fn.name,
        // The SDK names it in every request, so that a count can say who asked.
        AWS_SDK_UA_APP_ID: fn.name,
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMegabytes),
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${fn.name}`,
        _HANDLER: fn.handler,
        ...(fn.folder !== undefined && { LAMBDA_TASK_ROOT: fn.folder }),
        ...fn.environment,
      },
      console: consoleOf(log, () => container.requestId),
      Date: clock.Date,
      write: log.write,
    });
    return Object.assign(container, { handler });
  }

  const contextOf = (requestId: string, deadline: number) => ({
    callbackWaitsForEmptyEventLoop: true,
    functionName: fn.name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:${HERE.region}:${HERE.account}:function:${fn.name}`,
    memoryLimitInMB: String(fn.memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${fn.name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  });

  /** Runs a handler in a container; one that runs out of time may go on inside, so its container is not used again. */
  async function handle(requestId: string, event: unknown, deadline: number): Promise<unknown> {
    const container = idle.pop() ?? load();
    container.requestId = requestId;
    const late = Symbol('late');
    const enough = new AbortController();
    const timer = pause(fn.timeoutSeconds * 1000, late, { signal: enough.signal }).catch(() => late);
    let answer: unknown;
    try {
      const given = JSON.parse(JSON.stringify(event ?? null)) as unknown;
      const { handler } = container;
      answer = await Promise.race([(async () => handler(given, contextOf(requestId, deadline)))(), timer]);
    } finally {
      enough.abort();
      if (answer !== late && container.generation === generation) idle.push(container);
    }
    if (answer === late) throw timedOut(requestId, fn.timeoutSeconds);
    return answer;
  }

  async function run(event: unknown): Promise<Outcome> {
    const requestId = randomUUID();
    const started = performance.now();
    log.started(requestId);
    try {
      const payload = answerPayload(await handle(requestId, event, started + fn.timeoutSeconds * 1000));
      log.ended(requestId, performance.now() - started, false);
      return { failed: false, payload, requestId };
    } catch (error) {
      log.say('ERROR', requestId, ['Invoke Error', error]);
      log.ended(requestId, performance.now() - started, true);
      return { failed: true, payload: errorPayload(error), requestId };
    }
  }

  return {
    invoke: async (event) => {
      // A turn handed over by the one who leaves stays taken, so nobody slips in between.
      if (running >= (fn.reserved ?? USUAL_CONTAINERS))
        await new Promise<void>((resolve) => waiting.push(resolve));
      else running += 1;
      invocations += 1;
      const outcome = await run(event);
      if (outcome.failed) failures += 1;
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
      return outcome;
    },
    recycle: () => {
      generation += 1;
      idle.length = 0;
    },
    active: () => running + waiting.length,
    invocations: () => invocations,
    failures: () => failures,
  };
}
