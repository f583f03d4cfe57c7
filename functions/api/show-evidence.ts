import type { Viewer } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { decisionsOf, sealsOf } from '#desk/case/evidence.ts';
import { bodyOf, numbered, shownFiles } from '#desk/case/files/case-files.ts';
import { stateOf } from '#desk/case/files/scan.ts';
import type { CommitRow, Ports } from '#desk/ports.ts';
import { historyOf, readCase } from './read-case.ts';
import { familyOf } from './show-family.ts';
import { shownEvents } from './shown-events.ts';

/** The files of a case by what they hold, each with who sent it when; of a message that is not seen there is none. */
async function documentsOf(desk: Ports, commits: readonly CommitRow[], seen: readonly CaseEvent[]) {
  const state = async (file: string) =>
    stateOf(await desk.files.find(file), desk.settings.unscanned === true);
  const found = await Promise.all(
    [...numbered(commits)].map(async ([key, number]) => {
      const carrier = seen.find((event) => bodyOf(event) === key);
      const body = carrier && (await desk.bodies.get(key));
      if (carrier === undefined || body === undefined) return [];
      const { at, by } = carrier;
      return (await shownFiles(number, body, state)).map((file) => ({ ...file, at, by }));
    }),
  );
  return found.flat();
}

/**
 * Everything an auditor asks of a case in one document (row 36): what was asked of whom and who said what to it, the
 * documents by their SHA-256, the whole history, and a seal of each step of it. Who may not see a relative of the case sees
 * nothing of it here either (row 27); the seals are over all of it, so they are the same for everybody.
 */
export async function evidenceOf(desk: Ports, viewer: Viewer, kept: Case): Promise<object> {
  const { of, commits, late } = await readCase(desk, kept, 'agent');
  const family = await familyOf(desk, viewer, of);
  const seen = await shownEvents(desk, viewer, 'agent', historyOf({ commits, late }, family));
  const { id, reference, department, service, kind, requester, openedAt, status, stage, outcome } = of;
  return {
    exportedAt: desk.now(),
    case: {
      caseId: id,
      reference,
      department,
      service,
      kind,
      requester,
      openedAt,
      status,
      stage,
      ...(outcome !== undefined && { outcome }),
      ...(of.process !== undefined && { process: of.process }),
    },
    decisions: decisionsOf(seen),
    documents: await documentsOf(desk, commits, seen),
    history: seen,
    seals: sealsOf(commits),
  };
}
