import type { Json } from '../json.ts';
import { resourceOf } from '../run/resource.ts';
import type { Answer } from '../run/task.ts';
import type { TaskCall } from '../run/thread.ts';
import type { Caller } from '../store/executions.ts';
import { answerOf, type Caught } from './errors.ts';
import { callLambda, type InvokeLambda } from './lambda.ts';
import { callService } from './services.ts';
import { type StartExecution, startChild } from './states.ts';

/** The ways out of the engine. */
export interface Ways {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly region: string;
  readonly account: string;
  readonly now: () => number;
  readonly invokeLambda?: InvokeLambda | undefined;
  readonly startExecution: StartExecution;
  /** Whether the other services run on the machine of the engine, so that none is out of reach while the engine lives. */
  readonly endsTogether?: boolean | undefined;
}

/** Makes the calls of tasks and brings back their answers; one thread has one call at a time. */
export function callsBy(ways: Ways, answered: (caller: Caller, answer: Answer) => Promise<void>) {
  const open = new Map<string, AbortController>();
  const underWay = new Set<Promise<void>>();
  const keyOf = ({ execution, thread }: Omit<Caller, 'call'>) => `${execution}/${thread}`;

  const abandon = (caller: Omit<Caller, 'call'>) => {
    open.get(keyOf(caller))?.abort();
    open.delete(keyOf(caller));
  };

  const call = (caller: Caller, task: TaskCall) => {
    abandon(caller);
    const controller = new AbortController();
    open.set(keyOf(caller), controller);
    const run = make(ways, caller, task, controller.signal)
      .catch((error: unknown): Answer => answerOf(error as Caught))
      .then(async (answer) => {
        if (controller.signal.aborted) return;
        open.delete(keyOf(caller));
        await answered(caller, answer);
      })
      .catch(() => undefined)
      .finally(() => underWay.delete(run));
    underWay.add(run);
  };

  return {
    call,
    abandon,
    underWay: () => Promise.all(underWay),
    count: () => underWay.size,
    stop: () => {
      for (const controller of open.values()) controller.abort();
      open.clear();
    },
  };
}

async function make(ways: Ways, caller: Caller, task: TaskCall, signal: AbortSignal): Promise<Answer> {
  const resource = resourceOf(task.resource);
  const { parameters } = task;
  let output: Json;
  if (resource.service === 'lambda') output = await callLambda(ways, resource, parameters, signal);
  else if (resource.service === 'states' && resource.action === 'startExecution')
    output = await startChild(ways, resource, parameters, caller);
  else output = await callService(ways, resource, parameters, signal);
  return { output };
}
