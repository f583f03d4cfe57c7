import { DeskError } from '../errors.ts';
import type { Case } from './case.ts';
import type { Actor } from './events.ts';

/** How a matter may end without anybody's approval: not done. */
const NOT_DONE = new Set(['cancelled', 'declined', 'rejected', 'withdrawn', 'not-possible', 'duplicate']);

/**
 * Nobody ends a matter as done while somebody is still asked to approve it; cancelling or declining it takes the
 * question back (A9). A process knows what it waits for. Refuses `conflict`.
 */
export function checkApproved(
  { asked, reference }: Pick<Case, 'asked' | 'reference'>,
  by: Actor,
  outcome: string,
): void {
  const waits = Object.values(asked).some((each) => each.waits === 'waiting-approval');
  if (by.kind !== 'process' && waits && !NOT_DONE.has(outcome))
    throw new DeskError(
      'conflict',
      `${reference} waits for an approval: it can be cancelled or declined, not ended as '${outcome}'`,
    );
}
