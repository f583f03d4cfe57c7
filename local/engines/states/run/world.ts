import type { Json } from '../json.ts';
import type { Database } from '../store/database.ts';
import type { Caller, Executions } from '../store/executions.ts';
import type { Machines } from '../store/machines.ts';
import type { TaskCall } from './thread.ts';

/** What runs around an execution: its memory, the clock, chance, and the way out to other services. */
export interface World {
  readonly db: Database;
  readonly executions: Executions;
  readonly machines: Machines;
  readonly now: () => number;
  readonly random: () => number;
  readonly region: string;
  readonly account: string;
  /** Makes the call of a task that has been committed; its answer comes back as a turn of its own. */
  readonly call: (caller: Caller, task: TaskCall) => void;
  /** Lets go of calls nobody waits for any more. */
  readonly abandon: (caller: Omit<Caller, 'call'>) => void;
  /** Called when an execution has ended, with the task that waits for it, if one does. */
  readonly ended: (execution: number, waiting: Caller | undefined) => void;
}

/** The text of a value as the service writes it into events and describes. */
export const textOf = (value: Json): string => JSON.stringify(value);
