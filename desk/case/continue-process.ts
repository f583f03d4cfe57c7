import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { type Case, isOver } from './case.ts';
import { change } from './commit.ts';
import { happened } from './events.ts';
import { startProcess } from './open-case.ts';
import { stopLate } from './stop-process.ts';

/** An execution that ran long enough, and the state its case goes on with. */
export type Renewal = Readonly<{ caseId: string; execution: string; next: string }>;

/**
 * Goes on with a case in a new execution, before the old one is too long: no execution may last more than a year or
 * 25,000 events. It is called between two questions, so nothing is open that the old one would have to hear; facts stay
 * on the case. Repeating is safe: only the execution that calls is followed by another, and that one's name is made
 * from the next attempt (C2). Once the case is over, the caller is stopped. Refuses `case-not-found`, and `conflict`
 * for a case that follows no process.
 */
export async function continueProcess(desk: Ports, { caseId, execution: old, next }: Renewal): Promise<Case> {
  const after = await change(
    desk,
    caseId,
    (found) => {
      if (isOver(found)) return stopLate(desk, found, old);
      if (found.process === undefined)
        throw new DeskError('conflict', `case ${found.reference} follows no process`);
      if (found.execution !== old) return undefined;
      const attempt = found.attempt + 1;
      const process = `${found.department}-${found.process}`;
      const id = `${found.id}-${found.version + 1}-start`;
      const { facts, effects } = startProcess(found.id, id, process, attempt, { continueAt: next });
      return { events: happened(desk.now(), { kind: 'process', id: old }, ...facts), effects };
    },
    { answers: true },
  );
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}
