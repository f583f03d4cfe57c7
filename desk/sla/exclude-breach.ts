import type { Case } from '../case/case.ts';
import { change } from '../case/commit.ts';
import { type Actor, happened } from '../case/events.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { BREACH, type ClockName, reachedAt } from './clock.ts';

/** Why a breach is not held against anybody, and who decided that. */
export type Grounds = Readonly<{ clock: ClockName; reason: string; approver: string }>;

const refuse = (field: keyof Grounds, message: string) =>
  new DeskError('invalid', `${field} ${message}`, { faults: [{ pointer: `/${field}`, message }] });

/**
 * Takes a breach out of the share of promises kept (L12). It stays a breach, and every report shows it with its reason
 * and approver. Repeating is safe: the same grounds again change nothing. Refuses `case-not-found`, and `invalid` without a
 * reason, without an approver other than whoever asks, or where nothing is broken.
 */
export async function excludeBreach(
  desk: Ports,
  caseId: string,
  by: Actor,
  { clock, reason, approver }: Grounds,
): Promise<Case> {
  if (reason.trim() === '') throw refuse('reason', 'should say why');
  if (approver.trim() === '' || approver === by.id)
    throw refuse('approver', 'should be somebody other than whoever asks');
  const after = await change(desk, caseId, (found) => {
    const now = desk.now();
    const kept = found.clocks[clock];
    const broken =
      kept !== undefined &&
      ((kept.breached ?? []).length > 0 ||
        reachedAt(kept, desk.catalogue.calendar, BREACH, now) !== undefined);
    if (!broken) throw refuse('clock', `'${clock}' is not broken on this case`);
    if (kept.excluded?.reason === reason && kept.excluded.approver === approver) return undefined;
    return { events: happened(now, by, { type: 'BreachExcluded', clock, reason, approver }), effects: [] };
  });
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}
