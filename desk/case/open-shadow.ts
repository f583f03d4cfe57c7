import { isRefusal } from '../errors.ts';
import { hash } from '../intake/book.ts';
import type { Ports } from '../ports.ts';
import { type NewCase, openCase } from './open-case.ts';

/**
 * Opens the case of a department that only plays along (row 65), beside the real one: its process runs, and nothing of it
 * leaves the desk. Repeating is safe: it has a ledger row of its own, named for the shadow. No mail can find it: it knows
 * nobody's Message-ID, and its reference is told to nobody.
 */
export async function openShadow(desk: Ports, matter: NewCase): Promise<void> {
  const { messageId: _real, ...ledger } = matter.ledger;
  const { messageId: _thread, ...words } = matter;
  try {
    await openCase(desk, {
      ...words,
      participants: [],
      shadow: true,
      ledger: { ...ledger, key: hash(`shadow\n${ledger.key}`), cause: 'shadow' },
    });
  } catch (error) {
    if (!isRefusal(error, 'duplicate')) throw error;
  }
}
