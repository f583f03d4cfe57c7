import type { Case } from '../case/case.ts';
import type { Placement } from '../case/events.ts';
import { openCase } from '../case/open-case.ts';
import { openFamily, type Part } from '../case/open-family.ts';
import { openShadow } from '../case/open-shadow.ts';
import { isQuiet } from '../case/quiet.ts';
import type { Ports } from '../ports.ts';
import { recognise } from '../routing/recognise.ts';
import type { Settled } from '../routing/roll-out.ts';
import { forSeveral, route, routeAddressed, saidOf } from '../routing/route.ts';
import { domainOf, mailboxOf } from './addresses.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { Message } from './message.ts';
import { addressedTo, aliasesOf } from './own-domain.ts';
import type { Door } from './place.ts';

/** Where a mail belongs; of one to several departments, the whole and each part (E17). */
export type Routed = Readonly<{ placement: Placement; parts: readonly Part[] }>;

const wordsOf = ({ subject, newText }: Message) => ({ subject, text: newText });

/** What each department is to do that a mail was written to by name; none of one in distress or danger (rows 13, 14). */
export function partsOf(
  { catalogue, settings }: Pick<Ports, 'catalogue' | 'settings'>,
  message: Message,
): Part[] {
  const words = wordsOf(message);
  const requester = message.from?.address ?? '';
  const departments = addressedTo(catalogue, settings.frontDoor, message.recipients, requester);
  if (departments.length === 0 || recognise(words).as !== 'ordinary') return [];
  return departments.map((department) => ({
    department: department.id,
    placement: routeAddressed(catalogue, department, words),
  }));
}

/** Where a matter lies that these departments are asked for: with the only one, or a whole with its parts. */
export function placedWith(catalogue: Ports['catalogue'], parts: readonly [Part, ...Part[]]): Routed {
  const [only, ...others] = parts;
  if (others.length === 0) return { placement: only.placement, parts: [] };
  const departments = parts.map(({ department }) => catalogue.department(department));
  return { placement: forSeveral(catalogue, departments), parts };
}

/**
 * Where a mail belongs: where it was written to by name, else where its words lead. Somebody in distress or danger is
 * heard by the same people whatever address they wrote to (rows 13, 14).
 */
export function routeOf(desk: Ports, message: Message): Routed {
  const [first, ...others] = partsOf(desk, message);
  if (first === undefined) return { placement: route(desk.catalogue, wordsOf(message)), parts: [] };
  return placedWith(desk.catalogue, [first, ...others]);
}

/** Who of the company stood in copy, without the desk itself. */
export function copiedIn(
  { settings, catalogue }: Pick<Ports, 'settings' | 'catalogue'>,
  message: Message,
): readonly string[] {
  const company = new Set(settings.companyDomains);
  // The front door takes no part, even where it shares the company's domain: it would be written its own mail.
  const doors = new Set([mailboxOf(settings.frontDoor), ...aliasesOf(catalogue, settings.frontDoor)]);
  const copied = message.recipients.filter(
    (address) =>
      company.has(domainOf(address) ?? '') &&
      address !== message.from?.address &&
      !doors.has(mailboxOf(address)),
  );
  return copied.slice(0, 20);
}

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
    parts: readonly Part[];
  }>,
): Promise<void> {
  // Who wrote is who asked; a Reply-To is never an identity (E7).
  const requester = message.from;
  if (requester === undefined) throw new Error('an accepted mail without a sender');
  const { chat } = known.door;
  const matter = (placement: Placement) => ({
    channel: chat === undefined ? ('email' as const) : ('chat' as const),
    requester,
    subject: message.subject.slice(0, 200) || '(no subject)',
    body: known.body,
    verified: known.fate.verified,
    // Whoever stood in copy of somebody's distress is written nothing of it.
    participants: known.fate.verified && !isQuiet(placement) ? copiedIn(desk, message) : [],
    placement,
    said: saidOf(desk.catalogue, placement, `${message.subject}\n${message.newText}`, known.ledger.at),
    // Whom a chat does not vouch for is asked there for an address, and told nothing else.
    acknowledge: known.fate.mayAcknowledge || chat !== undefined,
    ledger: known.ledger,
    ...(known.related !== undefined && { related: known.related.id }),
    ...(known.follows !== undefined && { follows: known.follows.id }),
  });
  if (settled.shadow !== undefined) await openShadow(desk, matter(settled.shadow));
  const whole = {
    ...matter(settled.placement),
    ...(message.messageId !== undefined && { messageId: message.messageId }),
    ...(chat !== undefined && { chat }),
  };
  if (known.parts.length === 0) await openCase(desk, whole);
  else
    await openFamily(
      desk,
      whole,
      known.parts.map((part) => ({ ...part, said: matter(part.placement).said })),
    );
}
