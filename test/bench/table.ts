/** A row of a table: its cells by column. */
export type Row = Readonly<Record<string, string | number>>;

const text = (cell: string | number | undefined): string => {
  if (typeof cell !== 'number') return cell ?? '';
  return Number.isInteger(cell) ? String(cell) : cell.toFixed(cell < 1 ? 3 : 1);
};

/** A table as text: words to the left, numbers to the right, columns as wide as they need to be. */
export function asTable(title: string, rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const isNumber = (column: string) => rows.every((row) => typeof row[column] === 'number');
  const width = (column: string) => Math.max(column.length, ...rows.map((row) => text(row[column]).length));
  const line = (cell: (column: string) => string) =>
    columns
      .map((column) =>
        isNumber(column) ? cell(column).padStart(width(column)) : cell(column).padEnd(width(column)),
      )
      .join('  ')
      .trimEnd();
  const head = line((column) => column);
  return [
    title,
    head,
    '─'.repeat(head.length),
    ...rows.map((row) => line((column) => text(row[column]))),
    '',
  ].join('\n');
}
