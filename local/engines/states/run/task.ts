import { Failure } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import { fill } from '../jsonata/evaluate.ts';
import { inputByPath, numberByPath } from '../jsonpath/flow.ts';
import { wholeNumber } from './fields.ts';
import { finish } from './finish.ts';
import { bounded, type Place, placeOf, sightOf } from './place.ts';
import { recover } from './recover.ts';
import { type Resource, resourceOf } from './resource.ts';
import { newToken } from './task-token.ts';
import type { TaskCall, Thread } from './thread.ts';
import type { Turn } from './turn.ts';
import { textOf } from './world.ts';

/** The answer to a task's call. */
export type Answer =
  | { readonly output: Json }
  | { readonly error?: string | undefined; readonly cause?: string | undefined };

const LONGEST_SECONDS = 99_999_999;

/** Works out what a task is asked, writes that down, and makes the call once it is written. */
export async function scheduleTask(place: Place): Promise<void> {
  const { turn, thread, state } = place;
  const resource = resourceOf(String(state.Resource));
  thread.call += 1;
  const caller = { execution: turn.execution.id, thread: thread.id, call: thread.call };
  thread.token = resource.pattern === 'waitForTaskToken' ? newToken(caller) : undefined;
  const parameters = await askedOf(place);
  const timeout = await seconds(place, 'TimeoutSeconds');
  const heartbeat = await seconds(place, 'HeartbeatSeconds');
  const now = turn.world.now();
  const task: TaskCall = {
    resource: String(state.Resource),
    parameters,
    timeoutAt: timeout === undefined ? undefined : now + timeout * 1000,
    heartbeatMs: heartbeat === undefined || thread.token === undefined ? undefined : heartbeat * 1000,
    heartbeatAt: heartbeat === undefined || thread.token === undefined ? undefined : now + heartbeat * 1000,
  };
  const limits = {
    ...(timeout !== undefined && { timeoutInSeconds: timeout }),
    ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
  };
  if (resource.functionArn === undefined) {
    const details = {
      ...resource.shown,
      region: turn.world.region,
      parameters: textOf(parameters),
      ...limits,
    };
    turn.follow(thread, 'TaskScheduled', { taskScheduledEventDetails: details });
    turn.follow(thread, 'TaskStarted', { taskStartedEventDetails: resource.shown });
  } else {
    const details = {
      resource: resource.functionArn,
      input: textOf(parameters),
      inputDetails: { truncated: false },
      ...limits,
    };
    turn.follow(thread, 'LambdaFunctionScheduled', { lambdaFunctionScheduledEventDetails: details });
    turn.follow(thread, 'LambdaFunctionStarted');
  }
  thread.task = task;
  turn.move(thread, 'calling', dueOf(task));
  turn.afterwards(() => turn.world.call(caller, task));
}

const dueOf = ({ timeoutAt, heartbeatAt }: TaskCall) =>
  timeoutAt === undefined || heartbeatAt === undefined
    ? (timeoutAt ?? heartbeatAt)
    : Math.min(timeoutAt, heartbeatAt);

async function askedOf(place: Place): Promise<Json> {
  if (!place.jsonata) return inputByPath(place);
  const { Arguments } = place.state;
  return Arguments === undefined ? place.thread.input : fill(Arguments, 'Arguments', sightOf(place));
}

const seconds = (place: Place, field: string) =>
  place.jsonata
    ? wholeNumber(place, field, [0, LONGEST_SECONDS])
    : Promise.resolve(numberByPath(place, field));

/** The call of a task came back: the task is done, or has been submitted and goes on waiting. */
export async function answerTask(turn: Turn, thread: Thread, answer: Answer): Promise<void> {
  const { task } = thread;
  if (!task || thread.phase !== 'calling') return;
  const resource = resourceOf(task.resource);
  if (resource.pattern === 'answer' || !('output' in answer)) return completeTask(turn, thread, answer);
  turn.follow(thread, 'TaskSubmitted', {
    taskSubmittedEventDetails: {
      ...resource.shown,
      output: textOf(answer.output),
      outputDetails: { truncated: false },
    },
  });
  if (resource.pattern === 'waitForTaskToken') return turn.move(thread, 'token', dueOf(task));
  const { executionArn, ExecutionArn } = answer.output as { executionArn?: string; ExecutionArn?: string };
  task.child = executionArn ?? ExecutionArn;
  turn.move(thread, 'child', task.timeoutAt);
}

/** A task ended, whoever said so: its call, its token, or the execution it started. */
export async function completeTask(turn: Turn, thread: Thread, answer: Answer): Promise<void> {
  const { task } = thread;
  if (!task) return;
  const place = placeOf(turn, thread);
  const resource = resourceOf(task.resource);
  try {
    if ('output' in answer) {
      bounded(answer.output, resource.functionArn ?? resource.shown.resourceType);
      note(turn, thread, resource, 'Succeeded', {
        output: textOf(answer.output),
        outputDetails: { truncated: false },
      });
      thread.token = undefined;
      await finish(place, answer.output);
      return;
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return failTask(place, resource, new Failure(error.error, { cause: error.cause_ }));
  }
  await failTask(place, resource, new Failure(answer.error ?? 'States.TaskFailed', { cause: answer.cause }));
}

async function failTask(place: Place, resource: Resource, failure: Failure): Promise<void> {
  const { turn, thread } = place;
  const submitting = thread.phase === 'calling' && resource.pattern.startsWith('sync');
  const details = { error: failure.error, ...(failure.cause_ !== undefined && { cause: failure.cause_ }) };
  note(turn, thread, resource, submitting ? 'SubmitFailed' : 'Failed', details);
  thread.token = undefined;
  await recover(place, failure);
}

/** A task ran out of time, or gave no sign of life for too long. */
export async function timeOutTask(turn: Turn, thread: Thread): Promise<void> {
  const { task } = thread;
  if (!task) return;
  const now = turn.world.now();
  const whole = task.timeoutAt !== undefined && task.timeoutAt <= now;
  note(turn, thread, resourceOf(task.resource), 'TimedOut', { error: 'States.Timeout' });
  const { execution } = turn;
  turn.afterwards(() => turn.world.abandon({ execution: execution.id, thread: thread.id }));
  thread.token = undefined;
  // A missed heartbeat shows as a time-out and is caught by either name.
  await recover(
    placeOf(turn, thread),
    new Failure('States.Timeout', { alias: whole ? undefined : 'States.HeartbeatTimeout' }),
  );
}

/** A sign of life: the next one is due a whole heartbeat from now. */
export function heartbeat(turn: Turn, thread: Thread): void {
  const { task } = thread;
  if (task?.heartbeatMs === undefined) return;
  task.heartbeatAt = turn.world.now() + task.heartbeatMs;
  thread.due = dueOf(task);
  turn.touch(thread);
}

function note(turn: Turn, thread: Thread, resource: Resource, what: string, details: JsonObject): void {
  if (resource.functionArn === undefined)
    turn.follow(thread, `Task${what}`, { [`task${what}EventDetails`]: { ...resource.shown, ...details } });
  else turn.follow(thread, `LambdaFunction${what}`, { [`lambdaFunction${what}EventDetails`]: details });
}
