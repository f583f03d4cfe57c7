import type { Case } from '../case/case.ts';
import { change, type Decided } from '../case/commit.ts';
import { isLate, stopLate } from '../case/stop-process.ts';
import { DeskError, isRefusal } from '../errors.ts';
import { keyed } from '../keyed.ts';
import type { Ports } from '../ports.ts';

/** One visit of a state: the running execution, the state's name and when it was entered. */
export type Visit = Readonly<{ execution: string; state: string; entered: string }>;

/** The reference of what a visit asks: the same whenever the visit is repeated, and unguessable. */
export async function refOf(desk: Ports, { execution, state, entered }: Visit): Promise<string> {
  const [key] = await desk.keys();
  return keyed(key, 'task', execution, state, entered);
}

/**
 * Commits what a visit of a state asks, and answers with its reference. Repeating is safe: a repeated visit finds its row,
 * binds the newer token to it and asks nobody twice. Once the case is over, or has
 * begun anew by another execution, nothing is asked, and the execution is stopped. Refuses `case-not-found`.
 */
export async function askOnce(
  desk: Ports,
  asked: Visit & Readonly<{ caseId: string; token: string }>,
  decide: (found: Case, ref: string) => Decided | Promise<Decided>,
): Promise<string> {
  const ref = await refOf(desk, asked);
  try {
    const after = await change(
      desk,
      asked.caseId,
      (found) =>
        isLate(found, asked.execution) ? stopLate(desk, found, asked.execution) : decide(found, ref),
      { answers: true },
    );
    if (after === undefined) throw new DeskError('case-not-found', `there is no case ${asked.caseId}`);
  } catch (error) {
    if (!isRefusal(error, 'conflict')) throw error;
    await desk.tasks.rebind(ref, asked.token);
  }
  return ref;
}
