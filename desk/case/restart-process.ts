import type { Effect } from '../delivery/effect.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { type Case, isOver } from './case.ts';
import { wakeChildren } from './children.ts';
import { change } from './commit.ts';
import { type Actor, happened } from './events.ts';
import { missingOf } from './fields/missing.ts';
import { startProcess } from './open-case.ts';
import { withdrawQuestions } from './withdraw-questions.ts';

/**
 * Begins a case's process anew, because its execution is gone: after a restore, or after a failure a person has looked
 * into. What the case knows stays; its open questions are withdrawn, and the process asks again from its beginning, or from
 * where its execution took over from an earlier one: what was asked before that is asked nobody twice (row 31).
 * Repeating is safe: only the execution that is named is replaced. Refuses `case-not-found`, `case-closed`, and
 * `conflict` for a case that follows no process.
 */
export async function restartProcess(
  desk: Ports,
  caseId: string,
  by: Actor,
  gone: Readonly<{ execution: string }>,
): Promise<Case> {
  const after = await change(
    desk,
    caseId,
    (found) => {
      if (isOver(found)) throw new DeskError('case-closed', `case ${found.reference} is over`);
      if (found.process === undefined || found.execution === undefined)
        throw new DeskError('conflict', `case ${found.reference} follows no process`);
      if (found.execution !== gone.execution) return undefined;
      const at = desk.now();
      const next = `${found.id}-${found.version + 1}`;
      const process = `${found.department}-${found.process}`;
      // Should the old one run after all, two would ask the same people.
      const stop: Effect = { kind: 'stop', id: `${next}-stop`, process, execution: found.execution };
      const started = startProcess(found.id, `${next}-start`, process, found.attempt + 1, {
        missing: missingOf(desk.catalogue, found, at),
        continueAt: found.continueAt,
      });
      // Whoever asked them is gone, and an answer would reach nobody.
      const left = withdrawQuestions(desk, found, 'restarted');
      return {
        events: happened(at, by, ...left.facts, ...started.facts),
        // What the old one had opened answers nobody; the new one opens it again.
        effects: [stop, ...started.effects, ...wakeChildren(found, at)],
        tasks: left.tasks,
      };
    },
    { answers: true },
  );
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}
