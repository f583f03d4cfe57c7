import type { Case } from '#desk/case/case.ts';
import type { Scan } from '#desk/case/files/scan.ts';
import type { Health } from '#desk/delivery/circuit.ts';
import type { Delivery } from '#desk/delivery/delivery.ts';
import type { Outgoing } from '#desk/delivery/effect.ts';
import type { Suppression } from '#desk/delivery/suppression.ts';
import type { AutomaticMail } from '#desk/intake/caps.ts';
import type { ChatNote } from '#desk/intake/chat/note.ts';
import type { LedgerEntry } from '#desk/intake/ledger-entry.ts';
import type { Body, CommitRow, DirectoryEntry, KeyUse } from '#desk/ports.ts';
import type { Delegation } from '#desk/task/approval/delegation.ts';
import type { Task } from '#desk/task/task.ts';

/** Everything a desk in memory remembers; a test reads it, only the ports write it. */
export type Rows = {
  now: string;
  /** Ids handed out so far. */
  ids: number;
  readonly commits: Map<string, CommitRow[]>;
  readonly heads: Map<string, Case>;
  readonly references: Map<string, string>;
  readonly tasks: Map<string, Task>;
  readonly ledger: Map<string, LedgerEntry>;
  /** Keys of rows that were taken off the books. */
  readonly struck: Set<string>;
  readonly deliveries: Map<string, Delivery>;
  /** How the departments' systems fare, by department. */
  readonly endpoints: Map<string, Health>;
  /** Reports of systems, by department and minute. */
  readonly reports: Map<string, number>;
  readonly keyUses: Map<string, readonly KeyUse[]>;
  readonly automatic: Map<string, readonly AutomaticMail[]>;
  readonly suppressions: Map<string, Suppression>;
  readonly delegations: Map<string, Delegation>;
  readonly people: Map<string, DirectoryEntry>;
  readonly chats: Map<string, ChatNote>;
  readonly bodies: Map<string, Body>;
  readonly files: Map<string, Uint8Array>;
  /** What was said of files, by key. */
  readonly scans: Map<string, Scan>;
  /** What rows carry for the outside, in the order in which it was written. */
  readonly outbox: Outgoing[];
};

/** A desk that remembers nothing yet. */
export const emptyRows = (now: string): Rows => ({
  now,
  ids: 0,
  commits: new Map(),
  heads: new Map(),
  references: new Map(),
  tasks: new Map(),
  ledger: new Map(),
  struck: new Set(),
  deliveries: new Map(),
  endpoints: new Map(),
  reports: new Map(),
  keyUses: new Map(),
  automatic: new Map(),
  suppressions: new Map(),
  delegations: new Map(),
  people: new Map(),
  chats: new Map(),
  bodies: new Map(),
  files: new Map(),
  scans: new Map(),
  outbox: [],
});

/** A value as a store gives it back: a copy, without what is undefined. */
export const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
