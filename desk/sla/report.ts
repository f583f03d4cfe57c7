import type { Case } from '../case/case.ts';
import { BREACH, type Calendars, type Clock, reachedAt } from './clock.ts';

/** What a report needs of a case: nothing that anybody wrote. */
export type Reported = Pick<Case, 'id' | 'department' | 'service' | 'priority' | 'clocks'>;

/** A breach that is not held against anybody, as the report shows it (L12). */
export type Exclusion = Readonly<{ caseId: string; due: string; reason: string; approver: string }>;

/** How one promise of one service was kept. */
export type PromiseRow = Readonly<{
  department: string;
  service: string;
  priority: number;
  promise: string;
  kept: number;
  broken: number;
  /** Not yet decided: still running or paused, and not broken. */
  open: number;
  excluded: readonly Exclusion[];
  /** Of those that are decided and not excluded, the share that was kept; none where nothing is decided. */
  share?: number;
}>;

type Counting = { -readonly [K in keyof PromiseRow]: PromiseRow[K] } & { excluded: Exclusion[] };

/** When a promise was first broken, in any of its runs, whether or not anybody noticed in time (I6, L12). */
function brokenAt(clock: Clock, calendars: Calendars, now: string): string | undefined {
  const [first] = clock.breached ?? [];
  // Until it ended, if it has: what was used up later is nobody's concern.
  return first ?? reachedAt(clock, calendars, BREACH, now);
}

/**
 * How promises were kept, by department, service, priority and promise. Pure, from timestamps: a timer that never ran
 * changes nothing. Promises of merged cases are in no number (L11); an excluded breach is shown with its reason and who
 * approved it, and is in no share (L12).
 */
export function reportPromises(
  cases: Iterable<Reported>,
  calendars: Calendars,
  now: string,
): readonly PromiseRow[] {
  const rows = new Map<string, Counting>();
  for (const { id, department, service, priority, clocks } of cases)
    for (const [promise, clock] of Object.entries(clocks)) {
      if (clock.state === 'cancelled') continue;
      const name = [department, service, priority, promise].join('/');
      const row = rows.get(name) ?? blank(department, service, priority, promise);
      rows.set(name, row);
      const due = brokenAt(clock, calendars, now);
      if (due === undefined) row[clock.state === 'stopped' ? 'kept' : 'open']++;
      else if (clock.excluded === undefined) row.broken++;
      else row.excluded.push({ caseId: id, due, ...clock.excluded });
    }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => withShare(row));
}

const blank = (department: string, service: string, priority: number, promise: string): Counting => ({
  department,
  service,
  priority,
  promise,
  kept: 0,
  broken: 0,
  open: 0,
  excluded: [],
});

function withShare(row: Counting): PromiseRow {
  const decided = row.kept + row.broken;
  return decided === 0 ? row : { ...row, share: row.kept / decided };
}
