import type { Caller } from '../store/executions.ts';
import { fire, resumeThreads, settleChild } from './arrivals.ts';
import { failExecution } from './leave.ts';
import { step } from './step.ts';
import { answerTask } from './task.ts';
import { HistoryFull, MOST_EVENTS, Turn } from './turn.ts';
import type { World } from './world.ts';

/** Steps written at once: an endless loop of Pass states neither grows memory nor holds up the others. */
const STEPS_PER_COMMIT = 100;
/** `setTimeout` counts no further. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

/** Moves executions on: one turn at a time each, when something arrives and when a timer is due. */
export class Conductor {
  readonly world: World;
  readonly #turns = new Map<number, Promise<unknown>>();
  #timer: NodeJS.Timeout | undefined;
  #firing: Promise<void> | undefined;
  #again = false;
  #stopped = false;

  constructor(world: World) {
    this.world = world;
  }

  /** Does a piece of work on an execution after all that came before, then moves the execution as far as it goes. */
  inTurn<T>(id: number, work: (turn: Turn) => T | Promise<T>): Promise<T> {
    const before = this.#turns.get(id) ?? Promise.resolve();
    const mine = before.then(() => this.#turn(id, work));
    const settled = mine.catch(() => undefined);
    this.#turns.set(id, settled);
    void settled.then(() => {
      if (this.#turns.get(id) === settled) this.#turns.delete(id);
    });
    return mine;
  }

  async #turn<T>(id: number, work: (turn: Turn) => T | Promise<T>): Promise<T> {
    const execution = this.world.executions.find(id);
    if (this.#stopped || !execution) throw new Error(`execution ${id} cannot move: the engine has stopped`);
    const turn = new Turn(this.world, execution);
    try {
      const result = await work(turn);
      await this.#advance(turn);
      return result;
    } catch (error) {
      if (!this.#stopped) this.#breakOff(error instanceof HistoryFull ? turn : id, error);
      throw error;
    } finally {
      this.arm();
    }
  }

  async #advance(turn: Turn): Promise<void> {
    let steps = 0;
    for (let thread = turn.ready.shift(); thread && turn.running; thread = turn.ready.shift()) {
      await step(turn, thread);
      steps += 1;
      if (steps % STEPS_PER_COMMIT !== 0) continue;
      if (this.#stopped) throw new Error('the engine has stopped');
      turn.commit();
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (this.#stopped) throw new Error('the engine has stopped');
    turn.commit();
  }

  /** A full history, or a bug of ours, ends the execution: left alone it would be tried for ever. */
  #breakOff(what: Turn | number, error: unknown): void {
    const execution = typeof what === 'number' ? this.world.executions.find(what) : what.execution;
    if (execution?.status !== 'RUNNING') return;
    const turn = typeof what === 'number' ? new Turn(this.world, execution) : what;
    if (typeof what === 'number')
      console.error('the process engine breaks off an execution', { execution: execution.arn, error });
    const cause =
      typeof what === 'number'
        ? `An internal error occurred: ${error instanceof Error ? error.message : error}`
        : `The execution reached the maximum number of history events (${MOST_EVENTS}).`;
    failExecution(turn, execution.nextEvent - 1, 'States.Runtime', cause);
    turn.commit();
  }

  /** An answer to a call; one to a call that was abandoned comes too late and is let go. */
  async answered(caller: Caller, answer: Parameters<typeof answerTask>[2]): Promise<void> {
    if (this.#stopped) return;
    await this.inTurn(caller.execution, async (turn) => {
      const thread = turn.thread(caller.thread);
      if (thread?.call === caller.call) await answerTask(turn, thread, answer);
      if (thread?.phase === 'child') await settleChild(turn, thread);
    });
  }

  /** The execution a task waits for has ended. */
  async childEnded(waiting: Caller): Promise<void> {
    if (this.#stopped) return;
    await this.inTurn(waiting.execution, (turn) => {
      const thread = turn.thread(waiting.thread);
      if (thread?.phase === 'child' && thread.call === waiting.call) return settleChild(turn, thread);
    });
  }

  /** Goes on where the engine stopped: threads on the move move on, calls that were in flight are made again. */
  resume(): void {
    for (const id of this.world.executions.moving())
      void this.inTurn(id, resumeThreads).catch(() => undefined);
    this.arm();
  }

  arm(): void {
    clearTimeout(this.#timer);
    if (this.#stopped || this.#firing) return;
    const due = this.world.executions.firstDue()?.due;
    if (due === undefined) return;
    const sleep = Math.min(Math.max(due - this.world.now(), 0), LONGEST_SLEEP_MS);
    this.#timer = setTimeout(() => this.wake(), sleep);
  }

  /** Fires everything due, in the order it is due. */
  wake(): void {
    this.#again = true;
    this.#firing ??= this.#fire().finally(() => {
      this.#firing = undefined;
      this.arm();
    });
  }

  async #fire(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      for (let first = this.#due(); first && !this.#stopped; first = this.#due()) {
        const { execution, thread } = first;
        await this.inTurn(execution, (turn) => fire(turn, thread)).catch(() => undefined);
      }
    }
  }

  #due() {
    const first = this.world.executions.firstDue();
    return first && first.due <= this.world.now() ? first : undefined;
  }

  /** Resolves when no execution is on the move and nothing is due. */
  async settled(): Promise<void> {
    while (this.#firing || this.#turns.size > 0) await Promise.all([this.#firing, ...this.#turns.values()]);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.settled();
  }
}
