import { DeskError } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import { isLinkOf, refOfLink } from '../../task/link.ts';
import { viewOf } from '../authorise.ts';
import type { Case } from '../case.ts';
import { survivorOf } from '../survivor.ts';
import { hasPage } from './link.ts';
import { goesOnFor, type Reading, readStatus } from './read-status.ts';
import type { Status } from './status.ts';

/**
 * How long the page of a closed case can still be opened (days): over most holidays, and not for as long as a mailbox is
 * kept. Opened again, it can be read again.
 */
export const DAYS_AFTER_CLOSING = 14;

const LONGEST_AFTER_MS = DAYS_AFTER_CLOSING * 86_400_000;

/** A case id and a keyed word, and nothing else reaches the table. */
const LINK = /^[0-9a-z]{26}\.[0-9a-z]{26}$/;

const ENDS: ReadonlySet<string> = new Set(['CaseClosed', 'CaseCancelled', 'CaseMerged']);

/** When a case was closed; undefined while it, or the one it goes on in, is not. */
async function closedSince(desk: Reading, found: Case): Promise<string | undefined> {
  const last = await survivorOf(desk, found);
  if (last.status !== 'closed') return undefined;
  const events = (await desk.cases.history(last.id)).flatMap((row) => row.events);
  return events.findLast(({ type }) => ENDS.has(type))?.at;
}

/**
 * Where the case behind a link stands. The link is bound to the case and to the address it was sent to, so that of another
 * case, an altered one and one sent to somebody who is no longer its requester are all the same: refused as
 * `case-not-found`. Refuses `link-over` some days after the case was closed. It decides and writes nothing.
 */
export async function statusByLink(desk: Reading & Pick<Ports, 'keys'>, link: string): Promise<Status> {
  const found = LINK.test(link) ? await desk.cases.find(refOfLink(link)) : undefined;
  const viewer = { sub: found?.requester.address ?? '', groups: [] };
  if (
    found === undefined ||
    !isLinkOf(await desk.keys(), link, 'status', found.id, viewer.sub) ||
    !hasPage(found) ||
    viewOf(viewer, found) === 'none'
  )
    throw new DeskError('case-not-found', 'this link is not one of ours');
  const since = await closedSince(desk, found);
  if (since !== undefined && Date.parse(desk.now()) - Date.parse(since) > LONGEST_AFTER_MS)
    throw new DeskError('link-over', 'this link has ended, because the matter was closed some time ago');
  const of = await goesOnFor(desk, found, viewer);
  return readStatus(desk, hasPage(of) ? of : found, viewer, 'by-link');
}
