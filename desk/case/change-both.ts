import { DeskError } from '../errors.ts';
import type { Commit, Ports, Step } from '../ports.ts';
import { catchUp } from '../task/catch-up.ts';
import type { Case } from './case.ts';
import { ATTEMPTS, isLostRace, stepOf } from './commit.ts';
import { evolve } from './evolve.ts';

/** What is done to each of two cases at once. */
export type Both = readonly [Commit, Commit];

/** A case with what was answered on the rows of its questions and is not in its history yet. */
async function read(desk: Ports, caseId: string) {
  const found = await desk.cases.find(caseId);
  if (found === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  const late = await catchUp(desk, found);
  return { found, late, seen: late.reduce(evolve, found) };
}

/**
 * Reads two cases, decides, writes both in one transaction, so that no crash leaves one of them knowing of the other alone;
 * a lost race on either is read and decided anew (V1). `decide` answers undefined when there is nothing (more) to do.
 * Refuses `case-not-found`, and `stale-version` after six lost races (V2).
 */
export async function changeBoth(
  desk: Ports,
  ids: readonly [string, string],
  decide: (one: Case, other: Case) => Both | undefined | Promise<Both | undefined>,
): Promise<readonly [Case, Case]> {
  for (let attempt = 1; ; attempt += 1) {
    const [one, other] = await Promise.all([read(desk, ids[0]), read(desk, ids[1])]);
    const decided = await decide(one.seen, other.seen);
    if (decided === undefined) return [one.found, other.found];
    const step = ({ found, late }: typeof one, asked: Commit): Step =>
      stepOf(desk, found, { ...asked, events: [...late, ...asked.events] });
    const steps = [step(one, decided[0]), step(other, decided[1])] as const;
    try {
      await desk.cases.appendAll(steps);
      return [steps[0].after, steps[1].after];
    } catch (error) {
      const tasks = decided.flatMap((each) => each.tasks ?? []);
      if (!isLostRace(error, { tasks }, { answers: true }) || attempt === ATTEMPTS) throw error;
    }
  }
}
