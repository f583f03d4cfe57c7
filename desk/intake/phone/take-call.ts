import { isRefusal } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import { domainOf } from '../addresses.ts';
import { book, hash } from '../book.ts';
import { type Asked, isInNeed, openRequest } from '../web/open-request.ts';
import { titled } from '../web/requested.ts';
import { type Call, contactOf, readCall } from './read-call.ts';
import { type Spoken, spokenOf } from './spoken.ts';

/** Stands for the address of a caller nobody knows: nobody is ever written there (RFC 2606). */
const unknownAddress = (contact: string) => `${contact.toLowerCase()}@phone.invalid`;

/** The row of a call that could not be taken in; the flow may tell the same contact better afterwards. */
async function bookRefused(desk: Ports, event: unknown, cause: 'malformed' | 'not-served'): Promise<void> {
  let raw: string;
  try {
    raw = `phone/${contactOf(event)}`;
  } catch {
    raw = `phone/${hash(JSON.stringify(event) ?? '')}`;
  }
  await book(desk, { key: hash(`refused\n${raw}`), at: desk.now(), class: 'suppressed', cause });
}

function askedIn(desk: Ports, call: Call): Readonly<{ asked: Asked; verified: boolean }> {
  const { contact, number, email, ...said } = call;
  const words = titled(said);
  // The flow says who calls; only whom the company's own directory can know is believed (E4).
  const verified = desk.settings.companyDomains.includes(domainOf(email) ?? '');
  const callBack = !verified || isInNeed(words);
  const address = email ?? unknownAddress(contact);
  return {
    asked: { ...words, address, ...(callBack && { callBack: number ?? 'number withheld' }) },
    verified,
  };
}

/**
 * Takes in what somebody said on the telephone, through the same stages as every other door, and answers with what they
 * hear (row 2). Whoever is not known is called back by a person of triage, who finds the number among the facts; nothing is
 * written to them. What cannot be taken in has a row in the ledger, and an answer that names the field. Repeating is safe:
 * the contact's id is the key of its row, and the second time is answered with the case of the first (C1). An outage is
 * thrown, and the contact flow goes the way of its own for errors.
 */
export async function takeCall(desk: Ports, event: unknown): Promise<Spoken> {
  let cause: 'malformed' | 'not-served' = 'malformed';
  try {
    const call = readCall(event);
    cause = 'not-served';
    const { asked, verified } = askedIn(desk, call);
    const key = hash(`phone\n${call.contact}`);
    const opened = await openRequest(desk, asked, { channel: 'phone', verified, key });
    return spokenOf(desk.catalogue, opened);
  } catch (error) {
    if (!isRefusal(error, 'invalid')) throw error;
    await bookRefused(desk, event, cause);
    return { outcome: 'refused', reason: error.message };
  }
}
