import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { type Case, isOver } from './case.ts';
import { answeredClocks } from './clocks.ts';
import { change } from './commit.ts';
import { type Actor, type CaseFact, happened } from './events.ts';
import { pauseAnew, pauseClocks } from './pauses.ts';
import { addressed, isQuiet } from './quiet.ts';

/** What an agent writes: to the requester, or a note that never leaves the desk. */
export type Written = Readonly<{
  /** Where the words lie. */
  body: string;
  visibility: 'public' | 'internal';
  /** The requester has the ball now: the promise to solve pauses until they answer (P7). */
  waitForReply: boolean;
}>;

/**
 * Adds an agent's message. A public one goes to the requester by mail and stops the promises to answer (L1); an
 * internal one does neither (L3). Refuses `case-not-found`, and `case-closed` for a public message on a closed case.
 */
export async function sendMessage(desk: Ports, caseId: string, by: Actor, written: Written): Promise<Case> {
  const after = await change(desk, caseId, (found) => {
    const at = desk.now();
    if (written.visibility === 'internal') {
      return { events: happened(at, by, { type: 'NoteAdded', body: written.body }), effects: [] };
    }
    // Whoever asked for what was merged elsewhere is still written to under their own number, and to nobody else.
    if (found.status === 'closed' && found.merged === undefined)
      throw new DeskError('case-closed', `case ${found.reference} is closed`);
    const waiting = written.waitForReply && !isOver(found);
    const others = isQuiet(found) ? [] : found.participants;
    const to = [found.requester.address, ...others];
    const facts: CaseFact[] = [
      { type: 'MessageSent', to, template: 'message', body: written.body, ...(waiting && { waiting }) },
      ...answeredClocks(desk.catalogue, found),
      ...(waiting ? pauseClocks(desk.catalogue, found, 'waiting-requester') : []),
      ...(waiting && desk.catalogue.department(found.department).waiting !== undefined
        ? pauseAnew(found)
        : []),
    ];
    const id = `${found.id}-${found.version + 1}-message`;
    return {
      events: happened(at, by, ...facts),
      effects: [
        {
          kind: 'mail',
          id,
          to: [addressed(found), ...others],
          template: waiting ? 'question' : 'message',
          body: written.body,
        },
      ],
    };
  });
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}
