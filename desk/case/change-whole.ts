import type { Commit, Ports } from '../ports.ts';
import { catchUp } from '../task/catch-up.ts';
import { type Case, isOver } from './case.ts';
import { awaited } from './children.ts';
import { ATTEMPTS, isLostRace, stepOf } from './commit.ts';
import { happened } from './events.ts';
import { evolve } from './evolve.ts';
import { resolution } from './resolve-case.ts';

/** When all its parts were done, so that what is opened again is not resolved by them once more. */
const DONE = 'partsDone';

/** Whether a case is only the whole of its parts: no process of its own waits for them (E17). */
export const isWhole = ({ children = {}, execution }: Pick<Case, 'children' | 'execution'>): boolean =>
  execution === undefined && Object.keys(children).length > 0;

/**
 * Changes a whole, and in the same transaction each of its open parts, which are said the same (E17, P6). A lost race on
 * any of them is read and decided anew. Refuses `stale-version` after six lost races (V2).
 */
export async function changeWhole(
  desk: Ports,
  caseId: string,
  decide: (whole: Case) => Commit | Promise<Commit>,
  each: (part: Case) => Commit,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await desk.cases.find(caseId);
    if (found === undefined) return;
    const late = await catchUp(desk, found);
    const seen = late.reduce(evolve, found);
    const decided = await decide(seen);
    const parts = await Promise.all(awaited(seen).map((part) => desk.cases.find(part.caseId)));
    const open = parts.flatMap((part) => (part === undefined || isOver(part) ? [] : [part]));
    const steps = open.map((part) => {
      // The mail has one row, and it is that of the whole.
      const { ledger: _row, ...said } = each(part);
      return stepOf(desk, part, said);
    });
    try {
      await desk.cases.appendAll([
        stepOf(desk, found, { ...decided, events: [...late, ...decided.events] }),
        ...steps,
      ]);
      return;
    } catch (error) {
      if (!isLostRace(error, decided, { answers: true }) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** What every department said of its part, in the order in which they were asked, for the requester alone. */
async function sayings(desk: Ports, found: Case): Promise<string> {
  const said = await Promise.all(
    Object.entries(found.children ?? {}).map(async ([ref, { department }]) => {
      const answer = (await desk.tasks.find(ref))?.answer;
      const { name, words } = desk.catalogue.department(department);
      return `${name}: ${answer?.comment ?? words.stages[answer?.outcome ?? ''] ?? answer?.outcome ?? 'done'}`;
    }),
  );
  return said.join('\n');
}

/**
 * A whole is resolved once each of its parts is over (E17); undefined as long as one is not. Once only: what its requester
 * opens again is for people.
 */
export async function partsDone(desk: Ports, found: Case): Promise<Commit | undefined> {
  if (!isWhole(found) || isOver(found) || found.facts[DONE] !== undefined) return undefined;
  if (awaited(found).length > 0) return undefined;
  const by = { kind: 'desk' } as const;
  const text = await sayings(desk, found);
  const resolved = await resolution(desk, found, by, { outcome: 'done', text });
  const done = happened(desk.now(), by, { type: 'FactRecorded', name: DONE, value: desk.now() });
  return { ...resolved, events: [...done, ...resolved.events] };
}
