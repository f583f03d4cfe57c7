/**
 * What became of a mail, one class for each mail received, so that the books balance (C3): received = opened + appended +
 * duplicate + suppressed(cause) + suspended(cause) + dead-lettered. `interaction` is no mail: somebody was helped on the spot (row 30).
 */
export type LedgerClass =
  | 'opened'
  | 'appended'
  | 'duplicate'
  | 'suppressed'
  | 'suspended'
  | 'dead-lettered'
  | 'interaction';

/**
 * Kept for a person to look at and let in; `virus` is quarantined and never let in (E4, E6). `cap`: from an address to
 * which automatic mail has just been stopped (E10). `unconfirmed`: a form whose
 * address has to be confirmed first; `unconfirmed-cap`: one whose address was asked often enough for a day.
 */
export type SuspendedCause =
  | 'spam'
  | 'virus'
  | 'auth-failed'
  | 'spoof'
  | 'auto'
  | 'bulk'
  | 'bounce'
  | 'own-domain'
  | 'no-sender'
  | 'cap'
  | 'unconfirmed'
  | 'unconfirmed-cap';

/**
 * Taken note of and let go: our own mail come back (E6), passed on to a department that does not take part (row 64), or a
 * telephone call whose event could not be read.
 */
export type SuppressedCause = 'own-loop' | 'not-served' | 'malformed';
