import type { Case } from './case/case.ts';
import type { CaseEvent } from './case/events.ts';
import type { Scan } from './case/files/scan.ts';
import type { Health } from './delivery/circuit.ts';
import type { Delivery } from './delivery/delivery.ts';
import type { Effect, Outgoing } from './delivery/effect.ts';
import type { Suppression } from './delivery/suppression.ts';
import type { Catalogue } from './department.ts';
import type { AutomaticMail } from './intake/caps.ts';
import type { ChatNote } from './intake/chat/note.ts';
import type { LedgerEntry, Released } from './intake/ledger-entry.ts';
import type { Key } from './intake/tokens.ts';
import type { Approval } from './task/approval/approval.ts';
import type { Delegation } from './task/approval/delegation.ts';
import type { Settlement, Task, TaskChange } from './task/task.ts';

/** One all-or-nothing step of a case: what happened, what must leave because of it, and the rows it settles. */
export type Commit = Readonly<{
  events: readonly CaseEvent[];
  effects: readonly Effect[];
  tasks?: readonly TaskChange[];
  /**
   * The ledger row of the mail or request that caused it: written once, or the commit is refused as `duplicate`; only
   * the row of a dead letter is replaced, when the same object is taken in after all.
   */
  ledger?: LedgerEntry;
}>;

/** One commit with the case before and after it. */
export type Step = Readonly<{ before: Case | undefined; after: Case; commit: Commit }>;

/** A commit as the history keeps it. */
export type CommitRow = Readonly<{
  version: number;
  events: readonly CaseEvent[];
  effects: readonly Effect[];
}>;

/** An employee as the company's directory knows them. */
export type DirectoryEntry = Readonly<{
  address: string;
  name?: string;
  manager?: string;
  location?: string;
}>;

/** When a key last signed a callback, the key by a part of its hash. */
export type KeyUse = Readonly<{ key: string; usedAt: string }>;

/** One page of a listing and where the next begins. */
export type Page<T> = Readonly<{ items: readonly T[]; next?: Readonly<Record<string, string>> }>;

/** A line of a department's queue: what an agent needs to pick the next, and nothing a stranger could learn from. */
export type QueueLine = Readonly<{
  caseId: string;
  reference: string;
  priority: number;
  stage: string;
  dueAt: string;
  assignee?: string;
}>;

