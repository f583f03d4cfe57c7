import type { Viewer } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import { bodyOf, numbered, placeOf } from '#desk/case/files/case-files.ts';
import type { KeptFile } from '#desk/case/files/keep-files.ts';
import { type FileState, stateOf } from '#desk/case/files/scan.ts';
import { isQuiet } from '#desk/case/quiet.ts';
import { DeskError, isRefusal } from '#desk/errors.ts';
import { desk } from '../writing-desk.ts';
import { seen } from './call.ts';
import { isOurs } from './show-case.ts';
import { shownEvents } from './shown-events.ts';

/** A file with its case, as somebody may see both. */
export type SeenFile = Readonly<{ found: Case; file: KeptFile; state: FileState }>;

const NOT_YOURS = 'there is no such file, or it is not yours to have';

const notYours = (cause?: unknown) => new DeskError('not-allowed', NOT_YOURS, { cause });

/** The case of a file; of one that a viewer may not see, no more is said than of one that does not exist (rows 15, 28). */
async function caseFor(viewer: Viewer, caseId: string, least: 'requester' | 'agent') {
  try {
    return await seen(viewer, caseId, least);
  } catch (error) {
    if (isRefusal(error)) throw notYours(error);
    throw error;
  }
}

/**
 * One file of a case, for whoever may see the very message it came with: who may read the case without its notes has none of
 * their files, and who may not read it has none at all. Refuses `not-allowed` for all of that alike (rows 15, 28; A10).
 */
export async function seenFile(
  viewer: Viewer,
  { caseId = '', n = '' }: Readonly<Record<string, string | undefined>>,
  least: 'requester' | 'agent' = 'requester',
): Promise<SeenFile> {
  const { found, view } = await caseFor(viewer, caseId, least);
  // What somebody in distress sent is for the people who care for them (row 14).
  if (view !== 'agent' && isQuiet(found)) throw notYours();
  const place = placeOf(n);
  const commits = await desk().cases.history(found.id);
  const [key] = [...numbered(commits)].find(([, number]) => number === place?.message) ?? [];
  const carriers = commits.flatMap(({ events }) => events).filter((event) => bodyOf(event) === key);
  const theirs = view === 'agent' ? carriers : carriers.filter(({ type }) => !isOurs(type));
  const shown = key === undefined ? [] : await shownEvents(desk(), viewer, view, theirs);
  const body = key === undefined || shown.length === 0 ? undefined : await desk().bodies.get(key);
  const file = body?.attachments?.[place?.at ?? 0];
  if (file === undefined || file.key === '') throw notYours();
  return {
    found,
    file,
    state: stateOf(await desk().files.find(file.key), desk().settings.unscanned === true),
  };
}
