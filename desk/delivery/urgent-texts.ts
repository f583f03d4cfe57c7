import type { Case } from '../case/case.ts';
import { LOCATION } from '../case/clocks.ts';
import type { Catalogue, Contact } from '../department.ts';

/** The contacts for whoever is at this location: the local ones first, then those that hold everywhere. */
export function contactsOf(catalogue: Catalogue, of: Pick<Case, 'department' | 'facts'>): readonly Contact[] {
  const { contacts = {} } = catalogue.department(of.department);
  const there = of.facts[LOCATION];
  const local = there === undefined ? [] : (contacts[there] ?? []);
  const numbers = new Set(local.map(({ number }) => number));
  return [...local, ...(contacts.everywhere ?? []).filter(({ number }) => !numbers.has(number))];
}

const lines = (contacts: readonly Contact[]) =>
  contacts.map(({ name, number }) => `${name}: ${number}`).join('\n');

/** What stands above every mail to somebody in distress: nothing that a glance over their shoulder could tell (row 14). */
export const QUIET_SUBJECT = 'Your message to us';

/**
 * The words somebody in distress reads first, once. They promise nothing but people, count nothing down, and name no case: a
 * number would say that they are one.
 */
export const careWords = (contacts: readonly Contact[]): readonly string[] => [
  'Thank you for writing to us. A person from a small group of colleagues, who are there for exactly this, is reading your words now and will get in touch with you.',
  'Nobody else at the company can see what you wrote: not your manager, not HR, not IT.',
  'If you are in danger, or cannot wait, please call. Somebody answers at any hour:',
  lines(contacts),
  'You can simply reply to this mail, with as much or as little as you like. If it is better to reach you at another time or in another way, tell us.',
];

/** What somebody who reports an emergency reads: first the number to call, then that people are on their way (row 13). */
export const emergencyWords = (contacts: readonly Contact[]): readonly string[] => [
  'If anybody is in danger, call now:',
  lines(contacts),
  'Get yourself and others to safety first. We have alarmed our emergency team at this moment; they know what you wrote.',
  'If something changes, reply to this mail.',
];
