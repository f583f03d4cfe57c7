import type { Case } from '../case/case.ts';
import type { Ports } from '../ports.ts';
import { addressedTo } from '../routing/addressed.ts';
import type { Message } from './message.ts';
import { caseOfAddress, taskOfAddress } from './tokens.ts';

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
