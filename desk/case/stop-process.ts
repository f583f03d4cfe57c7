import type { Effect } from '../delivery/effect.ts';
import type { Commit, Ports } from '../ports.ts';
import { type Case, isOver } from './case.ts';
import { happened } from './events.ts';
import { attemptOf, processOf } from './open-case.ts';
import { STOPPED_EXECUTION } from './own-facts.ts';

/** Ends an execution of a case. */
export const stopping = (found: Case, process: string, execution: string): Effect => ({
  kind: 'stop',
  id: `${found.id}-${found.version + 1}-stop`,
  process,
  execution,
});

/**
 * Whether another execution has taken the place of this one, or its case moved to where no process is followed. A case that
 * names none asks by whatever runs for it; so does one whose row was taken back from a backup, by the newer one it knows
 * nothing of.
 */
export const isSuperseded = (found: Case, execution: string): boolean =>
  found.execution !== undefined &&
  (found.process === undefined || (found.execution !== execution && attemptOf(execution) <= found.attempt));

/** Whether an execution has nothing more to ask or tell: its case is over, or goes on without it. */
export const isLate = (found: Case, execution: string): boolean =>
  isOver(found) || isSuperseded(found, execution);

/**
 * What an execution leads to that comes too late: it asks or tells something although a person ended its case, or let it
 * go on without this execution, while it was under way. It is stopped, nothing is asked or told, and since nothing is wrong no
 * alarm rings. Repeating is safe: the case remembers which execution it stopped.
 */
export function stopLate(desk: Pick<Ports, 'now'>, found: Case, execution: string): Commit | undefined {
  if (found.facts[STOPPED_EXECUTION] === execution) return undefined;
  const text = isOver(found)
    ? 'The case is over, so its process was stopped.'
    : 'The case goes on without this execution, so it was stopped.';
  return {
    events: happened(
      desk.now(),
      { kind: 'desk' },
      { type: 'NoteAdded', text },
      { type: 'FactRecorded', name: STOPPED_EXECUTION, value: execution },
    ),
    effects: [stopping(found, processOf(found.id, execution), execution)],
  };
}
