import { DeskError, isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { SuspendedCause } from './ledger.ts';
import { FROM_CHAT, type LedgerEntry, type Released } from './ledger-entry.ts';

/** So many days a suspended mail can be let in (P20); after that its row stays, and says what it was. */
export const RECOVERABLE_DAYS = 14;

/** Why a mail cannot be let in, by what it was suspended for; whoever suspends for a new reason says whether it can. */
const NEVER: Readonly<Record<SuspendedCause | 'oversized' | 'unreadable', string | undefined>> = {
  spam: undefined,
  'auth-failed': undefined,
  spoof: undefined,
  auto: undefined,
  bulk: undefined,
  cap: undefined,
  virus: 'a virus was found in it, so it stays where it is',
  bounce: 'it is a report about a mail of ours, and no case begins with one',
  'own-domain': 'it came from the desk itself, which writes itself no cases',
  'no-sender': 'it names nobody who could be answered',
  oversized: 'it is larger than the desk reads',
  unconfirmed: 'its address confirms it by itself, within a day',
  'unconfirmed-cap': 'nothing is kept of it',
  unreadable: 'no part of it can be read',
};

const reasons: Readonly<Record<string, string | undefined>> = NEVER;

/** Why this one can never be let in; undefined for what can be. */
function never({ cause = '', raw }: Pick<LedgerEntry, 'cause' | 'raw'>): string | undefined {
  if (raw === undefined) return 'nothing is kept of it';
  if (raw.startsWith(FROM_CHAT))
    return 'it was said in a chat, and nothing of that is kept before it is a case; please ask whoever said it to say it again';
  return Object.hasOwn(NEVER, cause) ? reasons[cause] : `it is ${cause}`;
}

/** Until when a suspended mail can be let in; undefined for one that never can. */
export function recoverableUntil(row: Pick<LedgerEntry, 'at' | 'cause' | 'raw'>): string | undefined {
  if (never(row) !== undefined) return undefined;
  const { at } = row;
  return new Date(Date.parse(at) + RECOVERABLE_DAYS * 86_400_000).toISOString();
}

/** Refuses `conflict`, by its id, with the sentence why it stays suspended. */
function checkRecoverable(row: LedgerEntry, now: string): void {
  const refuse = (message: string) => {
    throw new DeskError('conflict', message, { faults: [{ pointer: '/mailId', message }] });
  };
  const why = never(row);
  if (why !== undefined) refuse(`this cannot be let in: ${why}`);
  const until = recoverableUntil(row);
  if (until !== undefined && Date.parse(now) > Date.parse(until))
    refuse(`this mail could be let in for ${RECOVERABLE_DAYS} days, until ${until}`);
}

/**
 * Lets a suspended mail in on the word of a person (E4, P20): it goes through intake again as if it had just come, with
 * its original time and with nothing held against it but a virus. Whoever is not authenticated stays so. Repeating is safe:
 * what is released, or taken in since, is answered as it stands. Refuses `case-not-found` for what is not suspended, and
 * `conflict` for what cannot be let in or no longer can.
 */
export async function releaseMail(
  desk: Pick<Ports, 'ledger' | 'now'>,
  key: string,
  by: string,
  reason: string,
): Promise<LedgerEntry> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await desk.ledger.find(key);
    if (found?.released !== undefined) return found;
    if (found?.class !== 'suspended')
      throw new DeskError('case-not-found', 'there is no such suspended mail');
    const at = desk.now();
    checkRecoverable(found, at);
    const released: Released = { by, at, reason, cause: found.cause ?? '', arrived: found.at };
    const id = key.slice(0, 26);
    const effect = { kind: 'take-in' as const, id: `${id}-release`, raw: found.raw ?? '' };
    try {
      await desk.ledger.release(key, released, [{ caseId: id, effect }]);
      return { ...found, released };
    } catch (error) {
      // Somebody else released it first, and their word stands.
      if (!isRefusal(error, 'conflict') || attempt === 2) throw error;
    }
  }
}
