import type { PromiseRow } from '../report.ts';

/** RFC 4180; what a spreadsheet would take for a formula is text. */
const cell = (value: string | number): string => {
  const text = typeof value === 'string' && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const line = (cells: readonly (string | number)[]) => cells.map(cell).join(',');

/** A report as lines of comma-separated values: the promises, then every breach that is held against nobody, with its reason (L12). */
export const asTable = (rows: readonly PromiseRow[]): readonly string[] => [
  'department,service,priority,promise,kept,broken,open,excluded,share',
  ...rows.map(({ department, service, priority, promise, kept, broken, open, excluded, share }) =>
    line([
      department,
      service,
      priority,
      promise,
      kept,
      broken,
      open,
      excluded.length,
      share === undefined ? '' : share.toFixed(3),
    ]),
  ),
  '',
  'excluded case,promise,due,reason,approver',
  ...rows.flatMap(({ promise, excluded }) =>
    excluded.map(({ caseId, due, reason, approver }) => line([caseId, promise, due, reason, approver])),
  ),
];
