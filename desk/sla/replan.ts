import type { Case } from '../case/case.ts';
import { change } from '../case/commit.ts';
import { type Actor, type CaseEvent, type CaseFact, happened } from '../case/events.ts';
import { evolve } from '../case/evolve.ts';
import { retargetClocks } from '../case/retarget-clocks.ts';
import type { Ports } from '../ports.ts';
import { type ClockName, dueAt } from './clock.ts';

/** What a new policy means for one promise of one case. */
export type Move = Readonly<{
  clock: ClockName;
  /** When it was due and would be; undefined while it does not count. */
  from?: string;
  to?: string;
}>;

/** A case whose promises would move. */
export type Plan = Readonly<{ caseId: string; reference: string; moves: readonly Move[] }>;

type Desk = Pick<Ports, 'catalogue' | 'now'>;

/**
 * What makes the promises of a case those that its department makes today. Time that is used up is carried over and what is
 * broken stays broken (L4, L12); a promise that was not made when the case came is not made by a plan.
 */
function replanned(desk: Desk, found: Case): readonly CaseFact[] {
  const facts = retargetClocks(desk, found, found, 'carry');
  const { run, dueOn } = desk.catalogue.service(found.department, found.service);
  const differs = (fact: CaseFact): boolean => {
    // What is due on a date or with a run is due then, whatever else is promised.
    if ('clock' in fact && fact.clock === 'resolution' && (run ?? dueOn) !== undefined) return false;
    if (fact.type === 'ClockStopped') return true;
    if (fact.type !== 'ClockRetargeted') return false;
    const before = found.clocks[fact.clock];
    return before?.target !== fact.target || before.calendar !== fact.calendar;
  };
  const moved = facts.flatMap((fact) => (differs(fact) && 'clock' in fact ? [fact.clock] : []));
  return facts.filter((fact) => 'clock' in fact && moved.includes(fact.clock));
}

const dueOf = ({ catalogue }: Desk, of: Case, clock: ClockName): string | undefined => {
  const counts = of.clocks[clock];
  return counts && dueAt(counts, catalogue.calendar);
};

/** What a plan would do to a case, if anything. */
export function planOf(desk: Desk, found: Case): Plan | undefined {
  const facts = replanned(desk, found);
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
    const plan = planOf(desk, found);
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
  await change(desk, caseId, (found) => {
    plan = found.status === 'open' || found.status === 'waiting' ? planOf(desk, found) : undefined;
    if (plan === undefined) return undefined;
    const note: CaseFact = { type: 'NoteAdded', text: inWords(plan, reason) };
    const events: readonly CaseEvent[] = happened(desk.now(), by, ...replanned(desk, found), note);
    return { events, effects: [] };
  });
  return plan;
}
