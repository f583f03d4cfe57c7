import { askersOf } from '../../case/askers.ts';
import type { Case } from '../../case/case.ts';
import { groupAddress } from '../../case/receive.ts';
import type { Ports } from '../../ports.ts';
import { needed, type Policy, type Seat, type Stage } from './policy.ts';

/** A directory that goes round in a circle is left after so many steps. */
const HIGHEST = 8;

/** Who has no vote on a case: who asked for it or submitted it, and whom it is for (A3). */
export const excludedFrom = ({ beneficiary }: Policy, found: Case): readonly string[] => [
  ...new Set(
    [...askersOf(found), ...(beneficiary === undefined ? [] : [found.facts[beneficiary]])].flatMap(
      (address) => address?.trim().toLowerCase() || [],
    ),
  ),
];

/** The managers above somebody, the nearest first, each once. */
export async function managersAbove(
  { directory }: Pick<Ports, 'directory'>,
  address: string,
): Promise<string[]> {
  const above: string[] = [];
  let entry = await directory.find(address);
  while (entry?.manager !== undefined && above.length < HIGHEST) {
    const manager = entry.manager.toLowerCase();
    if (above.includes(manager)) break;
    above.push(manager);
    entry = await directory.find(manager);
  }
  return above;
}

/** How many seats a stage needs filled before it can be approved at all. */
const least = ({ rule }: Stage): number =>
  typeof rule === 'object' && 'atLeast' in rule ? needed(rule, 0) : 1;

/**
 * Who votes in a stage, by address, each once. Whoever is excluded has no seat: a manager is replaced by the next one
 * above, and where those left are too few, the next managers and then the fallback group are asked (A3). Nothing is
 * approved because nobody may decide: a stage that stays too small can only be rejected.
 */
export async function seatsOf(
  desk: Pick<Ports, 'directory' | 'catalogue' | 'settings'>,
  found: Case,
  { policy, excluded }: Readonly<{ policy: Policy; excluded: readonly string[] }>,
  stage: Stage,
): Promise<readonly string[]> {
  const { groups } = desk.catalogue.department(found.department);
  const group = (role: string) => {
    const named = groups[role];
    if (named === undefined) throw new Error(`${found.department} has no group '${role}'`);
    return groupAddress(desk, named);
  };
  const mayVote = (address: string) => !excluded.includes(address);
  const fallback = group(policy.fallback ?? 'lead');
  const above = (await managersAbove(desk, found.requester.address.toLowerCase())).filter(mayVote);
  const taken = (seat: Seat): readonly string[] => {
    if ('group' in seat) return [group(seat.group)];
    if ('manager' in seat) return [above[0] ?? fallback];
    const person = seat.person.toLowerCase();
    return mayVote(person) ? [person] : [];
  };
  const seats = new Set(stage.seats.flatMap(taken));
  for (const next of [...above, fallback]) if (seats.size < least(stage)) seats.add(next);
  return [...seats];
}
