import type { Case } from '../case/case.ts';
import type { Ports } from '../ports.ts';
import { threadSubject } from './prefixes.ts';

/** Among so many of the newest cases of a sender another system's number is looked for. */
const NEWEST = 5;

/**
 * What the same sender asked for under the same subject with the same number of another system (E8 6): two desks whose
 * every header is lost on the way still tell each other's mails by it. The listing may lag behind; then nothing is found.
 */
export async function sameReference(
  desk: Ports,
  address: string,
  subject: string,
): Promise<Case | undefined> {
  for (const id of await desk.cases.listForRequester(address, NEWEST)) {
    const asked = await desk.cases.find(id);
    // What only plays along beside it is of the same words and moment, and nobody reads it (row 65).
    if (asked !== undefined && !asked.shadow && threadSubject(asked.subject) === subject) return asked;
  }
  return undefined;
}
