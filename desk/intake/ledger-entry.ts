import type { LedgerClass } from './ledger.ts';

/** That a person let a mail in after it was suspended, and for what it had been: both stay on its row (E4, P20). */
export type Released = Readonly<{
  by: string;
  at: string;
  reason: string;
  /** What it was suspended for, and when it had arrived: its case begins then. */
  cause: string;
  arrived: string;
}>;

/** How `raw` begins where something was said in a chat: no object lies there, since nothing is stored before it is a case. */
export const FROM_CHAT = 'chat/';

/** One received object and what became of it. */
export type LedgerEntry = Readonly<{
  /** The dedupe key (E2): a hash, never personal data. */
  key: string;
  at: string;
  class: LedgerClass;
  cause?: string;
  messageId?: string;
  caseId?: string;
  /** Where the raw mail lies in the mail bucket, or which event of a chat it was: tells a repeated event from a second copy. */
  raw?: string;
  released?: Released;
}>;
