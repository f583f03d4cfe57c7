import type { Arrow } from './arrows.ts';
import { type Box, DEPARTMENT } from './boxes.ts';

/** Where a box stands, in columns and rows. */
export type Cell = Readonly<{ column: number; row: number }>;

/** A stage as a field of the picture that its boxes stand in. */
export type Panel = Readonly<{ stage: string; from: Cell; to: Cell }>;

/** Where each stage begins: the way of a case from left to right, and beside it what watches and who asks. */
const BEGINS: Readonly<Record<string, Cell>> = {
  intake: { column: 0, row: 0 },
  case: { column: 1, row: 0 },
  process: { column: 2, row: 0 },
  task: { column: 3, row: 0 },
  delivery: { column: 4, row: 0 },
  api: { column: 0, row: 9 },
  sla: { column: 1, row: 4 },
  scans: { column: 3, row: 5 },
  requestform: { column: 3, row: 3 },
  statuspage: { column: 4, row: 8 },
  [DEPARTMENT]: { column: 2, row: 5 },
};

/** How many steps of its own stage come before a box; what closes a circle is not counted. */
function depthOf(key: string, within: readonly Arrow[], seen: readonly string[] = []): number {
  const before = within.filter(({ to, from }) => to === key && !seen.includes(from));
  return Math.max(0, ...before.map(({ from }) => 1 + depthOf(from, within, [...seen, key])));
}

/** Boxes of one stage: those that hand things on stand below each other in lanes, others in one column. */
function cellsOf(boxes: readonly Box[], arrows: readonly Arrow[], begins: Cell): [string, Cell][] {
  const own = new Set(boxes.map(({ key }) => key));
  const within = arrows.filter(({ from, to }) => own.has(from) && own.has(to));
  const ordered = boxes
    .map((box) => ({ box, row: depthOf(box.key, within) }))
    .sort((a, b) => a.row - b.row || (a.box.label < b.box.label ? -1 : 1));
  const lanes = new Map<string, Cell>();
  for (const { box, row } of ordered) {
    const above = within.find(({ to }) => to === box.key)?.from ?? '';
    const column = lanes.get(above)?.column ?? begins.column;
    const cell = { column, row: begins.row + row };
    while ([...lanes.values()].some((other) => other.column === cell.column && other.row === cell.row))
      if (within.length === 0) cell.row += 1;
      else cell.column += 1;
    lanes.set(box.key, cell);
  }
  return [...lanes];
}

/** Puts every box into a cell; a stage nobody has given a place is named. */
export function placesOf(boxes: readonly Box[], arrows: readonly Arrow[]) {
  const stages = [...new Set(boxes.map(({ stage }) => stage))].sort();
  const cells = new Map<string, Cell>();
  const panels: Panel[] = [];
  for (const stage of stages) {
    const begins = BEGINS[stage];
    if (begins === undefined) throw new Error(`docs/picture/places.ts gives the stage '${stage}' no place`);
    const own = cellsOf(
      boxes.filter((box) => box.stage === stage),
      arrows,
      begins,
    );
    for (const [key, cell] of own) cells.set(key, cell);
    const [columns, rows] = [own.map(([, { column }]) => column), own.map(([, { row }]) => row)];
    panels.push({ stage, from: begins, to: { column: Math.max(...columns), row: Math.max(...rows) } });
  }
  return { cells, panels };
}
