import { cancellation } from '../case/cancel-case.ts';
import type { Case } from '../case/case.ts';
import { isOrphan, isWhole } from '../case/children.ts';
import { change, LOOK_AHEAD_SECONDS, trueWake } from '../case/commit.ts';
import { type CaseFact, happened } from '../case/events.ts';
import { continuing } from '../case/hold-case.ts';
import { partsDone } from '../case/parts-done.ts';
import { toTeam } from '../case/receive.ts';
import { closing } from '../case/resolve-case.ts';
import { whileWaiting } from '../case/while-waiting.ts';
import type { Effect } from '../delivery/effect.ts';
import { isRefusal } from '../errors.ts';
import type { Commit, Ports } from '../ports.ts';
import { seeToQuestions } from '../task/approval/time-is-up.ts';
import { seeToWish } from '../task/see-to-wish.ts';
import { fireDue } from './clock.ts';
import { escalate, noticeMail, type Said } from './escalate.ts';
import { thresholdsOf } from './escalation.ts';

/** What waited until people are at work: told now, unless its promise was kept or made anew meanwhile (P10). */
function settleNotices(desk: Ports, found: Case, now: string): Said {
  const facts: CaseFact[] = [];
  const effects: Effect[] = [];
  for (const notice of found.notices ?? []) {
    if (Date.parse(notice.until) > Date.parse(now)) continue;
    const clock = found.clocks[notice.promise];
    const told = clock?.state === 'running' && clock.run === notice.run;
    facts.push({ type: 'NoticeSettled', notice, told });
    if (told) effects.push(noticeMail(desk, found, notice));
  }
  return { facts, effects };
}

/** What is due on a case now, by timestamps alone (I6): thresholds, what waited for working hours, grace days that are over. */
async function due(desk: Ports, found: Case) {
  const now = desk.now();
  const notices = settleNotices(desk, found, now);
  const thresholds = thresholdsOf(desk.catalogue, found);
  const reached = fireDue(found.clocks, desk.catalogue.calendar, now, thresholds);
  const said = escalate(desk, found, reached);
  const over =
    found.status === 'resolved' &&
    found.closesAt !== undefined &&
    Date.parse(found.closesAt) <= Date.parse(now);
  const waited = await whileWaiting(desk, found);
  const rested = found.hold !== undefined && Date.parse(found.hold.until) <= Date.parse(now);
  const facts = [
    ...notices.facts,
    ...said.facts,
    ...waited.facts,
    ...(rested ? continuing(desk, found, 'date') : []),
    ...(over ? closing(found, 'grace-over') : []),
  ];
  const effects = [
    ...notices.effects,
    ...said.effects,
    ...waited.effects,
    ...(rested ? [toTeam(desk, found, 'continued')] : []),
  ];
  if (facts.length === 0) return undefined;
  const { tasks = [] } = waited;
  const { beside = [] } = said;
  return { events: happened(now, { kind: 'clock' }, ...facts), effects, tasks, beside };
}

/** A part that nobody wants any more, because what it is a part of is cancelled or began anew, is cancelled too. */
async function unwanted(desk: Ports, found: Case): Promise<Commit | undefined> {
  if (!(await isOrphan(desk, found))) return undefined;
  const { facts, ...rest } = await cancellation(desk, found);
  return { ...rest, events: happened(desk.now(), { kind: 'desk' }, ...facts) };
}

/**
 * Whether what was answered on the rows of open questions has to be known before anything is said: for a part, whose parent
 * may be over; where a promise seems due that an answer may have kept; and where one waits for an answer that may be there,
 * so that it counts again. Looks at other cases spare the reads.
 */
function needsAnswers({ catalogue, now }: Ports, found: Case): boolean {
  const asked = Object.values(found.asked);
  if (found.parent !== undefined || isWhole(found)) return true;
  if (asked.some(({ waits }) => waits !== undefined)) return true;
  if (!asked.some(({ keeps }) => keeps !== undefined)) return false;
  return fireDue(found.clocks, catalogue.calendar, now(), thresholdsOf(catalogue, found)).length > 0;
}

/** How often a look is repeated because somebody wrote meanwhile, before the queue or the repair takes over (V2). */
const ATTEMPTS = 6;

/**
 * Looks at a case because its wake-up came: fires what is due and sets the next wake-up. Early, late and repeated
 * looks are harmless: the case is read afresh and the write is conditional on what was read (I1, I2). A look that came
 * too early asks to look `again` where the sweep has passed that moment already (L9): clocks of machines differ.
 */
export async function lookAtCase(
  desk: Ports,
  caseId: string,
  again?: (caseId: string, at: string) => Promise<void>,
): Promise<'nothing' | 'fired'> {
  let ever = false;
  for (let attempt = 1; ; attempt += 1) {
    let fired = false;
    const found = await change(
      desk,
      caseId,
      async (seen) => {
        const decided =
          (await unwanted(desk, seen)) ?? (await partsDone(desk, seen)) ?? (await due(desk, seen));
        fired = decided !== undefined;
        return decided;
      },
      { exact: true, answers: (seen) => needsAnswers(desk, seen), books: true },
    );
    if (found === undefined) return 'nothing';
    const seen = [await seeToWish(desk, found), await seeToQuestions(desk, found)].includes(true);
    ever ||= fired;
    // Once more, so that the next wake-up is that of the case as it is now.
    if (seen && attempt < ATTEMPTS) continue;
    if (fired) return 'fired';
    const next = trueWake(found, desk);
    if (next !== found.wakeAt && !(await moved(desk, found, next)) && attempt < ATTEMPTS) continue;
    if (next !== undefined && Date.parse(next) < Date.parse(desk.now()) + LOOK_AHEAD_SECONDS * 1000)
      await again?.(caseId, next);
    return ever ? 'fired' : 'nothing';
  }
}

/**
 * Moves the wake-up of a case that did not change. One that did is looked at again: its writer may have left this very
 * wake-up as its bound, whose message is being used up here (I4).
 */
async function moved(desk: Ports, found: Case, next: string | undefined): Promise<boolean> {
  try {
    await desk.cases.reschedule(found, next);
    return true;
  } catch (error) {
    if (!isRefusal(error, 'stale-version')) throw error;
    return false;
  }
}
