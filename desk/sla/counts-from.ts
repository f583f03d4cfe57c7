import type { Case } from '../case/case.ts';
import { calendarOf } from '../case/clocks.ts';
import type { Catalogue } from '../department.ts';
import { nextOpen } from './business-time.ts';

/** From when on the promises of a case count that came outside hours (L7); undefined where somebody was there. */
export function countsFrom(
  catalogue: Catalogue,
  of: Pick<Case, 'department' | 'service' | 'facts' | 'openedAt'>,
): string | undefined {
  const opens = nextOpen(calendarOf(catalogue, of), of.openedAt);
  return Date.parse(opens) === Date.parse(of.openedAt) ? undefined : opens;
}
