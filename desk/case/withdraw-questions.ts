import type { Ports } from '../ports.ts';
import { whenOver } from '../task/task-clocks.ts';
import type { Case } from './case.ts';
import { type CaseFact, happened } from './events.ts';
import { evolve } from './evolve.ts';
import { withdraw } from './resolve-case.ts';

/**
 * Takes back every open question of a case that itself goes on: nobody who was asked can answer any more, and what
 * counted or did not count for the question alone counts no more, or again.
 */
export function withdrawQuestions(desk: Pick<Ports, 'catalogue' | 'now'>, found: Case, cause: string) {
  let seen = found;
  const facts = Object.values(found.asked).flatMap(({ ref }): readonly CaseFact[] => {
    const over: CaseFact[] = [{ type: 'TaskWithdrawn', ref, cause }, ...whenOver(desk.catalogue, seen, ref)];
    seen = happened(desk.now(), { kind: 'desk' }, ...over).reduce(evolve, seen);
    return over;
  });
  return { facts, tasks: withdraw(found, cause).tasks, seen };
}
