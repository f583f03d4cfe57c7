import { arrowsOf } from './arrows.ts';
import { type Box, boxesOf } from './boxes.ts';
import { placesOf } from './places.ts';
import { drawArrow, drawBox, drawLegend, drawPanel, heads } from './svg.ts';
import { resourcesOf, type Stack } from './templates.ts';
import { cornerOf, GRID, waysOf } from './ways.ts';

/** Draws what the templates of a stage say is deployed, as an SVG: one line for each thing, so that changes can be read. */
export function drawingOf(stacks: readonly Stack[]): string {
  const all = resourcesOf(stacks);
  const found = boxesOf(all);
  const { arrows, uses } = arrowsOf(all, found);
  // A queue stands beside whom it feeds: the desk makes them in one place because several send to them.
  const homeOf = (box: Box) =>
    box.kind === 'queue'
      ? found.get(arrows.find(({ from }) => from === box.key)?.to ?? '')?.stage
      : undefined;
  const boxes = new Map([...found].map(([key, box]) => [key, { ...box, stage: homeOf(box) ?? box.stage }]));

  const { cells, panels } = placesOf([...boxes.values()], arrows);
  const last = { column: 0, row: 0 };
  for (const { column, row } of cells.values()) {
    last.column = Math.max(last.column, column);
    last.row = Math.max(last.row, row);
  }
  const corner = cornerOf(last);
  const width = corner.x + GRID.width + GRID.left;
  const bottom = corner.y + GRID.height + 46;
  const departments = new Set(all.map(({ stack }) => stack)).size > 1;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 20}" width="${width}" height="${bottom + 20}" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif">`,
    '<title>What is deployed of a service desk, and who hands what to whom</title>',
    `<defs>${heads()}</defs>`,
    `<rect width="${width}" height="${bottom + 20}" fill="#fff"/>`,
    `<text x="${GRID.left - 14}" y="34" font-size="18" font-weight="600" fill="#1b1f24">Switchboard: what is deployed, and who hands what to whom</text>`,
    `<text x="${GRID.left - 14}" y="53" font-size="12" fill="#5b6470">Drawn from the synthesized templates by npm run picture.${departments ? ' Each department has a stack of its own, drawn once.' : ''}</text>`,
    ...panels.map(drawPanel),
    ...waysOf(arrows, cells).map(({ arrow, points }) => drawArrow(arrow, points)),
    ...[...boxes.values()].flatMap((box) => {
      const cell = cells.get(box.key);
      return cell === undefined ? [] : [drawBox(box, cell, uses, boxes)];
    }),
    drawLegend(bottom),
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}
