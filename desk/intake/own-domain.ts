import type { Case } from '../case/case.ts';
import type { Catalogue, Department } from '../department.ts';
import type { Ports } from '../ports.ts';
import { standingOf } from '../routing/roll-out.ts';
import { isScored } from '../routing/route.ts';
import { domainOf, mailboxOf } from './addresses.ts';
import type { Message } from './message.ts';
import type { ReadMailOptions } from './read-mail.ts';
import { caseOfAddress, taskOfAddress } from './tokens.ts';

/**
 * A mail as the desk hears it: what comes from the desk's own mail domain is taken for a machine's, whatever it looks
 * like (C6), since no person lives there and its words may be our own come back. Where a front door shares the domain of
 * the company's people, they do live there, and only the front door's own address is ours.
 */
export function heard<M extends Pick<Message, 'from' | 'automation'>>(
  message: M,
  { frontDoor, companyDomains }: Ports['settings'],
): M {
  const domain = domainOf(message.from?.address);
  const ours = domain !== undefined && domain === domainOf(frontDoor);
  const lived = companyDomains.some((company) => company.toLowerCase() === domain);
  return ours && !lived && message.automation.kind === 'human'
    ? { ...message, automation: { kind: 'own-domain', evidence: ['From'] } }
    : message;
}

/** The addresses at the front door's domain that are another name of a department of it: they are the same door. */
export function aliasesOf({ departments }: Pick<Catalogue, 'departments'>, frontDoor: string): string[] {
  const domain = domainOf(frontDoor);
  return departments.flatMap(({ addresses = [] }) => addresses.map((local) => `${local}@${domain}`));
}

/**
 * The departments that a mail was written to by name (E17): at an address of their own, or at the front door with their id
 * behind a plus (`help+hr@desk.example`). Whoever does not serve this sender is not among them.
 */
export function addressedTo(
  { departments }: Pick<Catalogue, 'departments'>,
  frontDoor: string,
  recipients: readonly string[],
  requester: string,
): readonly Department[] {
  const domain = domainOf(frontDoor);
  const door = mailboxOf(frontDoor);
  const plus = (address: string) => /\+([^@]*)@/.exec(address)?.[1];
  const names = ({ id, addresses = [] }: Department, address: string) =>
    (mailboxOf(address) === door && plus(address) === id) ||
    addresses.some((local) => mailboxOf(address) === `${local}@${domain}`);
  return departments
    .filter(isScored)
    .filter((department) => recipients.some((address) => names(department, address.toLowerCase())))
    .filter((department) => standingOf(department, requester) === 'serves');
}

/** By which addresses a mail reaches the desk. */
export const doorsOf = ({
  settings,
  catalogue,
}: Pick<Ports, 'settings' | 'catalogue'>): Pick<ReadMailOptions, 'ours' | 'aliases'> => ({
  ours: [settings.frontDoor],
  aliases: aliasesOf(catalogue, settings.frontDoor),
});

/**
 * Whether a mail from a thread was written to other departments than those the case is with, and not to the case itself: it
 * begins a matter of its own, which knows where it came from (E8). Whoever answers all does so to the departments it had.
 */
export async function isForOthers(desk: Ports, found: Case, { recipients, from }: Message): Promise<boolean> {
  const { settings, catalogue } = desk;
  const departments = addressedTo(catalogue, settings.frontDoor, recipients, from?.address ?? '');
  if (departments.length === 0) return false;
  const keys = await desk.keys();
  const door = settings.frontDoor;
  if (recipients.some((each) => caseOfAddress(each, door, keys) ?? taskOfAddress(each, door, keys)))
    return false;
  const parts = Object.values(found.children ?? {}).map(({ department }) => department);
  const concerned = new Set([found.department, ...parts]);
  return departments.some(({ id }) => !concerned.has(id));
}
