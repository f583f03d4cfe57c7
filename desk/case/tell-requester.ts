import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { type Case, isOver } from './case.ts';
import { change } from './commit.ts';
import { happened } from './events.ts';
import { stopLate } from './stop-process.ts';

/** A sentence of a process for the requester, with the visit of the state that says it. */
export type Telling = Readonly<{
  caseId: string;
  execution: string;
  state: string;
  entered: string;
  text: string;
}>;

/**
 * Tells the requester something in the course of a process. Repeating is safe: the visit of the state is remembered on
 * the case, so the same visit tells once. An unverified requester is told nothing (E4), and nobody
 * is once the case is over: then the execution is stopped. Refuses `case-not-found`.
 */
export async function tellRequester(
  desk: Ports,
  { caseId, execution, state, entered, text }: Telling,
): Promise<Case> {
  const after = await change(
    desk,
    caseId,
    (found) => {
      if (isOver(found)) return stopLate(desk, found, execution);
      const visit = `${execution}|${state}|${entered}`;
      if (found.facts.toldAt === visit || !found.verified) return undefined;
      const to = [found.requester.address];
      return {
        events: happened(
          desk.now(),
          { kind: 'process', id: execution },
          { type: 'FactRecorded', name: 'toldAt', value: visit },
          { type: 'MessageSent', to, template: 'told' },
        ),
        effects: [
          {
            kind: 'mail',
            id: `${found.id}-${found.version + 1}-told`,
            to,
            template: 'told',
            values: { text },
          },
        ],
      };
    },
    { answers: true },
  );
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}
