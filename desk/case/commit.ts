import { inChat } from '../delivery/chat/in-chat.ts';
import { isRefusal } from '../errors.ts';
import type { Commit, Ports, Step } from '../ports.ts';
import { dueAt, wakeAfter } from '../sla/clock.ts';
import { thresholdsOf } from '../sla/escalation.ts';
import { catchUp } from '../task/catch-up.ts';
import type { Case } from './case.ts';
import { evolve, evolveAll } from './evolve.ts';
import { waitingDue } from './waiting-due.ts';

/** A wake-up nearer than this is sent at once by the writer; the sweep looks this far ahead (seconds). */
export const LOOK_AHEAD_SECONDS = 180;

/** How often a lost race is decided anew before the caller's queue takes over (V2). */
export const ATTEMPTS = 6;

const earliest = (...times: readonly (string | undefined)[]) =>
  times.filter((time) => time !== undefined).sort((a, b) => Date.parse(a) - Date.parse(b))[0];

/**
 * The wake-up a commit leaves behind: a lower bound (I3). Only what falls due earlier than the bound moves it; pausing or
 * extending leaves it alone, so the index is not written. Whoever just looked at the clocks sets it exactly.
 */
function wakeOf(
  desk: Pick<Ports, 'catalogue'>,
  before: string | undefined,
  after: Case,
  reason: 'changed' | 'woken',
) {
  if (after.status === 'closed') return undefined;
  const { calendar } = desk.catalogue;
  const thresholds = thresholdsOf(desk.catalogue, after);
  return earliest(
    wakeAfter(before, after.clocks, calendar, reason, thresholds),
    after.closesAt,
    ...(after.notices ?? []).map(({ until }) => until),
    after.hold?.until,
    waitingDue(desk.catalogue, after)?.at,
    ...Object.values(after.asked).map(({ look }) => look),
  );
}

/** The exact next moment at which anything of this case falls due: a threshold of a clock or the end of the grace days. */
export const trueWake = (of: Case, desk: Pick<Ports, 'catalogue'>): string | undefined =>
  wakeOf(desk, undefined, of, 'woken');

const NEVER = '9999-12-31T00:00:00.000Z';

/**
 * When the next running promise falls due; what waits or promises nothing sorts last, and so does what only plays along:
 * nobody's work waits behind it, and it is overdue in no figure (row 65).
 */
const nextDue = (of: Case, { catalogue }: Pick<Ports, 'catalogue'>) =>
  of.shadow
    ? NEVER
    : (earliest(...Object.values(of.clocks).map((clock) => dueAt(clock, catalogue.calendar))) ?? NEVER);

const isPast = (at: string | undefined, now: string | undefined): boolean =>
  at !== undefined && now !== undefined && Date.parse(at) <= Date.parse(now);

/** The case a commit leads to, with its bound for the next wake-up. `exact` is for whoever just looked at the clocks. */
export function lead(
  desk: Pick<Ports, 'catalogue'>,
  before: Case | undefined,
  { events }: Pick<Commit, 'events'>,
  exact = false,
): Case {
  const { wakeAt: _bound, dueAt: _due, ...after } = evolveAll(before, events);
  // A bound that has passed is worth nothing to a changed clock: a look may be using its message up just now (I4).
  const passed = after.clocks !== before?.clocks && isPast(before?.wakeAt, events.at(-1)?.at);
  const wakeAt = wakeOf(desk, before?.wakeAt, after, exact || passed ? 'woken' : 'changed');
  return { ...after, ...(wakeAt !== undefined && { wakeAt }), dueAt: nextDue(after, desk) };
}

/**
 * One commit with the case it leads to. A wake-up inside the sweep's window leaves as its own message, because the sweep
 * has passed that minute already.
 */
export function stepOf(
  desk: Pick<Ports, 'catalogue' | 'now'>,
  before: Case | undefined,
  asked: Commit,
  exact = false,
): Step {
  const after = lead(desk, before, asked, exact);
  const soon = Date.parse(desk.now()) + LOOK_AHEAD_SECONDS * 1000;
  const { wakeAt } = after;
  const alone = wakeAt !== before?.wakeAt || (after.clocks !== before?.clocks && isPast(wakeAt, desk.now()));
  const near = wakeAt !== undefined && alone && Date.parse(wakeAt) < soon;
  const out = inChat(after, asked.effects);
  const effects = near
    ? [...out, { kind: 'wake' as const, id: `${after.id}-${after.version}-wake`, at: wakeAt }]
    : out;
  return { before, after, commit: { ...asked, effects } };
}

/** Writes one commit and answers with the case it leads to. Refuses what `cases.append` refuses. */
export async function commit(
  desk: Ports,
  before: Case | undefined,
  { beside = [], ...asked }: Decided,
  exact = false,
): Promise<Case> {
  const step = stepOf(desk, before, asked, exact);
  if (beside.length > 0) await desk.cases.appendAll([step, ...beside]);
  else await desk.cases.append(before, step.after, step.commit);
  return step.after;
}

/** What is decided on a case, and the cases that are opened because of it in the same transaction. */
export type Decided = Commit & Readonly<{ beside?: readonly Step[] }>;

/** How a change is made. */
export type Making = Readonly<{
  /** For whoever just looked at the clocks. */
  exact?: boolean;
  /** What was answered on the rows of open questions is booked first, and decided on: always, or for such a case. */
  answers?: boolean | ((found: Case) => boolean);
  /** What was answered is booked even where nothing else is to be written. */
  books?: true;
}>;

/** Somebody wrote first, or settled a question that this write was about to settle. */
export const isLostRace = (
  error: unknown,
  { tasks = [], beside = [] }: Pick<Decided, 'tasks' | 'beside'>,
  { answers = false }: Making,
): boolean =>
  isRefusal(error, 'stale-version') ||
  // Whoever was first has opened the same case, or one that took its reference.
  (beside.length > 0 && (isRefusal(error, 'duplicate') || isRefusal(error, 'conflict'))) ||
  (answers &&
    isRefusal(error, 'conflict') &&
    tasks.some(({ type }) => type === 'settle' || type === 'answer'));

/**
 * Reads a case, decides, writes; a lost race is read and decided anew, never written again as it was (V1).
 * `decide` answers undefined when there is nothing (more) to do. Refuses `stale-version` after six lost races (V2).
 */
export async function change(
  desk: Ports,
  caseId: string,
  decide: (found: Case) => Decided | undefined | Promise<Decided | undefined>,
  making: Making = {},
): Promise<Case | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await desk.cases.find(caseId);
    if (found === undefined) return undefined;
    const answers = typeof making.answers === 'function' ? making.answers(found) : making.answers;
    const late = answers ? await catchUp(desk, found) : [];
    const decided = await decide(late.reduce(evolve, found));
    if (decided === undefined && (late.length === 0 || making.books !== true)) return found;
    const asked = decided ?? { events: [], effects: [] };
    try {
      return await commit(desk, found, { ...asked, events: [...late, ...asked.events] }, making.exact);
    } catch (error) {
      if (!isLostRace(error, asked, making) || attempt === ATTEMPTS) throw error;
    }
  }
}
