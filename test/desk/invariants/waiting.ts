import type fc from 'fast-check';
import { isRefusal } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import type { Told } from '#desk/task/settle.ts';
import type { Task } from '#desk/task/task.ts';
import type { Memory } from '../memory.ts';

/** One waiting state of a process: it goes on once, by an answer, a failure, or because its time is up. */
export type Waiting = {
  readonly task: Task;
  isWaiting: boolean;
  /** The way it went. */
  branch: string | undefined;
  /** Each time it was moved by an answer: what was said, and what stood on the row in that moment. */
  readonly moves: { said: string; stored: string | undefined }[];
  /** An answer arrives with its token; late ones are refused by the engine. */
  success(said: string, stored: Task | undefined): void;
  fail(error: string): void;
  /** Its time is up: the step behind the time-out asks the row. */
  timeOut(settle: () => Promise<Told>): Promise<void>;
};

/** A state that waits for an answer to this task. */
export function waiting(task: Task): Waiting {
  const process: Waiting = {
    task,
    isWaiting: true,
    branch: undefined,
    moves: [],
    success: (said, stored) => {
      if (!process.isWaiting) return;
      process.isWaiting = false;
      process.branch = said;
      process.moves.push({ said, stored: stored?.answer?.outcome });
    },
    fail: (error) => {
      if (process.isWaiting) process.branch = error;
      process.isWaiting = false;
    },
    timeOut: async (settle) => {
      if (!process.isWaiting) return;
      process.isWaiting = false;
      try {
        process.branch = (await settle()).outcome;
      } catch (error) {
        if (!isRefusal(error, 'task-silent')) throw error;
        process.branch = 'silence';
      }
    },
  };
  return process;
}

const done = new WeakMap<Memory['rows'], number>();

/** Hands resumptions on as they are written: with a scheduler for as long as there may be more, without one all at once. */
export async function pump(
  { rows }: Memory,
  ports: Ports,
  process: Waiting,
  scheduler?: fc.Scheduler,
): Promise<void> {
  for (let idle = 0; idle < (scheduler ? 12 : 1); idle += 1) {
    await scheduler?.schedule(Promise.resolve(), 'the stream');
    for (let next = done.get(rows) ?? 0; next < rows.outbox.length; next += 1) {
      done.set(rows, next + 1);
      const effect = rows.outbox[next]?.effect;
      if (effect?.kind === 'stop') process.isWaiting = false;
      if (effect?.kind !== 'resume') continue;
      const task = await ports.tasks.find(effect.ref);
      if (task?.answer !== undefined) process.success(task.answer.outcome, rows.tasks.get(effect.ref));
      else if (task?.state === 'undeliverable') process.fail('DeliveryFailed');
    }
  }
}
