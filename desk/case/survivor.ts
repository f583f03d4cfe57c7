import type { Ports } from '../ports.ts';
import type { Case } from './case.ts';

/** How many merges may lie between a case and the one where it goes on. */
export const MOST_HOPS = 10;

/**
 * Where a case goes on: itself, or the one at the end of its merges (E8, P15). No merge is written that makes a circle;
 * should a restore have made one, the case itself is the answer.
 */
export async function survivorOf({ cases }: Pick<Ports, 'cases'>, found: Case): Promise<Case> {
  let at = found;
  for (let hops = 0; at.merged !== undefined; hops += 1) {
    const next = hops > MOST_HOPS ? undefined : await cases.find(at.merged.into);
    if (next === undefined) return found;
    at = next;
  }
  return at;
}

/**
 * Where its requester's words to a case are heard: by its whole, where it became a part after they had its number (E17), unless it
 * waits for their answer itself.
 */
export const wholeOf = async ({ cases }: Pick<Ports, 'cases'>, found: Case): Promise<Case> =>
  (found.adopted && found.status !== 'waiting' && found.parent && (await cases.find(found.parent.caseId))) ||
  found;
