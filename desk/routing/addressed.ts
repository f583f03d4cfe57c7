import type { Catalogue, Department } from '../department.ts';
import { domainOf, mailboxOf } from '../intake/addresses.ts';
import { standingOf } from './roll-out.ts';
import { isScored } from './route.ts';

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
