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

/** One received object and what became of it. */
export type LedgerEntry = Readonly<{
  /** The dedupe key (E2): a hash, never personal data. */
  key: string;
  at: string;
  class: LedgerClass;
  cause?: string;
  messageId?: string;
  caseId?: string;
  /** Where the raw mail lies in the mail bucket: tells a repeated event from a second copy of the mail. */
  raw?: string;
  released?: Released;
}>;
