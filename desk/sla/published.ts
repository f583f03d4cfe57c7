import { type Viewer, viewOfReport } from '../case/authorise.ts';
import type { Department } from '../department.ts';
import { areWholeMonths, type Days } from './received.ts';
import type { PromiseRow } from './report.ts';

/** Of fewer promises than these, the figures of a confidential department would be about somebody. */
export const FEWEST = 5;

/** A row as its reader may see it: who may not read the cases learns how many were excluded, not which and why. */
export type PublishedRow = Omit<PromiseRow, 'excluded'> &
  Readonly<{ excluded: number; exclusions?: PromiseRow['excluded'] }>;

/** A report as its reader may see it, and the departments of which not everything is in it. */
export type Published = Readonly<{ items: readonly PublishedRow[]; withheld: readonly string[] }>;

const total = ({ kept, broken, open, excluded }: PromiseRow) => kept + broken + open + excluded.length;

/**
 * What of a report a viewer may read (row 29). The people of a department read it with the cases behind it; who only may
 * know numbers reads those of a confidential department for whole months, and no row of fewer than five promises. That a
 * row is missing says nothing: such a department is always named as withheld.
 */
export function publish(
  viewer: Viewer,
  departments: readonly Department[],
  days: Days,
  rows: readonly PromiseRow[],
): Published {
  const withheld: string[] = [];
  const items = departments.flatMap((department): PublishedRow[] => {
    const view = viewOfReport(viewer, department);
    if (view === 'none') return [];
    const own = rows.filter((row) => row.department === department.id);
    const all = own.map(({ excluded, ...row }) => ({ ...row, excluded: excluded.length }));
    if (view === 'cases') return all.map((row, i) => ({ ...row, exclusions: own[i]?.excluded ?? [] }));
    if (!department.confidential) return all;
    withheld.push(department.id);
    return areWholeMonths(days) ? all.filter((_, i) => total(own[i] as PromiseRow) >= FEWEST) : [];
  });
  return { items, withheld };
}
