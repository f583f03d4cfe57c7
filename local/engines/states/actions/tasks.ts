import { isTooLarge, type Json } from '../json.ts';
import { optional, Refusal, required } from '../refusal.ts';
import { completeTask, heartbeat } from '../run/task.ts';
import { readToken } from '../run/task-token.ts';
import type { Thread } from '../run/thread.ts';
import type { Turn } from '../run/turn.ts';
import type { Action, Service } from './service.ts';

export const sendTaskSuccess: Action = async (service, request) => {
  const token = required(request, 'taskToken');
  const output = readOutput(required(request, 'output'));
  await withTask(service, token, (turn, thread) => completeTask(turn, thread, { output }));
  return {};
};

export const sendTaskFailure: Action = async (service, request) => {
  const answer = { error: optional(request, 'error'), cause: optional(request, 'cause') };
  await withTask(service, required(request, 'taskToken'), (turn, thread) =>
    completeTask(turn, thread, answer),
  );
  return {};
};

export const sendTaskHeartbeat: Action = async (service, request) => {
  await withTask(service, required(request, 'taskToken'), heartbeat);
  return {};
};

function readOutput(text: string): Json {
  try {
    const output = JSON.parse(text) as Json;
    if (!isTooLarge(output)) return output;
  } catch {
    throw new Refusal(
      'InvalidOutput',
      `Invalid Output: 'Unable to parse output as JSON: ${text.slice(0, 100)}'`,
    );
  }
  throw new Refusal('InvalidOutput', "Invalid Output: 'Output is larger than 262144 bytes'");
}

/** Finds the task of a token. One whose call is still in flight counts: a function may answer before it returns. */
async function withTask(
  service: Service,
  token: string,
  work: (turn: Turn, thread: Thread) => void | Promise<void>,
): Promise<void> {
  const caller = readToken(token);
  if (!caller) throw new Refusal('InvalidToken', "Invalid Token: 'Invalid token'");
  if (!service.world.executions.find(caller.execution))
    throw new Refusal('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
  const gone = new Refusal('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  const done = await service.conductor.inTurn(caller.execution, async (turn) => {
    const thread = turn.thread(caller.thread);
    if (!turn.running || !thread || thread.token !== token) return false;
    await work(turn, thread);
    return true;
  });
  if (!done) throw gone;
}
