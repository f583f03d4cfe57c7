import { childAnswer } from '../integrations/states.ts';
import type { Caller, Execution } from '../store/executions.ts';
import { finish } from './finish.ts';
import { endExecution } from './leave.ts';
import { placeOf } from './place.ts';
import { completeTask, timeOutTask } from './task.ts';
import type { Thread } from './thread.ts';
import type { Turn } from './turn.ts';

/** A timer is due: of a thread, or of the whole execution when no thread is named. */
export async function fire(turn: Turn, id: number | undefined): Promise<void> {
  const { execution } = turn;
  const now = turn.world.now();
  if (id === undefined) {
    if (execution.due === undefined || execution.due > now) return;
    turn.record('ExecutionTimedOut', 0, { executionTimedOutEventDetails: { error: 'States.Timeout' } });
    return endExecution(turn, 'TIMED_OUT');
  }
  const thread = turn.thread(id);
  if (!thread || thread.due === undefined || thread.due > now) return;
  thread.due = undefined;
  turn.touch(thread);
  if (thread.phase === 'retrying') turn.move(thread, 'again');
  else if (thread.phase === 'waiting') await finish(placeOf(turn, thread), thread.input);
  else await timeOutTask(turn, thread);
}

/** The engine has started again: threads on the move move on, and calls that were in flight are made again. */
export async function resumeThreads(turn: Turn): Promise<void> {
  for (const thread of turn.threads()) {
    if (thread.phase === 'ready' || thread.phase === 'again') turn.ready.push(thread);
    // The service too may call a function twice; what is called must bear it.
    if (thread.phase === 'calling') callAgain(turn, thread);
    if (thread.phase === 'child') await settleChild(turn, thread);
  }
}

function callAgain(turn: Turn, thread: Thread): void {
  const { task } = thread;
  if (task) turn.afterwards(() => turn.world.call(callerOf(turn.execution, thread), task));
}

const callerOf = (execution: Execution, thread: Thread): Caller => ({
  execution: execution.id,
  thread: thread.id,
  call: thread.call,
});

/** Ends a `.sync` task whose execution has ended. */
export async function settleChild(turn: Turn, thread: Thread): Promise<void> {
  const child =
    thread.task?.child === undefined ? undefined : turn.world.executions.findByArn(thread.task.child);
  if (!child || child.status === 'RUNNING') return;
  await completeTask(turn, thread, childAnswer(child, thread.task?.resource ?? ''));
}
