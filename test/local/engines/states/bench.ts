import { once } from 'node:events';
import { type GetExecutionHistoryCommandOutput, SFN } from '@aws-sdk/client-sfn';
import { type Engine, type EngineOptions, startEngine } from '#local/engines/states/engine.ts';

/** Where the clock of a bench stands when nothing has moved it. */
export const MONDAY = Date.parse('2026-03-02T09:00:00.000Z');

/** The role every machine of a test runs as. */
export const ROLE = 'arn:aws:iam::000000000000:role/process';

/** A function of a test: gets the event, gives the result, throws to fail. */
export type Functions = Readonly<Record<string, (event: never, signal: AbortSignal) => unknown>>;

/** An engine on a clock that moves only when told, with the ordinary client in front. */
export async function bench(functions: Functions = {}, more: Partial<EngineOptions> = {}) {
  let at = MONDAY;
  const engine: Engine = await startEngine({
    now: () => at,
    random: () => 0.5,
    env: {},
    invokeLambda: async ({ functionName, payload, signal }) =>
      invoke(functions, functionName, payload, signal),
    ...more,
  });
  const sfn = clientOf(engine.url);

  return {
    engine,
    sfn,
    now: () => at,
    /** Moves the clock and lets everything due by then happen. */
    pass: async (seconds: number) => {
      at += seconds * 1000;
      engine.wake();
      await engine.settled();
    },
    /** Lets the clock jump from timer to timer until nothing is left to wait for. */
    passAll: async () => {
      await engine.settled();
      for (let due = engine.nextTimerAt(); due !== undefined; due = engine.nextTimerAt()) {
        at = Math.max(at, due);
        engine.wake();
        await engine.settled();
      }
    },
    /** Makes a machine of a definition. */
    machine: async (definition: object | string, name = `m${++machines}`) => {
      const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
      const { stateMachineArn = '' } = await sfn.createStateMachine({
        name,
        definition: text,
        roleArn: ROLE,
      });
      return stateMachineArn;
    },
    stop: async () => {
      sfn.destroy();
      await engine.stop();
    },
  };
}

let machines = 0;

/** The ordinary client, told only where the engine is. */
export function clientOf(endpoint: string): SFN {
  return new SFN({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
}

async function invoke(functions: Functions, name: string, payload: string, signal: AbortSignal) {
  const run = functions[name.split(':').at(-1) ?? name];
  if (!run) {
    const missing = new Error(`Function not found: ${name}`);
    missing.name = 'ResourceNotFoundException';
    throw missing;
  }
  try {
    return { payload: JSON.stringify((await run(JSON.parse(payload) as never, signal)) ?? null) };
  } catch (error) {
    if (signal.aborted) throw error;
    const { name: errorType, message: errorMessage } = error as Error;
    return { functionError: 'Unhandled', payload: JSON.stringify({ errorType, errorMessage, trace: [] }) };
  }
}

/** An error a function of a test throws, by the name a process catches. */
export function failure(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** A history as lines one can compare: `id<previous Type`. */
export const lines = ({ events = [] }: GetExecutionHistoryCommandOutput) =>
  events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);

/** A function that answers only once its task has been abandoned. */
export const hangs = async (_event: never, signal: AbortSignal) => {
  if (!signal.aborted) await once(signal, 'abort');
};
