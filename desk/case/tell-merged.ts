import type { Effect } from '../delivery/effect.ts';
import type { Case } from './case.ts';
import type { CaseFact } from './events.ts';
import { isQuiet } from './quiet.ts';

/** Whether other people's matters go on in this case: then it is not its requester's alone to give up. */
export const speaksForOthers = ({ absorbed = [] }: Case): boolean =>
  absorbed.some(({ requester }) => requester !== undefined);

/**
 * Those who asked for something that was merged into this case hear that it is done, each under their own number and
 * without a word of this case (P15). Its own requester is told anyway.
 */
export function tellMerged(found: Case, outcome: string): { facts: CaseFact[]; mails: Effect[] } {
  if (isQuiet(found)) return { facts: [], mails: [] };
  const others = (found.absorbed ?? []).flatMap(({ id, requester, unverified }) =>
    requester === undefined || unverified ? [] : [{ id, to: [requester] }],
  );
  const template = 'merged-resolved';
  return {
    facts: others.map(({ id, to }) => ({ type: 'MessageSent', to, template, via: id })),
    mails: others.map(({ id, to }, nth) => ({
      kind: 'mail',
      id: `${found.id}-${found.version + 1}-resolved-${nth + 1}`,
      to,
      template,
      of: id,
      values: { outcome },
    })),
  };
}
