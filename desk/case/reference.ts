import { createHash } from 'node:crypto';

/** Crockford's letters: no I, L, O or U, so a reference survives being said aloud. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const letters = (from: Buffer, count: number) =>
  Array.from({ length: count }, (_, i) => LETTERS.charAt((from[i] ?? 0) & 31)).join('');

/** The check character of a reference's letters: catches one wrong letter and two swapped ones. */
const check = (prefix: string, body: string) =>
  LETTERS.charAt(
    [...`${prefix}${body}`].reduce(
      (sum, letter, at) => sum + (at * 2 + 1) * (LETTERS.indexOf(letter) + 37),
      0,
    ) % 31,
  );

/**
 * The reference people can say: `HR-7K3F-9Q2`, made from the case id and not from a counter, its last letter a check.
 * Two cases may come to the same one; the store refuses the second and the desk takes a new id.
 */
export function referenceOf(prefix: string, caseId: string): string {
  const body = letters(createHash('sha256').update(caseId).digest(), 6);
  return `${prefix}-${body.slice(0, 4)}-${body.slice(4)}${check(prefix, body)}`;
}

/** Whether something said or typed is a reference whose check letter is right. */
export function isReference(said: string): boolean {
  const found = /^([A-Z]{2,4})-([0-9A-Z]{4})-([0-9A-Z]{2})([0-9A-Z])$/.exec(said);
  if (!found) return false;
  const [, prefix = '', front = '', back = '', last] = found;
  return check(prefix, front + back) === last;
}
