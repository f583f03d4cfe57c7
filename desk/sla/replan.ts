import { type Case, isOver } from '../case/case.ts';
import { change } from '../case/commit.ts';
import { type Actor, type CaseEvent, type CaseFact, happened } from '../case/events.ts';
import { evolve } from '../case/evolve.ts';
import type { Ports } from '../ports.ts';
import { type ClockName, dueAt } from './clock.ts';
import { madeToday } from './promised-today.ts';

/** What a new policy means for one promise of one case. */
export type Move = Readonly<{
  clock: ClockName;
  /** When it was due and would be; undefined while it does not count. */
  from?: string;
  to?: string;
}>;

/** A case whose promises would move. */
export type Plan = Readonly<{ caseId: string; reference: string; moves: readonly Move[] }>;

type Desk = Pick<Ports, 'catalogue' | 'now' | 'cases'>;

/**
 * What makes the promises of a case those that are made today: its department's, of the parts it waits for, of suppliers,
 * and what is due on a date or with a run. Time that is used up is carried over and what is broken stays broken (L4,
 * L12); a promise that was not made when the case came is not made by a plan.
 */
async function replanned(desk: Desk, found: Case): Promise<readonly CaseFact[]> {
  const clocks = Object.keys(found.clocks) as ClockName[];
  return (await Promise.all(clocks.map((clock) => madeToday(desk, found, clock)))).flat();
}

const dueOf = ({ catalogue }: Pick<Ports, 'catalogue'>, of: Case, clock: ClockName): string | undefined => {
  const counts = of.clocks[clock];
  return counts && dueAt(counts, catalogue.calendar);
};

/** What facts of a plan mean for a case, if anything. */
function planOf(desk: Desk, found: Case, facts: readonly CaseFact[]): Plan | undefined {
  const after = happened(desk.now(), { kind: 'desk' }, ...facts).reduce(evolve, found);
  const moves = facts.flatMap((fact): Move[] => {
    if (fact.type !== 'ClockRetargeted' && fact.type !== 'ClockStopped') return [];
    const [from, to] = [dueOf(desk, found, fact.clock), dueOf(desk, after, fact.clock)];
    return [{ clock: fact.clock, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }];
  });
  return moves.length === 0 ? undefined : { caseId: found.id, reference: found.reference, moves };
}

/** How many lines of a queue are read at once. */
const PAGE = 50;

/** The open cases of a department, next due first, each read as it stands. */
async function* openCases(desk: Ports, department: string): AsyncGenerator<Case> {
  let position: Readonly<Record<string, string>> | undefined;
  do {
    const page = await desk.cases.listQueue(department, PAGE, position);
    const found = await Promise.all(page.items.map(({ caseId }) => desk.cases.find(caseId)));
    // A listing may be behind: what the row itself says counts.
    yield* found.filter((each) => each?.department === department).filter((each) => each !== undefined);
    position = page.next;
  } while (position !== undefined);
}

/** Every open case of a department whose promises are not those that it makes today; writes nothing (L4). */
export async function* previewReplan(desk: Ports, department: string): AsyncGenerator<Plan> {
  for await (const found of openCases(desk, department)) {
    const plan = planOf(desk, found, await replanned(desk, found));
    if (plan !== undefined) yield plan;
  }
}

const inWords = ({ moves }: Plan, reason: string): string =>
  `Promises were planned anew (${reason}): ${moves
    .map(({ clock, from = 'not counting', to = 'not counting' }) => `${clock} ${from} → ${to}`)
    .join(', ')}.`;

/**
 * Makes the promises of one case those of today, with a note for those who work on it of what moved, why and by whom.
 * Decided from the case as it is at that moment; repeating is safe, because a case that was planned anew has nothing to
 * move, so a job that was interrupted is simply begun again.
 */
export async function replan(
  desk: Ports,
  caseId: string,
  by: Actor,
  reason: string,
): Promise<Plan | undefined> {
  let plan: Plan | undefined;
  await change(desk, caseId, async (found) => {
    const facts = isOver(found) ? [] : await replanned(desk, found);
    plan = planOf(desk, found, facts);
    if (plan === undefined) return undefined;
    const note: CaseFact = { type: 'NoteAdded', text: inWords(plan, reason) };
    const events: readonly CaseEvent[] = happened(desk.now(), by, ...facts, note);
    return { events, effects: [] };
  });
  return plan;
}
