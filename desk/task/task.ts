import type { Actor, Placement } from '../case/events.ts';
import type { Field } from '../case/fields/field.ts';
import type { Outgoing } from '../delivery/effect.ts';
import type { Approval } from './approval/approval.ts';
import type { Inquiry } from './inquiry/inquiry.ts';

/** Who is asked: a person by address, a group of the department by role, or the department's own system. */
export type Asked =
  | Readonly<{ kind: 'person'; address: string }>
  | Readonly<{ kind: 'group'; group: string; address: string; insteadOf?: 'manager' }>
  | Readonly<{ kind: 'system'; department: string }>
  /** All who have a vote; who they are, and who is to be asked, stands in the task's approval. */
  | Readonly<{ kind: 'approval' }>;

/** A department that does a part of the case as a case of its own: the end of that case is the answer (row 23). */
export type AskedOfCase = Readonly<{ kind: 'case'; department: string; caseId: string; reference: string }>;

/** Where a question stands; final once it is not `asked`. */
export type TaskState = 'asked' | 'answered' | 'expired' | 'withdrawn' | 'undeliverable';

/** What somebody answered. */
export type Answer = Readonly<{
  outcome: string;
  comment?: string;
  /** Further fields the department's system sent; unknown ones are kept (W13). */
  fields?: Readonly<Record<string, unknown>>;
  by: string;
  at: string;
  /** Who it was in the words of the history; the desk adds it when it stores the answer. */
  actor?: Actor;
  /** The callback's `webhook-id` and the hash of its raw body: the same twice gives the same answer (W10). */
  deliveryId?: string;
  bodyHash?: string;
}>;

/** That a department's system could not be reached: when the desk gave up, and why. */
export type Failure = Readonly<{ at: string; cause: string }>;

/** How a question ends on its own row; its case hears of it with its next commit. */
export type Settlement =
  | Readonly<{ state: 'answered'; answer: Answer }>
  | Readonly<{ state: 'undeliverable'; failure: Failure }>;

/** One thing asked of a person or a system by a process. The token of the process never leaves this row (K5). */
export type Task = Readonly<{
  ref: string;
  caseId: string;
  department: string;
  state: TaskState;
  of: Asked | AskedOfCase;
  /** The state of the process that asks, a sentence. */
  name: string;
  /** Which visit of that state: asking again in the same visit binds the newer token, it does not ask twice. */
  visit: string;
  question: string;
  /** What may be answered, in order of the buttons. */
  outcomes: readonly string[];
  /** What has to be filled in with an answer. */
  fields: readonly Field[];
  /** The facts whoever is asked may see (A10), already chosen. */
  shown: Readonly<Record<string, string>>;
  /** Where the requester's own words lie, if whoever is asked may read them. */
  message?: string;
  /** The version of the case that asked it: orders what a system hears of one case (W2). */
  sequence: number;
  /** The version of the process that asked it. */
  processVersion: string;
  /** What a system is told of the case besides: as it was when the task was asked, the same in every attempt. */
  about: Readonly<{
    reference: string;
    process: string;
    service: string;
    priority: number;
    dataClass: string;
  }>;
  /** Asked outside the process: whether the case is to be done sooner, and who wished so (row 11). */
  wish?: Readonly<{ priority: Placement['priority']; by: string }>;
  askedAt: string;
  expiresAt: string;
  token: string;
  /** Where it stands, where several have a vote. */
  approval?: Approval;
  /** Where it is a free question to the requester. */
  inquiry?: Inquiry;
  answer?: Answer;
  failure?: Failure;
  /** The newest report of the system, for those who wait. */
  progress?: string;
}>;

/** What a commit does to a task: asks it, or settles one that is still asked (else the commit is refused `conflict`). */
export type TaskChange =
  /** With what leaves because it is answered already: with its row, so that a newer token hears of it too. */
  | Readonly<{ type: 'ask'; task: Task; effects?: readonly Outgoing[] }>
  | Readonly<{ type: 'settle'; ref: string; state: 'expired' | 'withdrawn' }>
  /** With what leaves because of it: the end of a child is told to the process of its parent. */
  | Readonly<{ type: 'answer'; ref: string; answer: Answer; effects: readonly Outgoing[] }>;
