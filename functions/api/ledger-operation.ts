import { DeskError } from '#desk/errors.ts';
import type { LedgerEntry } from '#desk/intake/ledger-entry.ts';
import type { Page } from '#desk/ports.ts';
import { desk } from '../writing-desk.ts';
import { type Call, paged } from './call.ts';
import { viewerOf } from './viewer.ts';

function checkDay(pointer: string, day: string): void {
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))) return;
  const message = 'should be a date like 2026-12-31';
  throw new DeskError('invalid', `${pointer.slice(1)} ${message}`, { faults: [{ pointer, message }] });
}

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
};
