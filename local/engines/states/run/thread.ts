import type { Scope } from '../definition/definition.ts';
import type { Json, JsonObject } from '../json.ts';

/**
 * Where a thread stands. `ready`: about to enter its state · `again`: about to try its state once more · `calling`: a task's
 * call is in flight · `token`: a task waits for its token · `child`: a task waits for an execution it started ·
 * `waiting`: a Wait state · `retrying`: until the next try · `branching`: its branches or iterations run · `done`: a branch
 * or iteration that ended, its output kept until the others have.
 */
export type Phase =
  | 'ready'
  | 'again'
  | 'calling'
  | 'token'
  | 'child'
  | 'waiting'
  | 'retrying'
  | 'branching'
  | 'done';

/** One line of control through an execution: the execution itself, a branch, or an iteration of a Map. */
export interface Thread {
  readonly id: number;
  /** The thread whose Parallel or Map state this one belongs to. */
  readonly parent?: number;
  /** Which branch or iteration. */
  readonly index: number;
  readonly scope: Scope;
  /** Inside a distributed Map, whose items leave no events in this history: events are only counted. */
  readonly silent?: boolean;
  /** Set on the threads inside a Map: the item, as the context object shows it. */
  readonly item?: JsonObject;
  phase: Phase;
  /** When a timer moves this thread on, in milliseconds. */
  due?: number | undefined;
  /** The token that completes the task this thread waits for. */
  token?: string | undefined;
  state: string;
  input: Json;
  /** The variables of this scope, without those of outer scopes. */
  variables: Record<string, Json>;
  /** The event before the next one of this thread. */
  last: number;
  enteredAt: number;
  enteredEvent: number;
  /** Retries so far, in all and for each retrier. */
  retries: number;
  retried: readonly number[];
  /** Counts the calls of this thread, so that an answer to an abandoned call is known as late. */
  call: number;
  task?: TaskCall | undefined;
  branches?: Branches | undefined;
  output?: Json;
  /** An iteration that failed within what its Map tolerates. */
  failed?: boolean;
}

/** A task that has been scheduled: enough to make its call again after a restart. */
export interface TaskCall {
  readonly resource: string;
  readonly parameters: Json;
  readonly timeoutAt?: number | undefined;
  readonly heartbeatMs?: number | undefined;
  /** When the next sign of life is due. */
  heartbeatAt?: number | undefined;
  /** The execution a `.sync` task waits for. */
  child?: string | undefined;
}

/** What a Parallel or Map state knows of the threads inside it. */
export interface Branches {
  readonly count: number;
  /** The items of a Map, already selected. */
  readonly items?: readonly Json[];
  readonly selected?: readonly Json[];
  readonly limit: number;
  next: number;
  open: number;
  failures: number;
  readonly tolerated?: number | undefined;
  /** The name of the run of a distributed Map. */
  readonly run?: string | undefined;
}
