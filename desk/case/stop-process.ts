import type { Effect } from '../delivery/effect.ts';
import type { Commit, Ports } from '../ports.ts';
import type { Case } from './case.ts';
import { happened } from './events.ts';
import { processOf } from './open-case.ts';

/** The fact that remembers which execution was stopped because it came too late. */
const STOPPED = 'stoppedExecution';

/** Ends an execution of a case. */
export const stopping = (found: Case, process: string, execution: string): Effect => ({
  kind: 'stop',
  id: `${found.id}-${found.version + 1}-stop`,
  process,
  execution,
});

/**
 * What an execution leads to that asks or tells something although its case is over: a person ended the case while it
 * was under way, or before it began. It is stopped, nothing is asked or told, and since nothing is wrong no alarm
 * rings. Repeating is safe: the case remembers which execution it stopped.
 */
export function stopLate(desk: Pick<Ports, 'now'>, found: Case, execution: string): Commit | undefined {
  if (found.facts[STOPPED] === execution) return undefined;
  return {
    events: happened(
      desk.now(),
      { kind: 'desk' },
      { type: 'NoteAdded', text: 'The case is over, so its process was stopped.' },
      { type: 'FactRecorded', name: STOPPED, value: execution },
    ),
    effects: [stopping(found, processOf(found.id, execution), execution)],
  };
}
