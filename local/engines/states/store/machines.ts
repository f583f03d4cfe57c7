import type { Definition } from '../definition/definition.ts';
import type { JsonObject } from '../json.ts';
import type { Database } from './database.ts';

/** What a machine, or a version of it, runs and as whom. */
export interface Revision {
  readonly definition: number;
  readonly role: string;
  readonly revisionId?: string | undefined;
}

/** A state machine as it is now. */
export interface Machine extends Revision {
  readonly arn: string;
  readonly name: string;
  readonly type: string;
  readonly created: number;
  readonly updated: number;
  /** Logging, tracing and encryption, kept and shown but without effect here. */
  readonly settings: JsonObject;
  readonly nextVersion: number;
}

/** An unchanging copy of a machine. */
export interface Version extends Revision {
  readonly arn: string;
  readonly machine: string;
  readonly number: number;
  readonly description?: string | undefined;
  readonly created: number;
}

/** A name that points to one version, or to two by weight. */
export interface Alias {
  readonly arn: string;
  readonly name: string;
  readonly machine: string;
  readonly description?: string | undefined;
  readonly routing: readonly { readonly stateMachineVersionArn: string; readonly weight: number }[];
  readonly created: number;
  readonly updated: number;
}

/** Parsed definitions kept at hand; the text is in the database. */
const PARSED_DEFINITIONS = 200;

/** Reads and writes machines, their definitions, versions, aliases and tags. */
export function machinesIn(db: Database) {
  const text = db.prepare('SELECT text FROM definitions WHERE id = ?');
  const known = db.prepare('SELECT id FROM definitions WHERE text = ?');
  const addText = db.prepare('INSERT INTO definitions (text) VALUES (?)');
  const parsed = new Map<number, Definition>();

  const definitionText = (id: number) => String(text.get(id)?.text);
  const table = <T extends { readonly arn: string }>(
    name: 'machines' | 'versions' | 'aliases',
    columns: readonly (keyof T & string)[],
  ) => {
    const save = db.prepare(
      `INSERT OR REPLACE INTO ${name} (arn, body${columns.map((c) => `, ${c}`).join('')}) VALUES (?, ?${', ?'.repeat(columns.length)})`,
    );
    const one = db.prepare(`SELECT body FROM ${name} WHERE arn = ?`);
    const drop = db.prepare(`DELETE FROM ${name} WHERE arn = ?`);
    const of = name === 'machines' ? undefined : db.prepare(`SELECT body FROM ${name} WHERE machine = ?`);
    const all = db.prepare(`SELECT body FROM ${name} ORDER BY arn`);
    const read = (row: unknown) => JSON.parse((row as { body: string }).body) as T;
    return {
      find: (arn: string): T | undefined => {
        const row = one.get(arn);
        return row && read(row);
      },
      save: (record: T) => {
        save.run(record.arn, JSON.stringify(record), ...columns.map((c) => record[c] as string | number));
      },
      drop: (arn: string) => {
        drop.run(arn);
      },
      of: (machine: string): T[] => (of?.all(machine) ?? []).map(read),
      all: (): T[] => all.all().map(read),
    };
  };

  return {
    machines: table<Machine>('machines', ['name']),
    versions: table<Version>('versions', ['machine', 'number']),
    aliases: table<Alias>('aliases', ['machine']),
    definitionText,
    /** The number of a definition's text, the same for the same text. */
    definitionId(definition: string): number {
      return Number(known.get(definition)?.id ?? addText.run(definition).lastInsertRowid);
    },
    definition(id: number): Definition {
      const at = parsed.get(id) ?? (JSON.parse(definitionText(id)) as Definition);
      parsed.delete(id);
      parsed.set(id, at);
      const oldest = parsed.keys().next().value;
      if (parsed.size > PARSED_DEFINITIONS && oldest !== undefined) parsed.delete(oldest);
      return at;
    },
  };
}

export type Machines = ReturnType<typeof machinesIn>;
