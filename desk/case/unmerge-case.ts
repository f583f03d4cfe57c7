import { DeskError } from '../errors.ts';
import type { Commit, CommitRow, Ports } from '../ports.ts';
import { unmergeClocks } from '../sla/merge-clocks.ts';
import type { Case } from './case.ts';
import { changeBoth } from './change-both.ts';
import { type Actor, type CaseEvent, type CaseFact, happened } from './events.ts';
import { evolve, evolveAll } from './evolve.ts';
import { missingOf } from './fields/missing.ts';
import { startProcess } from './open-case.ts';
import { resumeIdle } from './pauses.ts';

const DAY = 86_400_000;

/** How long a merge can be undone (P15). */
const UNDO_DAYS = 30;

/** A case as it was before the newest commit in which something happened. */
function before(rows: readonly CommitRow[], isIt: (event: CaseEvent) => boolean): Case {
  const at = rows.findLastIndex(({ events }) => events.some(isIt));
  const found = rows
    .slice(0, at)
    .reduce<Case | undefined>((of, { events }) => evolveAll(of, events), undefined);
  if (found === undefined) throw new Error('a merge that is not in the history');
  return found;
}

/** What was written meanwhile to it and to what was merged into it before, from the history of where it went on. */
function meanwhile(rows: readonly CommitRow[], ids: readonly string[], into: string): CaseFact[] {
  return rows
    .flatMap(({ events }) => events)
    .flatMap((event): CaseFact[] => {
      if (event.type !== 'MessageReceived' && event.type !== 'MessageShared') return [];
      const { from, body, via, at } = event;
      if (via === undefined || !ids.includes(via)) return [];
      const saidAt = event.type === 'MessageShared' ? event.saidAt : at;
      return [{ type: 'MessageShared', other: into, from, body, saidAt, ...(via !== ids[0] && { via }) }];
    });
}

/** Whether its process was under way: one that was resolved since is people's work. */
const wasUnderWay = (rows: readonly CommitRow[]) =>
  rows
    .flatMap(({ events }) => events)
    .findLast(({ type }) => type === 'ProcessStarted' || type === 'CaseResolved')?.type === 'ProcessStarted';

/** It rests again until its date, where that is still to come. */
function restingAgain(was: Case, rows: readonly CommitRow[], now: string): CaseFact[] {
  if (was.hold === undefined || Date.parse(was.hold.until) <= Date.parse(now)) return [];
  const held = rows.flatMap(({ events }) => events).findLast(({ type }) => type === 'CaseHeld');
  const { until, cause } = was.hold;
  return [{ type: 'CaseHeld', reason: held?.type === 'CaseHeld' ? held.reason : '', until, cause }];
}

/** What the case is told that is itself again. */
function restoring(
  desk: Ports,
  merged: Case,
  was: Case,
  rows: readonly CommitRow[],
  by: Actor,
  facts: readonly CaseFact[],
): Commit {
  const next = `${merged.id}-${merged.version + 1}`;
  const again = was.status === 'open' || was.status === 'waiting';
  const process = was.process === undefined ? undefined : `${was.department}-${was.process}`;
  const started = startProcess(
    merged.id,
    `${next}-start`,
    again && was.execution !== undefined && wasUnderWay(rows) ? process : undefined,
    merged.attempt + 1,
    // What it still waited for is asked again.
    { missing: missingOf(desk.catalogue, merged, desk.now()), continueAt: was.continueAt },
  );
  const { graceDays } = desk.catalogue.department(merged.department);
  const closesAt = new Date(Date.parse(desk.now()) + graceDays * DAY).toISOString();
  const other = merged.merged?.into ?? '';
  const said = happened(
    desk.now(),
    by,
    { type: 'CaseUnmerged', other, ...(was.status === 'resolved' && { closesAt }) },
    ...restingAgain(was, rows, desk.now()),
    ...facts,
  );
  // Nobody waits any more for what was taken back with the merge, nor for a date that has come meanwhile.
  const idle = again ? resumeIdle(desk.catalogue, said.reduce(evolve, merged)) : [];
  return {
    events: [...said, ...happened(desk.now(), by, ...idle, ...started.facts)],
    effects: started.effects,
  };
}

/** The same asked again finds it done; a case that was never merged has nothing to undo. */
async function notMerged({ cases }: Ports, found: Case): Promise<Case> {
  const events = (await cases.history(found.id)).flatMap((row) => row.events);
  if (events.some(({ type }) => type === 'CaseUnmerged')) return found;
  throw new DeskError('conflict', `${found.reference} is not merged into another case`);
}

/**
 * Undoes a merge within 30 days (P15): the case is what it was, its promises count as if it had never been merged, its
 * process begins anew where one was under way, from where its execution had taken over, it rests again until its date where it did, and what was written to it meanwhile is part of it too. The other one keeps
 * what it heard. Both are written in one transaction; repeating is safe, because what is not merged is left alone. Refuses
 * `case-not-found`, and `conflict` for a case that goes on nowhere else, whose 30 days are over, or whose survivor was merged
 * itself since.
 */
export async function unmergeCase(desk: Ports, caseId: string, by: Actor): Promise<Case> {
  const found = await desk.cases.find(caseId);
  if (found === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  const into = found.merged?.into;
  if (into === undefined) return notMerged(desk, found);
  const [, restored] = await changeBoth(desk, [into, caseId], async (survivor, merged) => {
    if (merged.merged?.into !== survivor.id) return undefined;
    // What came through this one stands at the end of the chain, so the merges are undone from there.
    if (survivor.merged !== undefined)
      throw new DeskError('conflict', `${survivor.reference} goes on in another case: undo that merge first`);
    if (Date.parse(desk.now()) - Date.parse(merged.merged.at) > UNDO_DAYS * DAY)
      throw new DeskError('conflict', `a merge can be undone for ${UNDO_DAYS} days`);
    const [rows, theirs] = await Promise.all([desk.cases.history(caseId), desk.cases.history(into)]);
    const was = before(rows, ({ type }) => type === 'CaseMerged');
    const alone = before(theirs, (event) => event.type === 'CaseAbsorbed' && event.other === caseId);
    const ids = [caseId, ...(merged.absorbed ?? []).map(({ id }) => id)];
    const clocks = unmergeClocks(
      { now: survivor.clocks, before: alone.clocks },
      { now: merged.clocks, before: was.clocks },
    );
    const released: CaseFact = { type: 'CaseReleased', other: caseId, cases: ids };
    const facts = [...clocks.merged, ...meanwhile(theirs, ids, into)];
    return [
      { events: happened(desk.now(), by, ...clocks.survivor, released), effects: [] },
      restoring(desk, merged, was, rows, by, facts),
    ];
  });
  return restored;
}
