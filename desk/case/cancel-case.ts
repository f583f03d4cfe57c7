import type { Effect } from '../delivery/effect.ts';
import { DeskError } from '../errors.ts';
import type { Commit, Ports } from '../ports.ts';
import { type Case, isOver } from './case.ts';
import { answerParent, hears, wakeChildren } from './children.ts';
import { stopClocks } from './clocks.ts';
import { change } from './commit.ts';
import { type Actor, type CaseFact, happened } from './events.ts';
import { isQuiet } from './quiet.ts';
import { stop, withdraw } from './resolve-case.ts';
import { speaksForOthers } from './tell-merged.ts';

const CANCELLED = 'cancelled';

/**
 * What cancelling does, in one write: open questions are withdrawn and their links say so (A9), the clocks and the process
 * stop, children are cancelled too, a parent hears that this part will not be done, and the requester is told once.
 */
export async function cancellation(
  desk: Ports,
  found: Case,
  reason?: string,
): Promise<Readonly<{ facts: readonly CaseFact[] }> & Omit<Commit, 'events'>> {
  const left = withdraw(found, CANCELLED);
  // Nothing is said by itself to somebody in distress (row 14): whoever ends it tells them.
  const heard = hears(desk.catalogue, found) && !isQuiet(found);
  const to = [found.requester.address];
  const mail: Effect = {
    kind: 'mail',
    id: `${found.id}-${found.version + 1}-cancelled`,
    to,
    template: 'cancelled',
    values: { ...(reason !== undefined && { text: reason }) },
  };
  return {
    facts: [
      ...left.facts,
      ...stopClocks(found),
      { type: 'CaseCancelled', ...(reason !== undefined && { reason }) },
      ...(heard ? [{ type: 'MessageSent' as const, to, template: 'cancelled' }] : []),
    ],
    effects: [...(heard ? [mail] : []), ...stop(found), ...wakeChildren(found, desk.now())],
    tasks: [
      ...left.tasks,
      ...(await answerParent(desk, found, {
        outcome: CANCELLED,
        ...(reason !== undefined && { text: reason }),
      })),
    ],
  };
}

/**
 * Cancels a case that runs, whatever it does just then. Repeating is safe: what is cancelled stays so. Whoever comes
 * after another ending is told: refuses `case-closed`, `case-not-found`, and `conflict` while cases of other people are
 * merged into it.
 */
export async function cancelCase(desk: Ports, caseId: string, by: Actor, reason: string): Promise<Case> {
  const after = await change(
    desk,
    caseId,
    async (found) => {
      if (found.outcome === CANCELLED) return undefined;
      if (isOver(found))
        throw new DeskError('case-closed', `case ${found.reference} is ${found.stage} already`);
      if (speaksForOthers(found))
        throw new DeskError('conflict', `what others asked for goes on in case ${found.reference}`);
      const { facts, ...rest } = await cancellation(desk, found, reason);
      return { ...rest, events: happened(desk.now(), by, ...facts) };
    },
    { answers: true },
  );
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}
