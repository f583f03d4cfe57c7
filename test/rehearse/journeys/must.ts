import { isDeepStrictEqual } from 'node:util';

/** Fails with both values unless they are the same. */
export function same(what: string, is: unknown, should: unknown): void {
  if (isDeepStrictEqual(is, should)) return;
  throw new Error(`${what} should be ${JSON.stringify(should)}, but is ${JSON.stringify(is)}`);
}

/** Fails unless something holds. */
export function holds(what: string, is: boolean): void {
  if (!is) throw new Error(`it does not hold that ${what}`);
}
