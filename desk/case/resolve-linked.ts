import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { Case } from './case.ts';
import { change } from './commit.ts';
import { happened } from './events.ts';
import { toldOf } from './own-facts.ts';
import { isQuiet } from './quiet.ts';
import { type Resolution, resolution } from './resolve-case.ts';
import { isSuperseded } from './stop-process.ts';

/** Whether a case ends with the one that caused it: of the same department, and no part of something else. */
const endsWith = (cause: Case, found: Case): boolean =>
  found.department === cause.department && found.parent === undefined && !isQuiet(found);

/**
 * Resolves every case of the same department that this one is the cause of, each with the same answer (row 42): its
 * requester hears, its process is stopped. One that cannot end yet, because it has open parts or an approval is pending,
 * goes on and has a note with the answer. There are at most fifty, the links a case may have. Repeating is safe: who was
 * told is not told again, so a step that stops in between goes on with the rest. An execution whose place another one has
 * taken resolves nothing.
 */
export async function resolveLinked(
  desk: Ports,
  caseId: string,
  how: Resolution,
  execution?: string,
): Promise<void> {
  const cause = await desk.cases.find(caseId);
  if (cause !== undefined && execution !== undefined && isSuperseded(cause, execution)) return;
  const caused = (cause?.links ?? []).filter((link) => link.as === 'cause-of').map(({ other }) => other);
  for (const other of caused) {
    await change(
      desk,
      other,
      async (found) => {
        if (cause === undefined || found.status === 'resolved' || found.status === 'closed') return undefined;
        if (!endsWith(cause, found)) return undefined;
        try {
          return await resolution(desk, found, { kind: 'desk' }, how);
        } catch (error) {
          if (!isRefusal(error, 'children-open') && !isRefusal(error, 'conflict')) throw error;
          return noted(desk, found, cause, how);
        }
      },
      { answers: true },
    );
  }
}

/** The answer as a note, once. */
function noted(desk: Ports, found: Case, cause: Case, { text = '' }: Resolution) {
  const told = toldOf(cause.id);
  if (found.facts[told] !== undefined) return undefined;
  const note = `${cause.reference}, which caused this, is solved. ${text}`.trim();
  return {
    events: happened(
      desk.now(),
      { kind: 'desk' },
      { type: 'NoteAdded', text: note },
      { type: 'FactRecorded', name: told, value: cause.reference },
    ),
    effects: [],
  };
}
