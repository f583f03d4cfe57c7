import { type GraphLabel, graphlib, layout, type NodeLabel } from '@dagrejs/dagre';
import type { Subject } from '#statemachines/checks/check.ts';
import type { Inner } from '#statemachines/checks/graph.ts';
import { roleOf } from '#statemachines/checks/read-states.ts';
import { type Arrow, arrowsOf, inWords, isDrawn } from '#statemachines/drawings/arrows.ts';
import { type Shape, shapeOf } from '#statemachines/drawings/flowchart.ts';

/** A line of a box, and how it is written. */
export type Line = Readonly<{ words: string; kind: 'name' | 'role' | 'time' }>;

/** A state in its place: the middle, the size, and what is written in it. */
export type PlacedState = Readonly<{
  name: string;
  shape: Shape;
  lines: readonly Line[];
  x: number;
  y: number;
  width: number;
  height: number;
}>;

/** An arrow in its place, and where its words stand. */
export type PlacedArrow = Arrow &
  Readonly<{
    points: readonly Readonly<{ x: number; y: number }>[];
    words: readonly string[];
    x: number;
    y: number;
  }>;

/** A process laid out from top to bottom, in pixels. */
export type PlacedProcess = Readonly<{
  width: number;
  height: number;
  states: readonly PlacedState[];
  arrows: readonly PlacedArrow[];
  branches: readonly Readonly<{ name: string; x: number; y: number; width: number; height: number }>[];
}>;

/** What a letter takes on average in 12 pixels of a sans-serif font; no font is asked, so every machine draws the same. */
const LETTER = 6.7;
const SMALL_LETTER = 5.9;
/** How high a line is. */
export const LINE = 15;

/** Breaks words into lines of at most so many letters. */
export function wrapped(words: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(/\s+/).filter((each) => each !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function linesOf(subject: Subject, name: string): readonly Line[] {
  const { role } = roleOf(subject.graph.states.get(name));
  const hours = [...subject.questions, ...subject.children].find(({ state }) => state === name)?.hours;
  const lines = (words: string, kind: Line['kind']) =>
    wrapped(words, 26).map((each): Line => ({ words: each, kind }));
  return [
    ...lines(name, 'name'),
    ...(role === '' || role === 'desk' ? [] : lines(role, 'role')),
    ...(hours === undefined ? [] : lines(`within ${inWords(hours)}`, 'time')),
  ];
}

const widthOf = (lines: readonly Line[]) =>
  Math.max(...lines.map(({ words, kind }) => words.length * (kind === 'name' ? LETTER : SMALL_LETTER)));

/** The field a branch is drawn in. */
const fieldOf = ({ of, name }: Inner) => `branch ${of} ${name}`;

/** Where everything of a process stands: layers from top to bottom, as few crossings as the layout finds. */
export function placeProcess(subject: Subject): PlacedProcess {
  const { graph } = subject;
  const names = [...graph.states.keys()].filter((name) => isDrawn(subject, name));
  const placing = new graphlib.Graph<GraphLabel, NodeLabel>({ multigraph: true, compound: true });
  placing.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 34, edgesep: 14, marginx: 16, marginy: 16 });
  const boxes = new Map(
    names.map((name) => {
      const lines = linesOf(subject, name);
      const shape = shapeOf(subject, name);
      const slant = shape === 'choice' ? 44 : 26;
      return [name, { lines, shape, width: widthOf(lines) + slant, height: lines.length * LINE + 14 }];
    }),
  );
  for (const [name, { width, height }] of boxes) placing.setNode(name, { width, height });
  for (const inner of graph.inners) placing.setNode(fieldOf(inner), {});
  for (const inner of graph.inners) {
    const around = graph.within.get(inner.of);
    if (around !== undefined) placing.setParent(fieldOf(inner), fieldOf(around));
  }
  for (const [name, inner] of graph.within) if (boxes.has(name)) placing.setParent(name, fieldOf(inner));

  const arrows = arrowsOf(subject);
  for (const [at, { from, to, label }] of arrows.entries()) {
    const words = wrapped(label, 24);
    const width = Math.max(0, ...words.map((each) => each.length * SMALL_LETTER)) + 8;
    const size = words.length === 0 ? { width: 0, height: 0 } : { width, height: words.length * 13 + 4 };
    placing.setEdge(from, to, { ...size, labelpos: 'c' }, String(at));
  }
  layout(placing);
  const { width = 0, height = 0 } = placing.graph();
  const place = (name: string) => {
    const { x = 0, y = 0, width: wide = 0, height: high = 0 } = placing.node(name);
    return { x, y, width: wide, height: high };
  };
  return {
    width,
    height,
    states: [...boxes].map(([name, { shape, lines }]) => ({ name, shape, lines, ...place(name) })),
    arrows: arrows.map((arrow, at) => {
      const { points = [], x = 0, y = 0 } = placing.edge(arrow.from, arrow.to, String(at));
      return { ...arrow, points, words: wrapped(arrow.label, 24), x, y };
    }),
    branches: graph.inners.map((inner) => ({ name: inner.name, ...place(fieldOf(inner)) })),
  };
}
