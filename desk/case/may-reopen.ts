import type { Ports } from '../ports.ts';
import { afterBusinessDays } from '../sla/business-days.ts';
import type { Case } from './case.ts';

/**
 * Whether a reply still opens a closed case again: within its department's business days since it was closed (P14, row 83).
 * When that was stands in the history alone, which is read for such a reply and for nothing else.
 */
export async function mayReopen(
  { cases, catalogue, now }: Pick<Ports, 'cases' | 'catalogue' | 'now'>,
  found: Case,
): Promise<boolean> {
  const { reopen, calendars } = catalogue.department(found.department);
  if (reopen === undefined || found.status !== 'closed' || found.merged !== undefined) return false;
  if (found.parent !== undefined || found.outcome === 'cancelled') return false;
  const events = (await cases.history(found.id)).flatMap((row) => row.events);
  const closed = events.findLast(({ type }) => type === 'CaseClosed');
  if (closed === undefined) return false;
  return Date.parse(now()) <= Date.parse(afterBusinessDays(calendars[0], closed.at, reopen.days));
}
