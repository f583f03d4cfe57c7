import { domainOf } from './addresses.ts';
import type { SuppressedCause, SuspendedCause } from './ledger.ts';
import type { Message } from './message.ts';

/** What must be known besides the mail itself to say what becomes of it. */
export type AcceptContext = Readonly<{
  /** Domains whose senders are our own people; their mail must be authenticated (E4). */
  companyDomains: readonly string[];
  /** Whether the mail's thread is that of a known case: an automated mail may only add a note to one (E6). */
  onKnownCase: boolean;
  /** Whether a rule lets list mail open cases (E6). */
  allowsBulk?: boolean;
  /** Whether a person has read why it was suspended and lets it in all the same (P20). */
  released?: boolean;
  /** Whether automatic mail to this address is stopped: it bounced, or opted out (E6, E11). */
  suppressed?: (address: string) => boolean;
}>;

/**
 * What becomes of a mail (E4, E6, E11). `accepted` goes on to a case: as a person's words, or as a `note` that changes no state, clock or
 * person's day. `unscanned`: nobody looked for viruses, so its files wait. Nothing is dropped: every other outcome names its cause for
 * the ledger (C3).
 */
export type Acceptance =
  | Readonly<{
      class: 'accepted';
      as: 'words' | 'note';
      verified: boolean;
      inside: boolean;
      mayAcknowledge: boolean;
      unscanned: boolean;
    }>
  | Readonly<{ class: 'suspended'; cause: SuspendedCause }>
  | Readonly<{ class: 'suppressed'; cause: SuppressedCause }>;

type Judged = Pick<Message, 'from' | 'automation' | 'verdicts'>;

const suspended = (cause: SuspendedCause): Acceptance => ({ class: 'suspended', cause });

/** A mail whose DMARC failed: suspended when its domain asks for that, or when it claims to be one of us (E4). */
function forged({ verdicts }: Judged, inside: boolean): SuspendedCause | undefined {
  const { dmarc, dmarcPolicy } = verdicts;
  if (inside) return dmarc === 'pass' || dmarc === 'unknown' ? undefined : 'spoof';
  if (dmarc !== 'fail') return undefined;
  // The mail's own headers seldom carry the policy; a failure whose policy is not known to be lenient can be let in by a person.
  return dmarcPolicy === 'none' ? undefined : 'auth-failed';
}

/** Decides what becomes of a mail from what the receiving service found, who wrote it, and whether its thread is known. Total. */
export function accept(message: Judged, context: AcceptContext): Acceptance {
  const { automation, from, verdicts } = message;
  if (verdicts.virus === 'fail') return suspended('virus');
  if (automation.kind === 'own-loop') return { class: 'suppressed', cause: 'own-loop' };
  const released = context.released === true;
  if (verdicts.spam === 'fail' && !released) return suspended('spam');

  const domain = domainOf(from?.address);
  const inside = domain !== undefined && context.companyDomains.some((own) => own.toLowerCase() === domain);
  const cause = released ? undefined : forged(message, inside);
  if (cause) return suspended(cause);

  const verified = from !== undefined && verdicts.dmarc === 'pass';
  const unscanned = verdicts.virus !== 'pass';
  if (automation.kind !== 'human') {
    const bulk = automation.kind === 'bulk';
    const bounce = automation.kind === 'bounce-hard' || automation.kind === 'bounce-soft';
    if (!context.onKnownCase && !released && !(bulk && context.allowsBulk === true)) {
      if (automation.kind === 'own-domain') return suspended('own-domain');
      return suspended(bulk ? 'bulk' : bounce ? 'bounce' : 'auto');
    }
    const as = context.onKnownCase ? 'note' : 'words';
    return { class: 'accepted', as, verified, inside, mayAcknowledge: false, unscanned };
  }
  if (from === undefined) return suspended('no-sender');

  // Who only says that they are one of us is written nothing, whoever let it in (P19).
  const mayAcknowledge = (verified || (inside && !released)) && context.suppressed?.(from.address) !== true;
  return { class: 'accepted', as: 'words', verified, inside, mayAcknowledge, unscanned };
}
