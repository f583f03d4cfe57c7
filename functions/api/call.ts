import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type View, type Viewer, viewOf } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import { isQuiet, keyFor } from '#desk/case/quiet.ts';
import { DeskError } from '#desk/errors.ts';
import type { Page } from '#desk/ports.ts';
import { desk } from '../writing-desk.ts';
import { cursorOf, positionOf } from './cursor.ts';

/** One request, its body checked against the operation's schema. */
export type Call<Body> = Readonly<{
  event: APIGatewayProxyEventV2;
  body: Body;
  path: Readonly<Record<string, string | undefined>>;
}>;

const NOBODY = 'there is no such case, or it is not yours to see';

/** A case that was read, for a viewer who may see it in at least this way; one they may not see does not exist (row 28). */
export function shownTo(
  viewer: Viewer,
  found: Case | undefined,
  least: Exclude<View, 'none'>,
): Readonly<{ found: Case; view: Exclude<View, 'none'> }> {
  const view = found === undefined ? 'none' : viewOf(viewer, found);
  if (found === undefined || view === 'none') throw new DeskError('case-not-found', NOBODY);
  if (least === 'agent' && view !== 'agent')
    throw new DeskError('not-allowed', "only the case's department may do this");
  return { found, view };
}

/** The case a viewer may see in at least this way. Refuses as `shownTo` does. */
export const seen = async (viewer: Viewer, caseId: string, least: Exclude<View, 'none'>) =>
  shownTo(viewer, await desk().cases.find(caseId), least);

/** What is said of a case that was just opened or changed; where a quiet one lies is said to nobody (row 14). */
export const opened = ({ id, reference, department, service, status, kind }: Case) => ({
  caseId: id,
  reference,
  ...(!isQuiet({ kind }) && { department, service }),
  status,
});

export const agent = ({ sub }: Viewer) => ({ kind: 'agent' as const, id: sub });

export const hash = (...parts: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

export function limitOf(event: APIGatewayProxyEventV2): number {
  const given = event.queryStringParameters?.limit ?? '25';
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    const message = 'should be a whole number from 1 to 100';
    throw new DeskError('invalid', `limit ${message}`, { faults: [{ pointer: '/limit', message }] });
  }
  return limit;
}

/** A page of a listing behind a cursor that only we could have made. */
export async function paged<T>(
  event: APIGatewayProxyEventV2,
  listing: string,
  list: (limit: number, from: Page<T>['next']) => Promise<Page<T>>,
) {
  const keys = await desk().keys();
  const cursor = event.queryStringParameters?.cursor;
  const { items, next } = await list(
    limitOf(event),
    cursor === undefined ? undefined : positionOf(keys, listing, cursor),
  );
  return { items, ...(next !== undefined && { cursor: cursorOf(keys[0], listing, next) }) };
}

/** Keeps what somebody wrote, and answers with its key; what belongs to a quiet case lies apart (row 28). */
export async function keepWords(quiet: boolean, text: string, ...of: readonly string[]): Promise<string> {
  const key = keyFor(quiet, `messages/${hash(...of, text)}`);
  await desk().bodies.put(key, { text });
  return key;
}

/** Refuses what is no day like `2026-12-31`, by its field. */
export function checkDay(pointer: string, day: string): void {
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))) return;
  const message = 'should be a date like 2026-12-31';
  throw new DeskError('invalid', `${pointer.slice(1)} ${message}`, { faults: [{ pointer, message }] });
}
