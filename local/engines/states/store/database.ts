import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Everything the engine remembers, in one file. Without a folder it is kept in memory only. */
export type Database = DatabaseSync;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS definitions (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
  CREATE TABLE IF NOT EXISTS machines (arn TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS versions (arn TEXT PRIMARY KEY, machine TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS aliases (arn TEXT PRIMARY KEY, machine TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tags (arn TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (arn, key)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS executions (
    id INTEGER PRIMARY KEY, arn TEXT NOT NULL UNIQUE, machine TEXT NOT NULL, status TEXT NOT NULL,
    started INTEGER NOT NULL, due INTEGER, parent TEXT, body TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS executions_of_machine ON executions (machine, started DESC, id DESC);
  CREATE INDEX IF NOT EXISTS executions_due ON executions (due) WHERE due IS NOT NULL;
  CREATE TABLE IF NOT EXISTS threads (
    execution INTEGER NOT NULL, id INTEGER NOT NULL, parent INTEGER, phase TEXT NOT NULL, due INTEGER, token TEXT,
    body TEXT NOT NULL, PRIMARY KEY (execution, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS threads_due ON threads (due) WHERE due IS NOT NULL;
  CREATE INDEX IF NOT EXISTS threads_moving ON threads (phase) WHERE phase IN ('ready', 'again', 'calling', 'child');
  CREATE UNIQUE INDEX IF NOT EXISTS threads_token ON threads (token) WHERE token IS NOT NULL;
  CREATE TABLE IF NOT EXISTS events (
    execution INTEGER NOT NULL, id INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, previous INTEGER NOT NULL,
    details TEXT, PRIMARY KEY (execution, id)
  ) WITHOUT ROWID;
`;

/** Opens the database of a data folder, making both when they are new. */
export function openDatabase(dataDir: string | undefined): Database {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const db = new DatabaseSync(dataDir === undefined ? ':memory:' : join(dataDir, 'states.sqlite'));
  // In WAL mode NORMAL loses nothing when the process is killed; only a power cut may undo the last commits.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  db.exec(SCHEMA);
  return db;
}

/** Does all of it or nothing. */
export function inOneTransaction<T>(db: Database, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
