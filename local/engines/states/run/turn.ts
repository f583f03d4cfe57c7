import type { Definition, Scope } from '../definition/definition.ts';
import type { Json, JsonObject } from '../json.ts';
import { inOneTransaction } from '../store/database.ts';
import type { Execution, HistoryEvent } from '../store/executions.ts';
import type { Thread } from './thread.ts';
import type { World } from './world.ts';

/** No history grows beyond this; the last event says why it ended. */
export const MOST_EVENTS = 25_000;

/** The history is full: the execution ends, whatever state it was in. */
export class HistoryFull extends Error {}

interface NewThread {
  readonly parent?: Thread;
  readonly index: number;
  readonly scope: Scope;
  readonly state: string;
  readonly input: Json;
  readonly item?: JsonObject | undefined;
  readonly silent?: boolean | undefined;
  readonly last: number;
}

/**
 * One step of an execution: what is read, changed and written together. Nothing of it is on disk before `commit`, and
 * calls to the outside leave only after it, so that a process killed at any moment has either done a step or not begun it.
 */
export class Turn {
  readonly world: World;
  readonly execution: Execution;
  readonly definition: Definition;
  readonly ready: Thread[] = [];
  readonly #threads = new Map<number, Thread>();
  readonly #touched = new Set<number>();
  readonly #dropped = new Set<number>();
  #events: HistoryEvent[] = [];
  #effects: (() => void)[] = [];

  constructor(world: World, execution: Execution) {
    this.world = world;
    this.execution = execution;
    this.definition = world.machines.definition(execution.definition);
  }

  get running() {
    return this.execution.status === 'RUNNING';
  }

  /** The thread of an id, unless it has ended. What is done to it is kept. */
  thread(id: number): Thread | undefined {
    if (this.#dropped.has(id)) return undefined;
    const thread = this.#threads.get(id) ?? this.world.executions.thread(this.execution.id, id);
    if (thread) this.#threads.set(id, thread);
    return thread;
  }

  /** Every thread of the execution that has not ended. */
  threads(): Thread[] {
    const ids = new Set(this.#threads.keys());
    for (const { id } of this.world.executions.threads(this.execution.id)) ids.add(id);
    return [...ids].sort((a, b) => a - b).flatMap((id) => this.thread(id) ?? []);
  }

  children(parent: Thread): Thread[] {
    return this.threads().filter((thread) => thread.parent === parent.id);
  }

  /** Ends every thread inside a thread, at any depth. */
  dropInside(parent: Thread): void {
    const ends = new Set([parent.id]);
    // Threads are numbered as they start, so whatever is inside a thread comes after it.
    for (const thread of this.threads()) {
      if (thread.parent === undefined || !ends.has(thread.parent)) continue;
      ends.add(thread.id);
      const at = this.ready.indexOf(thread);
      if (at >= 0) this.ready.splice(at, 1);
      this.drop(thread);
    }
  }

  spawn({ parent, item, silent, ...start }: NewThread): Thread {
    const thread: Thread = {
      id: this.execution.nextThread++,
      ...(parent && { parent: parent.id }),
      ...(item && { item }),
      ...((silent || parent?.silent) && { silent: true }),
      ...start,
      phase: 'ready',
      variables: {},
      enteredAt: 0,
      enteredEvent: 0,
      retries: 0,
      retried: [],
      call: 0,
    };
    this.#threads.set(thread.id, thread);
    this.move(thread, 'ready');
    return thread;
  }

  /** Puts a thread into a phase; what it waited for before no longer counts. */
  move(thread: Thread, phase: Thread['phase'], due?: number): void {
    thread.phase = phase;
    thread.due = due;
    if (phase !== 'calling' && phase !== 'token') thread.token = undefined;
    if (phase === 'ready' || phase === 'again') this.ready.push(thread);
    this.touch(thread);
  }

  touch(thread: Thread): void {
    this.#touched.add(thread.id);
  }

  drop(thread: Thread): void {
    this.#dropped.add(thread.id);
    this.#touched.delete(thread.id);
    const { id } = this.execution;
    this.afterwards(() => this.world.abandon({ execution: id, thread: thread.id }));
  }

  /** Writes an event into the history and returns its number. */
  record(type: string, previous: number, details?: JsonObject): number {
    if (this.execution.nextEvent >= MOST_EVENTS && !type.startsWith('Execution')) throw new HistoryFull();
    const id = this.execution.nextEvent++;
    this.#events.push({ id, at: this.world.now(), type, previous, details });
    return id;
  }

  /** Writes an event of a thread beside its line of events: the next one does not follow it. */
  aside(thread: Thread, type: string, previous: number, details?: JsonObject): number {
    return thread.silent ? previous + 1 : this.record(type, previous, details);
  }

  /** Writes an event the thread's next one follows. */
  follow(thread: Thread, type: string, details?: JsonObject): number {
    thread.last = this.aside(thread, type, thread.last, details);
    this.touch(thread);
    return thread.last;
  }

  afterwards(effect: () => void): void {
    this.#effects.push(effect);
  }

  commit(): void {
    const { executions, db } = this.world;
    inOneTransaction(db, () => {
      for (const id of this.#dropped) executions.dropThread(this.execution.id, id);
      for (const id of this.#touched) {
        const thread = this.#threads.get(id);
        if (thread && this.running) executions.keepThread(this.execution.id, thread);
      }
      for (const event of this.#events) executions.append(this.execution.id, event);
      executions.save(this.execution);
    });
    const effects = this.#effects;
    this.#events = [];
    this.#effects = [];
    this.#touched.clear();
    for (const effect of effects) effect();
  }
}
