import type { View, Viewer } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { bodyOf, numbered, placeOf } from '#desk/case/files/case-files.ts';
import type { KeptFile } from '#desk/case/files/keep-files.ts';
import { type FileState, stateOf } from '#desk/case/files/scan.ts';
import { isQuiet } from '#desk/case/quiet.ts';
import { DeskError, isRefusal } from '#desk/errors.ts';
import type { Body } from '#desk/ports.ts';
import { desk } from '../writing-desk.ts';
import { seen } from './call.ts';
import { isOurs } from './show-case.ts';
import { shownEvents } from './shown-events.ts';

/** A message of a case as somebody may see it: its words, and the events that carry them. */
export type SeenMessage = Readonly<{
  found: Case;
  view: Exclude<View, 'none'>;
  body: Body;
  carriers: readonly CaseEvent[];
}>;

/** A file with its case, as somebody may see both. */
export type SeenFile = Readonly<{ found: Case; file: KeptFile; state: FileState }>;

const NOT_YOURS = 'there is no such file, or it is not yours to have';

export const notYours = (cause?: unknown) => new DeskError('not-allowed', NOT_YOURS, { cause });

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
 * One message of a case by its number, for whoever may see that very message: who may read the case without its notes has
 * none of them, and who may not read it has none at all. Refuses `not-allowed` for all of that alike (rows 15, 28; A10).
 */
export async function seenMessage(
  viewer: Viewer,
  caseId: string,
  number: number | undefined,
  least: 'requester' | 'agent' = 'requester',
): Promise<SeenMessage> {
  const { found, view } = await caseFor(viewer, caseId, least);
  // What somebody in distress sent is for the people who care for them (row 14).
  if (view !== 'agent' && isQuiet(found)) throw notYours();
  const commits = await desk().cases.history(found.id);
  const [key] = [...numbered(commits)].find(([, each]) => each === number) ?? [];
  const all = commits.flatMap(({ events }) => events).filter((event) => bodyOf(event) === key);
  const theirs = view === 'agent' ? all : all.filter(({ type }) => !isOurs(type));
  const carriers = key === undefined ? [] : await shownEvents(desk(), viewer, view, theirs);
  const body = key === undefined || carriers.length === 0 ? undefined : await desk().bodies.get(key);
  if (body === undefined) throw notYours();
  return { found, view, body, carriers };
}

/** Where a kept file stands. */
export const fileState = async ({ key }: Pick<KeptFile, 'key'>): Promise<FileState> =>
  stateOf(await desk().files.find(key), desk().settings.unscanned === true);

/** One file of a case, for whoever may see the message it came with. Refuses as `seenMessage` does. */
export async function seenFile(
  viewer: Viewer,
  { caseId = '', n = '' }: Readonly<Record<string, string | undefined>>,
  least: 'requester' | 'agent' = 'requester',
): Promise<SeenFile> {
  const place = placeOf(n);
  const { found, body } = await seenMessage(viewer, caseId, place?.message, least);
  const file = body.attachments?.[place?.at ?? 0];
  if (file === undefined || file.key === '') throw notYours();
  return { found, file, state: await fileState(file) };
}
