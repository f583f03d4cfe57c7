import type { Outgoing } from '../delivery/effect.ts';
import type { Department } from '../department.ts';
import type { Ports } from '../ports.ts';
import { book, hash } from './book.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { Message } from './message.ts';

/** Where words lie that are only passed on; the bucket forgets everything under it after a day. */
const PASSED_ON = 'forwards';

/** Whether the mail of a row was only passed on, so that nothing but the row is kept of it (row 64). */
export const isPassedOn = (row: Pick<LedgerEntry, 'class' | 'cause'> | undefined): boolean =>
  row?.class === 'suppressed' && row.cause === 'not-served';

/**
 * Passes a mail on whose department does not take part (row 64): its words go to the department's own address, its sender
 * is told where they went, and no case is made of it. What stays is its row in the ledger. Repeating is safe: the ids are
 * made from the mail, and its row is written once.
 */
export async function forward(
  desk: Ports,
  department: Department,
  message: Message,
  ledger: Omit<LedgerEntry, 'class' | 'caseId'>,
  mayTell: boolean,
): Promise<void> {
  const { contact } = department.rollout ?? {};
  const from = message.from?.address ?? '';
  const id = hash(`forward\n${ledger.key}`).slice(0, 26);
  const values = { department: department.name, subject: message.subject.slice(0, 200), from };
  const effects: Outgoing[] = [];
  if (contact !== undefined) {
    const body = `${PASSED_ON}/${ledger.key}`;
    await desk.bodies.put(body, { text: message.newText });
    effects.push({
      caseId: id,
      effect: { kind: 'mail', id: `${id}-1-forward`, to: [contact], template: 'forwarded', values, body },
    });
  }
  if (mayTell) {
    const told = { ...values, ...(contact !== undefined && { contact }) };
    effects.push({
      caseId: id,
      effect: { kind: 'mail', id: `${id}-1-not-served`, to: [from], template: 'not-served', values: told },
    });
  }
  await book(desk, { ...ledger, class: 'suppressed', cause: 'not-served' }, effects);
}
