/**
 * What became of a mail, one class for each mail received, so that the books balance (C3): received = opened + appended +
 * duplicate + suppressed(cause) + suspended(cause) + dead-lettered.
 */
export type LedgerClass = 'opened' | 'appended' | 'duplicate' | 'suppressed' | 'suspended' | 'dead-lettered';

/** Kept for a person to look at and let in; `virus` is quarantined and never let in (E4, E6). */
export type SuspendedCause =
  | 'spam'
  | 'virus'
  | 'auth-failed'
  | 'spoof'
  | 'auto'
  | 'bulk'
  | 'bounce'
  | 'own-domain'
  | 'no-sender';

/** Taken note of and let go: our own mail come back, or a sender who wrote too often (E6, E10). */
export type SuppressedCause = 'own-loop' | 'cap';
