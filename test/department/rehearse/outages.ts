import { graphOf } from '#statemachines/checks/graph.ts';
import type { Process } from '#statemachines/words/process.ts';
import type { Rows } from '#test/desk/memory/rows.ts';
import type { Random } from '#test/desk/sla/simulation/random.ts';
import type { Life } from './life.ts';

/** Whether a step of the desk fails just now, and by which name. */
export type Fails = (caseId: string, step: string, state: string) => string | undefined;

/**
 * When the desk itself is away: for a moment, which every state tries again; or, in some lives, for as long as a state
 * in one branch lasts, which leads out of that branch by a way of its own.
 */
export function outages(
  processes: ReadonlyMap<string, Process>,
  random: Random,
  seen: () => Readonly<{ rows: Rows; lifeOf: (caseId: string) => Life }>,
): Fails {
  const brokenAt = new Map<string, string>();
  const inBranch = (called: string, state: string): boolean => {
    const process = processes.get(called);
    return process !== undefined && graphOf(process.definition).within.has(state);
  };
  return (caseId, step, state) => {
    if (random.chance(0.005)) return 'Lambda.ServiceException';
    const { rows, lifeOf } = seen();
    if (!lifeOf(caseId).broken) return undefined;
    const found = rows.heads.get(caseId);
    // The look at a question's row is a state beside it; one of a list is known by what it is about too.
    const asked = state.replace(/: .*$/, '');
    if (!inBranch(`${found?.department}/${found?.process}`, asked)) return undefined;
    // One question cannot be put, another was put and its row cannot be looked at.
    const here = `${step} ${state}`;
    if (!brokenAt.has(caseId) && random.chance(0.5)) brokenAt.set(caseId, here);
    return brokenAt.get(caseId) === here ? 'Broken' : undefined;
  };
}
