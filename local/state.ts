import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isObject, type Json, Refusal } from './json.ts';

/** The file that says a folder is ours, so that `reset` never deletes anything else. */
const MARKER = 'switchboard-data.json';

/** What the local runtime itself remembers between starts: small settings by name, and a database for the rest. */
export interface State {
  readonly folder: string;
  readonly database: DatabaseSync;
  get(name: string): Json | undefined;
  set(name: string, value: Json): void;
  close(): void;
}

/** Opens the data folder, makes it on the first start, and keeps it from being opened twice. */
export function openState(folder: string): State {
  const path = resolve(folder);
  for (const part of ['logs', 'engines']) mkdirSync(join(path, part), { recursive: true });
  if (!existsSync(join(path, MARKER))) writeFileSync(join(path, MARKER), '{"switchboard":1}\n');
  // An exclusive lock dies with its process, so a killed runtime never locks itself out. WAL with normal sync is
  // safe against a killed process; only a power cut may cost the last moments.
  const database = new DatabaseSync(join(path, 'local.sqlite'), { timeout: 2_000 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.exec('CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL)');
    database.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (error) {
    database.close();
    if (!String(error).includes('locked')) throw error;
    throw new Refusal(`a local runtime is already running on ${path}`, { cause: error });
  }
  const select = database.prepare('SELECT value FROM settings WHERE name = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');
  return {
    folder: path,
    database,
    get: (name) => {
      const row = select.get(name);
      return typeof row?.value === 'string' ? (JSON.parse(row.value) as Json) : undefined;
    },
    set: (name, value) => {
      upsert.run(name, JSON.stringify(value));
    },
    close: () => database.close(),
  };
}

/** Deletes a data folder, but only one that carries our marker. */
export function deleteFolder(folder: string): boolean {
  const marker = join(resolve(folder), MARKER);
  if (!existsSync(resolve(folder))) return false;
  if (!existsSync(marker) || !isObject(JSON.parse(readFileSync(marker, 'utf8')))) {
    throw new Refusal(`${resolve(folder)} is no data folder of the local runtime, so it is left alone`);
  }
  openState(folder).close();
  rmSync(resolve(folder), { recursive: true });
  return true;
}
