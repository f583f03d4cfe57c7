import type { Case } from '../case/case.ts';
import type { Placement } from '../case/events.ts';
import { openCase } from '../case/open-case.ts';
import { openShadow } from '../case/open-shadow.ts';
import { isQuiet } from '../case/quiet.ts';
import type { Ports } from '../ports.ts';
import type { Settled } from '../routing/roll-out.ts';
import { route, saidOf } from '../routing/route.ts';
import { domainOf, mailboxOf } from './addresses.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { Message } from './message.ts';
import type { Door } from './place.ts';

/** Where the words of a mail belong. */
export const routeOf = (desk: Ports, { subject, newText }: Message): Placement =>
  route(desk.catalogue, { subject, text: newText });

/**
 * Opens the case of a mail that begins a matter; where its department only plays along, that department's shadow first:
 * should the desk stop in between, the mail comes again, finds the shadow's own row in the ledger, and opens the case.
 */
export async function openFromMail(
  desk: Ports,
  message: Message,
  settled: Pick<Settled, 'placement' | 'shadow'>,
  known: Readonly<{
    body: string;
    ledger: Omit<LedgerEntry, 'class' | 'caseId'>;
    fate: Readonly<{ verified: boolean; mayAcknowledge: boolean }>;
    related: Case | undefined;
    follows: Case | undefined;
    door: Pick<Door, 'chat'>;
  }>,
): Promise<void> {
  // Who wrote is who asked; a Reply-To is never an identity (E7).
  const requester = message.from;
  if (requester === undefined) throw new Error('an accepted mail without a sender');
  const company = new Set(desk.settings.companyDomains);
  // The front door takes no part, even where it shares the company's domain: it would be written its own mail.
  const door = mailboxOf(desk.settings.frontDoor);
  const copied = message.recipients.filter(
    (address) =>
      company.has(domainOf(address) ?? '') && address !== requester.address && mailboxOf(address) !== door,
  );
  const { chat } = known.door;
  const matter = (placement: Placement) => ({
    channel: chat === undefined ? ('email' as const) : ('chat' as const),
    requester,
    subject: message.subject.slice(0, 200) || '(no subject)',
    body: known.body,
    verified: known.fate.verified,
    // Whoever stood in copy of somebody's distress is written nothing of it.
    participants: known.fate.verified && !isQuiet(placement) ? copied.slice(0, 20) : [],
    placement,
    said: saidOf(desk.catalogue, placement, `${message.subject}\n${message.newText}`, known.ledger.at),
    // Whom a chat does not vouch for is asked there for an address, and told nothing else.
    acknowledge: known.fate.mayAcknowledge || chat !== undefined,
    ledger: known.ledger,
    ...(known.related !== undefined && { related: known.related.id }),
    ...(known.follows !== undefined && { follows: known.follows.id }),
  });
  if (settled.shadow !== undefined) await openShadow(desk, matter(settled.shadow));
  await openCase(desk, {
    ...matter(settled.placement),
    ...(message.messageId !== undefined && { messageId: message.messageId }),
    ...(chat !== undefined && { chat }),
  });
}
