import type { Failure } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import { branchEnded, branchFailed } from './branches.ts';
import type { Outcome } from './fields.ts';
import { bounded, type Place } from './place.ts';
import type { Thread } from './thread.ts';
import type { Turn } from './turn.ts';
import { textOf } from './world.ts';

/** Leaves a state for the next one, or ends its thread when it was the last. */
export async function leave(place: Place, { output, assigned }: Outcome, next?: string): Promise<void> {
  const { turn, thread, state } = place;
  bounded(output, thread.state);
  Object.assign(thread.variables, assigned);
  turn.follow(thread, `${state.Type}StateExited`, {
    stateExitedEventDetails: {
      name: thread.state,
      output: textOf(output),
      outputDetails: { truncated: false },
      ...(assigned && { assignedVariables: texts(assigned), assignedVariablesDetails: { truncated: false } }),
    },
  });
  const to = next ?? (typeof state.Next === 'string' ? state.Next : undefined);
  thread.input = output;
  thread.task = undefined;
  thread.branches = undefined;
  if (to === undefined || state.Type === 'Succeed') return threadEnded(turn, thread, output);
  thread.state = to;
  turn.move(thread, 'ready');
}

const texts = (values: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value ?? null)]));

async function threadEnded(turn: Turn, thread: Thread, output: Json): Promise<void> {
  if (thread.parent !== undefined) return branchEnded(turn, thread, output);
  turn.record('ExecutionSucceeded', thread.last, {
    executionSucceededEventDetails: { output: textOf(output), outputDetails: { truncated: false } },
  });
  turn.execution.output = output;
  endExecution(turn, 'SUCCEEDED');
}

/** Nothing in the thread caught the failure: the state around it, or the execution, fails. */
export async function threadFailed(turn: Turn, thread: Thread, failure: Failure): Promise<void> {
  if (thread.parent !== undefined) return branchFailed(turn, thread, failure);
  // A Fail state need not name an error.
  failExecution(turn, thread.last, failure.error || undefined, failure.cause_);
}

/** Ends an execution as failed. */
export function failExecution(
  turn: Turn,
  previous: number,
  error: string | undefined,
  cause: string | undefined,
): void {
  const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  turn.record('ExecutionFailed', previous, { executionFailedEventDetails: details });
  turn.execution.error = error;
  turn.execution.cause = cause;
  endExecution(turn, 'FAILED');
}

/** Closes an execution for good: its threads, timers and tokens go, and a task that waits for it hears of it. */
export function endExecution(turn: Turn, status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'): void {
  const { execution, world } = turn;
  for (const thread of turn.threads()) turn.drop(thread);
  turn.ready.length = 0;
  execution.status = status;
  execution.stopped = world.now();
  execution.due = undefined;
  turn.afterwards(() => world.ended(execution.id, execution.parent));
}