/** What the desk needs of the world. The cloud answers with AWS, a test with memory. */
export type Ports = Readonly<{
  /** The current instant, ISO 8601 in UTC. */
  now(): string;
  ids: Readonly<{
    /** A new case id: 26 characters, time-ordered, 80 random bits. */
    caseId(): string;
    /** A new opaque reference: at least 128 random bits. */
    ref(): string;
  }>;
  /** Keys for tokens; the first signs, all verify. */
  keys(): Promise<readonly [Key, ...Key[]]>;
  catalogue: Catalogue;
  settings: Readonly<{
    frontDoor: string;
    companyDomains: readonly string[];
    publicUrl: string;
    /** Nobody looks for viruses in files. */
    unscanned?: true;
  }>;
  cases: Readonly<{
    /** The case as last committed (a consistent read), or undefined. */
    find(id: string): Promise<Case | undefined>;
    /** Every commit of a case from the first, in order. */
    history(id: string): Promise<readonly CommitRow[]>;
    /** Which case a reference names. */
    findByReference(reference: string): Promise<string | undefined>;
    /**
     * Writes one commit: the events, the state they lead to, the effects, tasks and ledger row, all or nothing.
     * Refuses `stale-version` when someone else wrote first, `duplicate` when the ledger row stands already,
     * `conflict` when a task is no longer in the state the commit counts on or a reference is taken.
     */
    append(before: Case | undefined, after: Case, commit: Commit): Promise<void>;
    /**
     * Writes the commits of several cases, all of them or none: what is said of one case is never without what is said of
     * the other. Refuses as `append` does.
     */
    appendAll(steps: readonly Step[]): Promise<void>;
    /** Moves the wake-up of an unchanged case after an early wake; refuses `stale-version` if it did change. */
    reschedule(unchanged: Case, wakeAt: string | undefined): Promise<void>;
    listQueue(department: string, limit: number, from?: Page<QueueLine>['next']): Promise<Page<QueueLine>>;
    listForRequester(address: string, limit: number): Promise<readonly string[]>;
  }>;
  tasks: Readonly<{
    find(ref: string): Promise<Task | undefined>;
    /**
     * Settles a task that is still asked, and lets leave what follows from it: one write of its row (K3). Refuses
     * `conflict` when it is settled already, `stale-version` when another write was under way.
     */
    settle(ref: string, how: Settlement, effects: readonly Outgoing[]): Promise<void>;
    /**
     * Writes where the approval of a task stands that is still asked, settles the task where it is decided, and lets
     * leave what follows: one write of its row (K3, A12). Refuses `conflict` when it is settled already, and
     * `stale-version` when the row is not at the turn before this one.
     */
    vote(
      ref: string,
      approval: Approval,
      end: Settlement | undefined,
      effects: readonly Outgoing[],
    ): Promise<void>;
    /**
     * Binds a task that is asked again by the same visit of its state to the newer token of the process. What left when
     * it was settled leaves again, for that token.
     */
    rebind(ref: string, token: string): Promise<Task>;
  }>;
  ledger: Readonly<{
    find(key: string): Promise<LedgerEntry | undefined>;
    /**
     * Writes the row of a mail that touches no case, with what leaves because of it; refuses `duplicate` when it stands,
     * unless as that of the same object's dead letter.
     */
    record(entry: LedgerEntry, effects?: readonly Outgoing[]): Promise<void>;
    /** Which case a person's Message-ID went into (E8.3). */
    caseOfMessage(messageId: string): Promise<string | undefined>;
    list(day: string, limit: number, from?: Page<LedgerEntry>['next']): Promise<Page<LedgerEntry>>;
    /**
     * Says on the row of a suspended mail that a person lets it in, with what leaves because of it; refuses `conflict`
     * when it is not suspended, or released already.
     */
    release(key: string, released: Released, effects: readonly Outgoing[]): Promise<void>;
    /** Takes a row off the books, because its object is booked under another key; what is left of it goes at `until`. */
    strike(key: string, until: string): Promise<void>;
    isStruck(key: string): Promise<boolean>;
  }>;
  deliveries: Readonly<{
    find(id: string): Promise<Delivery | undefined>;
    /** Keeps what became of an attempt, with its next one if there is to be any. */
    keep(delivery: Delivery): Promise<void>;
    /** Takes a delivery whose next attempt is due, until an instant; false when somebody else has taken it. */
    claim(delivery: Delivery, until: string): Promise<boolean>;
  }>;
  /** The departments' systems, as far as the desk has learned of them; of one where all is well nothing is written. */
  endpoints: Readonly<{
    /** How calls to a department's system went of late (W5); where all was well, as it was within the last minute. */
    find(department: string): Promise<Health | undefined>;
    /** Replaces what was found, with what leaves because of it; refuses `stale-version` when it has changed meanwhile. */
    keep(
      department: string,
      found: Health | undefined,
      next: Health,
      effects: readonly [Outgoing] | readonly [],
    ): Promise<void>;
    /** Takes one of so many reports that a system may send within a minute; false when all are taken (W15). */
    takeReport(department: string, minute: string, most: number): Promise<boolean>;
    /** Says that a key has signed a callback, at most once an hour; keys are named by a part of their hash (W16). */
    keepKeyUse(department: string, key: string, at: string): Promise<void>;
    /** When each key that was ever replaced or replaced another signed last. */
    keyUses(department: string): Promise<readonly KeyUse[]>;
  }>;
  /** The desk's automatic mails to one address within the last day, for the caps (E10). */
  automatic: Readonly<{
    find(address: string): Promise<readonly AutomaticMail[]>;
    /** Adds one to what was found; refuses `stale-version` when another was added meanwhile. */
    keep(address: string, found: readonly AutomaticMail[], next: AutomaticMail): Promise<void>;
  }>;
  /** Addresses the desk writes nothing to, because mail to them came back or was unwelcome (E6). */
  suppressions: Readonly<{
    find(address: string): Promise<Suppression | undefined>;
    /** Replaces what was found; refuses `stale-version` when something else was written meanwhile. */
    keep(address: string, found: Suppression | undefined, next: Suppression): Promise<void>;
  }>;
  directory: Readonly<{
    find(address: string): Promise<DirectoryEntry | undefined>;
    keep(entry: DirectoryEntry): Promise<void>;
    /** Who decides in the place of somebody, if they ever said so (A4). */
    delegation(who: string): Promise<Delegation | undefined>;
    /** Replaces somebody's delegation, and lets leave the mail that tells its delegate. */
    delegate(delegation: Delegation, effects: readonly [Outgoing] | readonly []): Promise<void>;
  }>;
  /** What the desk knows of chats, by a place or a person in one: a cache and a way back, never the truth about a case. */
  chats: Readonly<{
    find(key: string): Promise<ChatNote | undefined>;
    keep(key: string, note: ChatNote): Promise<void>;
  }>;
  bodies: Readonly<{
    put(key: string, body: Body): Promise<void>;
    get(key: string): Promise<Body | undefined>;
    /** Keeps a file under a key made of its content: what stands there already is not written again, nor scanned again. */
    putFile(key: string, content: Uint8Array, type: string): Promise<void>;
    getFile(key: string): Promise<Uint8Array | undefined>;
  }>;
  /** What was said of files by whoever looks for viruses. */
  files: Readonly<{
    find(key: string): Promise<Scan | undefined>;
    /** Replaces what was found; refuses `stale-version` when something else was said meanwhile. */
    keep(key: string, found: Scan | undefined, next: Scan): Promise<void>;
  }>;
}>;

/** What someone wrote, kept outside the table. */
export type Body = Readonly<{
  text: string;
  /** The whole text with quotes, when `text` is only what is new (E12). */
  whole?: string;
  /** Files; one that was `refused` by its department has no key. */
  attachments?: readonly Readonly<{
    name: string;
    type: string;
    bytes: number;
    key: string;
    refused?: string;
    /** A picture of its sender's signature: shown apart from what they sent with this message (E12). */
    collapsed?: true;
  }>[];
  /** Where the raw mail lies. */
  raw?: string;
  /** Where a copy of it lies for those who may read the message. */
  original?: string;
}>;
