/** What people are written, as a commit leaves it behind: the words are chosen when it is sent. */
type Letter = Readonly<{
  id: string;
  to: readonly string[];
  template: MailTemplate;
  values?: Readonly<Record<string, string>>;
  /** Where the words of a person lie, when it carries them. */
  body?: string;
  /** The merged case it speaks of, whose number and thread its reader knows; without it, the case it leaves from. */
  of?: string;
}>;

/**
 * What must leave the desk because of a commit. Effects stand in the very row of their events, so neither can be
 * without the other (the outbox); every one of them may be handed on twice and says why that is safe.
 */
export type Effect =
  /** A mail to people. Repeating is safe: its Message-ID is made from `id`, and a delivery row marks it sent. */
  | (Letter & Readonly<{ kind: 'mail' }>)
  /**
   * What a mail would say to the requester, said in the chat they last spoke in. Repeating is safe: what was posted is
   * marked, and what was posted but not yet marked is found there by its id.
   */
  | (Omit<Letter, 'to' | 'of'> & Readonly<{ kind: 'chat' }>)
  /** A signed webhook to a department's system. Repeating is safe: the same `webhook-id` for every attempt (W1). */
  | Readonly<{
      kind: 'webhook';
      id: string;
      department: string;
      event: string;
      /** The task it is about; empty when it is about a promise. */
      ref: string;
      about?: AboutPromise;
    }>
  /** Starts a process. Repeating is safe: the execution is named by case, process and attempt (C2). */
  | Readonly<{
      kind: 'start';
      id: string;
      process: string;
      execution: string;
      /** Something its service needs was not said yet (row 18). */
      incomplete?: true;
      /** The state it goes on with, where it follows an execution that ran long enough. */
      continueAt?: string;
    }>
  /** Hands a stored answer to the waiting process. Repeating is safe: a token works once (K4). */
  | Readonly<{ kind: 'resume'; id: string; ref: string }>
  /** A heartbeat for a process that waits on a system which reported progress. Repeating is safe. */
  | Readonly<{ kind: 'heartbeat'; id: string; ref: string }>
  /** Ends a process whose case a person has ended. Repeating is safe: stopping what is stopped changes nothing. */
  | Readonly<{ kind: 'stop'; id: string; process: string; execution: string }>
  /**
   * A look at the case soon, sooner than the sweep would come by, or at one of its children. Repeating is safe: the
   * look re-decides.
   */
  | Readonly<{ kind: 'wake'; id: string; at: string; child?: string }>
  /** A mail that a person lets in is taken in again. Repeating is safe: its object has one row in the books (C3). */
  | Readonly<{ kind: 'take-in'; id: string; raw: string }>;

/** What a webhook says of a promise that comes near its end or broke (L8). */
export type AboutPromise = Readonly<{
  at: string;
  /** Grows with every change of the case (W2). */
  sequence: number;
  promise: string;
  threshold: string;
  due: string;
  /** The group that is told by mail where the system cannot be reached. */
  instead: string;
}>;

/** The mails the desk writes by itself, and the one that carries a person's words. */
export type MailTemplate =
  | 'acknowledgement'
  | 'message'
  | 'question'
  | 'task'
  | 'decided'
  | 'not-understood'
  | 'delegated'
  | 'resolved'
  | 'cancelled'
  | 'escalated'
  | 'told'
  | 'missing'
  | 'inquiry'
  | 'forwarded'
  | 'not-served'
  | 'reopened'
  | 'sla-warning'
  | 'sla-breach'
  | 'oversized'
  | 'new-message'
  | 'delivery-failed'
  | 'endpoint-disabled'
  | 'mail-stopped'
  | 'mail-returned'
  | 'merged'
  | 'merged-resolved'
  | 'reminder'
  | 'asked-again'
  | 'closed-unanswered'
  | 'continued'
  | 'file-infected'
  | 'file-failed'
  | 'file-refused'
  | 'files-unkept'
  | 'glass'
  | 'confirm-address';

/** An effect of a case with the case it belongs to, as it travels on queues. */
export type Outgoing = Readonly<{ caseId: string; effect: Effect }>;
