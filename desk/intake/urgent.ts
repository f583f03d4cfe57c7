import type { Case } from '../case/case.ts';
import type { Placement } from '../case/events.ts';
import { isQuiet, isUrgent } from '../case/quiet.ts';
import { recognise } from '../routing/recognise.ts';
import type { Thread } from './find-thread.ts';
import type { Message } from './message.ts';

/**
 * Whether a reply leaves the thread it came in, because somebody in distress or danger wrote it: it becomes a case of its own, which
 * knows where it came from, and the people of the other case read nothing of it (row 14). Only what is new in it counts, since
 * every reply repeats its subject.
 */
export function leavesThread(found: Case, { automation, newText }: Message): boolean {
  if (isUrgent(found) || automation.kind !== 'human') return false;
  const { as } = recognise({ subject: '', text: newText });
  return as === 'distress' || as === 'emergency';
}

/** Whether the words of a new case are kept where few may read. What people still have to look at is perhaps a printer. */
export const isRestricted = ({ kind, routing }: Pick<Placement, 'kind' | 'routing'>): boolean =>
  kind === 'care' && routing.reason !== 'recognised-perhaps';

/** What a new case is told of the one its mail may belong to: nothing of a matter of care, unless it is one itself. */
export function relation(thread: Thread, to: Placement): Pick<Thread, 'related' | 'follows'> {
  const tellable = (of: Case | undefined) =>
    of !== undefined && isQuiet(of) && to.kind !== 'care' ? undefined : of;
  const follows = tellable(thread.follows);
  return { related: tellable(thread.related), ...(follows !== undefined && { follows }) };
}
