import type { Viewer } from '#desk/case/authorise.ts';
import { DeskError } from '#desk/errors.ts';
import type { LedgerEntry } from '#desk/intake/ledger-entry.ts';
import { RECOVERABLE_DAYS, recoverableUntil, releaseMail } from '#desk/intake/release.ts';
import type { Page } from '#desk/ports.ts';
import { TRIAGE } from '#desk/routing/route.ts';
import { desk } from '../writing-desk.ts';
import { type Call, checkDay, paged } from './call.ts';
import { viewerOf } from './viewer.ts';

const dayAfter = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** Days without mail are passed over, but not so many at once that one request would read for ever. */
const MOST_DAYS = 31;

/** A page of the ledger from one day to another; each day is a partition of its own. */
async function listDays(
  limit: number,
  from: Page<LedgerEntry>['next'],
  since: string,
  last: string,
): Promise<Page<LedgerEntry>> {
  let { day = since, ...position } = from ?? {};
  for (let read = 0; ; read += 1) {
    const { items, next } = await desk().ledger.list(
      day,
      limit,
      Object.keys(position).length > 0 ? position : undefined,
    );
    if (next !== undefined) return { items, next: { ...next, day } };
    if (day >= last) return { items };
    day = dayAfter(day);
    position = {};
    if (items.length > 0 || read === MOST_DAYS) return { items, next: { day } };
  }
}

/** Whoever places mail may let it in: the platform team, agents of the desk, and people in triage. */
function mayRelease({ groups }: Viewer): void {
  if (!['platform', 'desk', TRIAGE].some((group) => groups.includes(group)))
    throw new DeskError('not-allowed', 'only the platform team and those who triage see suspended mail');
}

/** A suspended mail as those see it who may let it in: what it is, never what it says. */
function shownSuspended(row: LedgerEntry) {
  const { key, at, cause, messageId } = row;
  const until = recoverableUntil(row);
  return {
    id: key,
    at,
    cause,
    ...(messageId !== undefined && { messageId }),
    ...(until !== undefined && { recoverableUntil: until }),
  };
}

/** What the platform team may read of everything that arrived. */
export const LEDGER = {
  listLedger: async ({ event }: Call<undefined>) => {
    if (!viewerOf(event).groups.includes('platform')) {
      throw new DeskError('not-allowed', 'only the platform team reads the ledger');
    }
    const today = desk().now().slice(0, 10);
    const { day, since = day ?? today } = event.queryStringParameters ?? {};
    checkDay('/day', day ?? today);
    checkDay('/since', since);
    const last = day ?? today;
    return paged(event, `ledger ${since} ${last}`, (limit, from) => listDays(limit, from, since, last));
  },

  listSuspended: async ({ event }: Call<undefined>) => {
    mayRelease(viewerOf(event));
    const now = desk().now();
    const last = now.slice(0, 10);
    const first = new Date(Date.parse(now) - RECOVERABLE_DAYS * 86_400_000).toISOString().slice(0, 10);
    const { since = first } = event.queryStringParameters ?? {};
    checkDay('/since', since);
    const { items, ...more } = await paged(event, `suspended ${since} ${last}`, (limit, from) =>
      listDays(limit, from, since, last),
    );
    return { items: items.filter(({ class: kind }) => kind === 'suspended').map(shownSuspended), ...more };
  },

  releaseMail: async ({ event, path, body }: Call<{ reason: string }>) => {
    const viewer = viewerOf(event);
    mayRelease(viewer);
    const row = await releaseMail(desk(), path.mailId ?? '', viewer.sub, body.reason);
    const { by, at, reason, cause, arrived } = row.released ?? {};
    return {
      id: row.key,
      class: row.class,
      ...(row.caseId !== undefined && { caseId: row.caseId }),
      arrivedAt: arrived,
      suspendedFor: cause,
      releasedBy: by,
      releasedAt: at,
      reason,
    };
  },
};
