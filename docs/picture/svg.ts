import type { Arrow, Use } from './arrows.ts';
import type { Box, Kind } from './boxes.ts';
import type { Cell, Panel } from './places.ts';
import { cornerOf, GRID, pathOf } from './ways.ts';

/** The colour of each kind of thing, in a picture that may be printed. */
const COLOURS: Readonly<Record<Kind, string>> = {
  function: '#c2571a',
  queue: '#a02c6b',
  topic: '#a02c6b',
  table: '#2b5fb4',
  bucket: '#2f7d4f',
  secret: '#8a6d00',
  parameter: '#8a6d00',
  process: '#7a3fb0',
  api: '#5b6470',
  schedule: '#5b6470',
  mail: '#5b6470',
};

/** What an arrow says, and how it looks. */
export const ARROWS: Readonly<Record<Arrow['why'], Readonly<{ says: string; colour: string }>>> = {
  feeds: { says: 'feeds: bucket notice, queue, stream, topic', colour: '#2b5fb4' },
  sends: { says: 'sends: a message, a mail', colour: '#a02c6b' },
  calls: { says: 'calls: route, schedule, step of a process', colour: '#5b6470' },
  moves: { says: 'moves: starts, resumes or stops a process', colour: '#7a3fb0' },
};

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const text = (x: number, y: number, size: number, fill: string, words: string, more = '') =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${more}>${escaped(words)}</text>`;

/** The stores a function uses, as marks inside its box: filled where it may write, open where it only reads. */
function marks(x: number, y: number, uses: readonly Readonly<{ store: Box; writes: boolean }>[]): string[] {
  let [left, top] = [x, y];
  return uses.map(({ store, writes }) => {
    const width = store.label.length * 5.2 + 8;
    if (left + width > x + GRID.width - 12) [left, top] = [x, top + 15];
    const colour = COLOURS[store.kind];
    const mark =
      `<rect x="${left}" y="${top}" width="${width}" height="12" rx="3" fill="${writes ? colour : '#fff'}" stroke="${colour}" stroke-width="0.8"/>` +
      text(left + 4, top + 9, 9, writes ? '#fff' : colour, store.label);
    left += width + 4;
    return mark;
  });
}

/** A field for a stage, with its name. */
export function drawPanel({ stage, from, to }: Panel): string {
  const [first, last] = [cornerOf(from), cornerOf(to)];
  const [width, height] = [last.x - first.x + GRID.width + 28, last.y - first.y + GRID.height + 34];
  return (
    `<rect x="${first.x - 14}" y="${first.y - 24}" width="${width}" height="${height}" rx="8" fill="#f4f5f7" stroke="#d5d8dd"/>` +
    text(first.x - 4, first.y - 9, 12, '#3a4048', stage, ' font-weight="600"')
  );
}

/** A box with its name, what it is on AWS, and the stores it uses. */
export function drawBox(box: Box, cell: Cell, uses: readonly Use[], boxes: ReadonlyMap<string, Box>): string {
  const { x, y } = cornerOf(cell);
  const colour = COLOURS[box.kind];
  const used = uses
    .flatMap(({ by, store, writes }) => {
      const found = boxes.get(store);
      return by === box.key && found !== undefined ? [{ store: found, writes }] : [];
    })
    .sort((a, b) => (a.store.label < b.store.label ? -1 : 1));
  return [
    `<rect x="${x}" y="${y}" width="${GRID.width}" height="${GRID.height}" rx="6" fill="#fff" stroke="${colour}" stroke-width="1.2"/>`,
    `<rect x="${x}" y="${y}" width="5" height="${GRID.height}" rx="2.5" fill="${colour}"/>`,
    text(x + 13, y + 19, 13, '#1b1f24', box.label, ' font-weight="600"'),
    text(x + 13, y + 32, 9.5, '#5b6470', box.note),
    ...marks(x + 13, y + 38, used),
  ].join('');
}

/** An arrow along its way, over a white edge that keeps crossings apart. */
export function drawArrow({ why }: Arrow, points: readonly (readonly [number, number])[]): string {
  const d = pathOf(points);
  return (
    `<path d="${d}" fill="none" stroke="#fff" stroke-width="4"/>` +
    `<path d="${d}" fill="none" stroke="${ARROWS[why].colour}" stroke-width="1.5" marker-end="url(#${why})"/>`
  );
}

/** What the colours and marks mean, in one line. */
export function drawLegend(y: number): string {
  const parts: string[] = [];
  let x = GRID.left;
  for (const [why, { says, colour }] of Object.entries(ARROWS)) {
    parts.push(
      `<path d="M${x} ${y - 4} L${x + 26} ${y - 4}" stroke="${colour}" stroke-width="1.5" marker-end="url(#${why})"/>`,
      text(x + 34, y, 11, '#3a4048', says),
    );
    x += 34 + says.length * 5.6 + 26;
  }
  parts.push(
    `<rect x="${x}" y="${y - 10}" width="34" height="12" rx="3" fill="#2b5fb4"/>`,
    text(x + 4, y - 1, 9, '#fff', 'writes'),
    `<rect x="${x + 40}" y="${y - 10}" width="32" height="12" rx="3" fill="#fff" stroke="#2b5fb4" stroke-width="0.8"/>`,
    text(x + 44, y - 1, 9, '#2b5fb4', 'reads'),
    text(x + 80, y, 11, '#3a4048', 'a store'),
  );
  return parts.join('');
}

/** The heads of the arrows, one for each colour. */
export const heads = (): string =>
  Object.entries(ARROWS)
    .map(
      ([why, { colour }]) =>
        `<marker id="${why}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="${colour}"/></marker>`,
    )
    .join('');
