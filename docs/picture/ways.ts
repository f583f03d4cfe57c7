import type { Arrow } from './arrows.ts';
import type { Cell } from './places.ts';

/** The measures of the grid, in pixels. */
export const GRID = { left: 40, top: 92, width: 152, height: 70, gutter: 68, gap: 42 } as const;

const STEP_X = GRID.width + GRID.gutter;
const STEP_Y = GRID.height + GRID.gap;

/** The upper left corner of a cell. */
export const cornerOf = ({ column, row }: Cell) => ({
  x: GRID.left + column * STEP_X,
  y: GRID.top + row * STEP_Y,
});

/** How far below its upper edge a box hands something on. */
const LEAVES: Readonly<Record<Arrow['why'], number>> = { feeds: 35, sends: 25, calls: 30, moves: 60 };

type Point = readonly [number, number];

/** Lanes beside each other in one gutter or gap: whoever has gone there before takes the same lane again. */
function lanes(space: number) {
  const taken = new Map<number, string[]>();
  return (channel: number, who: string): number => {
    const all = taken.get(channel) ?? [];
    if (!all.includes(who)) all.push(who);
    taken.set(channel, all);
    // From the middle outwards: 0, +1, -1, +2, …
    const place = all.indexOf(who);
    return Math.ceil(place / 2) * (place % 2 === 1 ? 1 : -1) * space;
  };
}

/** Finds ways between boxes that cross none: along the gutters between columns and the gaps between rows. */
export function waysOf(arrows: readonly Arrow[], cells: ReadonlyMap<string, Cell>) {
  const upright = lanes(7);
  const level = lanes(6);
  const entered = new Map<string, number>();

  function wayOf({ from, to, why }: Arrow): readonly Point[] {
    const [a, b] = [cells.get(from), cells.get(to)];
    if (a === undefined || b === undefined) throw new Error(`${from} or ${to} has no place`);
    const [p, q] = [cornerOf(a), cornerOf(b)];
    const middle = GRID.width / 2;
    if (a.column === b.column && b.row === a.row + 1)
      return [
        [p.x + middle, p.y + GRID.height],
        [q.x + middle, q.y],
      ];
    const rightwards = b.column >= a.column;
    const fromRight = rightwards;
    const intoLeft = b.column > a.column;
    // Gutter n lies left of column n; who leaves to the right takes the next one.
    const out = fromRight ? a.column + 1 : a.column;
    const into = intoLeft ? b.column : b.column + 1;
    const inward = entered.get(`${to}${intoLeft}`) ?? 0;
    entered.set(`${to}${intoLeft}`, inward + 1);
    // What is handed on in different ways leaves apart; what comes in from both sides of a gutter does not meet in it.
    const start: Point = [p.x + (fromRight ? GRID.width : 0), p.y + LEAVES[why]];
    const end: Point = [q.x + (intoLeft ? 0 : GRID.width), q.y + (intoLeft ? 14 : 44) + inward * 11];
    const gutterX = (gutter: number) =>
      GRID.left + gutter * STEP_X - GRID.gutter / 2 + upright(gutter, `${from} ${why}`);
    const x1 = gutterX(out);
    if (out === into) return [start, [x1, start[1]], [x1, end[1]], end];
    const gap = b.row > a.row ? b.row : b.row < a.row ? b.row + 1 : b.row;
    const y = GRID.top + gap * STEP_Y - GRID.gap / 2 + level(gap, `${from} ${why}`);
    const x2 = gutterX(into);
    return [start, [x1, start[1]], [x1, y], [x2, y], [x2, end[1]], end];
  }
  return arrows.map((arrow) => ({ arrow, points: wayOf(arrow) }));
}

/** A way as a path with round corners. */
export function pathOf(points: readonly Point[]): string {
  const parts = points.map(([x, y], i) => {
    const [before, after] = [points[i - 1], points[i + 1]];
    if (before === undefined) return `M${x} ${y}`;
    if (after === undefined) return `L${x} ${y}`;
    const towards = ([u, v]: Point): Point => {
      const far = Math.hypot(u - x, v - y);
      const round = Math.min(6, far / 2);
      return far === 0 ? [x, y] : [x + ((u - x) / far) * round, y + ((v - y) / far) * round];
    };
    return `L${towards(before).join(' ')} Q${x} ${y} ${towards(after).join(' ')}`;
  });
  return parts.join(' ');
}
