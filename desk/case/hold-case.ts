import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { type Case, isOver } from './case.ts';
import { change } from './commit.ts';
import type { Hold } from './conversation.ts';
import { type Actor, type CaseFact, happened } from './events.ts';
import { evolve } from './evolve.ts';
import { pauseClocks, resumeClocks } from './pauses.ts';
import { isUrgent } from './quiet.ts';

/** Why and until when a case is to rest. */
export type Holding = Readonly<{ reason: string; until: string; cause?: Hold['cause'] }>;

/** Nothing rests for longer (days): what is forgotten for a year is not on hold. */
const LONGEST = 366;
const DAY = 86_400_000;

function untilOf(now: string, until: string): string {
  const at = Date.parse(until);
  const ahead = at - Date.parse(now);
  if (ahead > 0 && ahead <= LONGEST * DAY) return new Date(at).toISOString();
  const message = 'should be a moment to come, at most a year from now';
  throw new DeskError('invalid', `until ${message}`, { faults: [{ pointer: '/until', message }] });
}

const missing = (caseId: string) => new DeskError('case-not-found', `there is no case ${caseId}`);

/**
 * Lets a case rest until a date, with a reason (L2): its promises pause, and it goes on by itself when the date comes. Done
 * again, it rests until the new date. Refuses `case-not-found`, `case-closed`, `invalid` for a date that is past or more
 * than a year away, and `conflict` for a matter of care or an emergency, which never rest.
 */
export async function holdCase(desk: Ports, caseId: string, by: Actor, asked: Holding): Promise<Case> {
  const until = untilOf(desk.now(), asked.until);
  const { reason, cause = 'on-hold' } = asked;
  const after = await change(desk, caseId, (found) => {
    if (isOver(found)) throw new DeskError('case-closed', `case ${found.reference} is over`);
    if (isUrgent(found))
      throw new DeskError('conflict', `case ${found.reference} is no matter that can rest`);
    const { hold } = found;
    if (hold?.until === until && hold.cause === cause) return undefined;
    const held: CaseFact = { type: 'CaseHeld', reason, until, cause };
    const over =
      hold !== undefined && hold.cause !== cause ? resumeClocks(desk.catalogue, found, hold.cause) : [];
    const begun = happened(desk.now(), by, ...over, held);
    const paused = pauseClocks(desk.catalogue, begun.reduce(evolve, found), cause);
    return { events: [...begun, ...happened(desk.now(), by, ...paused)], effects: [] };
  });
  if (after === undefined) throw missing(caseId);
  return after;
}

/** What goes on when a case rests no more. */
export function continuing(
  desk: Pick<Ports, 'catalogue'>,
  found: Case,
  cause: 'date' | 'person',
): CaseFact[] {
  if (found.hold === undefined) return [];
  return [{ type: 'CaseContinued', cause }, ...resumeClocks(desk.catalogue, found, found.hold.cause)];
}

/** Lets a case that rests go on before its date. Repeating is safe: what does not rest is left alone. Refuses `case-not-found`. */
export async function resumeCase(desk: Ports, caseId: string, by: Actor): Promise<Case> {
  const after = await change(desk, caseId, (found) =>
    found.hold === undefined
      ? undefined
      : { events: happened(desk.now(), by, ...continuing(desk, found, 'person')), effects: [] },
  );
  if (after === undefined) throw missing(caseId);
  return after;
}
