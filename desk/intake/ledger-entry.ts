import type { LedgerClass } from './ledger.ts';

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
}>;
