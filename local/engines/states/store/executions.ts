import type { Json, JsonObject } from '../json.ts';
import type { Thread } from '../run/thread.ts';
import type { Database } from './database.ts';

/** How an execution stands. */
export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One execution of a machine, as it started and how it ended. */
export interface Execution {
  /** A number of our own; zero until it is first written. */
  readonly id: number;
  readonly arn: string;
  readonly name: string;
  readonly machine: string;
  readonly machineName: string;
  /** The definition it started with, which an update of the machine does not change. */
  readonly definition: number;
  readonly role: string;
  /** The input as it was sent, to the letter. */
  readonly input: string;
  readonly started: number;
  readonly version?: string | undefined;
  readonly alias?: string | undefined;
  /** The `.sync` task that waits for this execution. */
  readonly parent?: Caller | undefined;
  status: Status;
  /** When the whole execution times out. */
  due?: number | undefined;
  stopped?: number;
  output?: Json;
  error?: string | undefined;
  cause?: string | undefined;
  nextEvent: number;
  nextThread: number;
}

/** Which call of which thread is meant. */
export interface Caller {
  readonly execution: number;
  readonly thread: number;
  readonly call: number;
}

/** One line of an execution's history. */
export interface HistoryEvent {
  readonly id: number;
  readonly at: number;
  readonly type: string;
  readonly previous: number;
  readonly details?: JsonObject | undefined;
}

interface Row {
  readonly body: string;
  readonly id: number;
}

/** Reads and writes executions, their threads and their history. */
export function executionsIn(db: Database) {
  const one = db.prepare('SELECT id, body FROM executions WHERE id = ?');
  const byArn = db.prepare('SELECT id, body FROM executions WHERE arn = ?');
  const insert = db.prepare(
    'INSERT INTO executions (arn, machine, status, started, due, parent, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const update = db.prepare('UPDATE executions SET status = ?, due = ?, body = ? WHERE id = ?');
  const thread = db.prepare('SELECT body FROM threads WHERE execution = ? AND id = ?');
  const threads = db.prepare('SELECT body FROM threads WHERE execution = ? ORDER BY id');
  const byToken = db.prepare('SELECT execution, id FROM threads WHERE token = ?');
  const keep = db.prepare(
    'INSERT OR REPLACE INTO threads (execution, id, parent, phase, due, token, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const drop = db.prepare('DELETE FROM threads WHERE execution = ? AND id = ?');
  const append = db.prepare(
    'INSERT INTO events (execution, id, at, type, previous, details) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const moving = db.prepare(
    "SELECT DISTINCT execution FROM threads WHERE phase IN ('ready', 'again', 'calling', 'child') ORDER BY execution",
  );
  const due = db.prepare(`
    SELECT execution, id, due FROM (
      SELECT * FROM (SELECT execution, id, due FROM threads WHERE due IS NOT NULL ORDER BY due, execution, id LIMIT 1)
      UNION ALL
      SELECT * FROM (SELECT id AS execution, NULL AS id, due FROM executions WHERE due IS NOT NULL ORDER BY due, id LIMIT 1)
    ) ORDER BY due LIMIT 1`);

  const read = (row: unknown): Execution | undefined =>
    row === undefined ? undefined : { ...(JSON.parse((row as Row).body) as Execution), id: (row as Row).id };
  const bodyOf = (execution: Execution) => JSON.stringify({ ...execution, id: undefined });

  return {
    find: (id: number) => read(one.get(id)),
    findByArn: (arn: string) => read(byArn.get(arn)),
    add(execution: Execution): number {
      const { arn, machine, status, started, parent } = execution;
      const at = parent ? JSON.stringify(parent) : null;
      const { lastInsertRowid } = insert.run(
        arn,
        machine,
        status,
        started,
        execution.due ?? null,
        at,
        bodyOf(execution),
      );
      return Number(lastInsertRowid);
    },
    save(execution: Execution) {
      update.run(execution.status, execution.due ?? null, bodyOf(execution), execution.id);
    },
    thread(execution: number, id: number): Thread | undefined {
      const row = thread.get(execution, id);
      return row && (JSON.parse(String(row.body)) as Thread);
    },
    threads: (execution: number) =>
      threads.all(execution).map((row) => JSON.parse(String(row.body)) as Thread),
    keepThread(execution: number, kept: Thread) {
      const { id, parent, phase } = kept;
      keep.run(
        execution,
        id,
        parent ?? null,
        phase,
        kept.due ?? null,
        kept.token ?? null,
        JSON.stringify(kept),
      );
    },
    dropThread(execution: number, id: number) {
      drop.run(execution, id);
    },
    byToken(token: string): { execution: number; id: number } | undefined {
      const row = byToken.get(token);
      return row && { execution: Number(row.execution), id: Number(row.id) };
    },
    append(execution: number, event: HistoryEvent) {
      const details = event.details === undefined ? null : JSON.stringify(event.details);
      append.run(execution, event.id, event.at, event.type, event.previous, details);
    },
    /** Executions whose threads were on the move, not waiting, when the engine last stopped. */
    moving: () => moving.all().map((row) => Number(row.execution)),
    /** The timer that is due first: a thread's, or a whole execution's when `thread` is missing. */
    firstDue(): { execution: number; thread: number | undefined; due: number } | undefined {
      const row = due.get();
      if (!row) return undefined;
      const id = row.id === null ? undefined : Number(row.id);
      return { execution: Number(row.execution), thread: id, due: Number(row.due) };
    },
  };
}

export type Executions = ReturnType<typeof executionsIn>;
