import type { Promises } from '#desk/department.ts';
import type { Subject } from '#statemachines/checks/check.ts';
import { SHAPES, type Shape } from '#statemachines/drawings/flowchart.ts';
import { LINE, type Line, type PlacedArrow, type PlacedState, placeProcess } from './place-process.ts';

const INK = '#1a1a1a';
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const round = (value: number) => Math.round(value * 10) / 10;

const text = (x: number, y: number, words: string, more = '') =>
  `<text x="${round(x)}" y="${round(y)}"${more}>${escaped(words)}</text>`;

const LOOK: Readonly<Record<Line['kind'], string>> = {
  name: ' text-anchor="middle" font-size="12" font-weight="600"',
  role: ' text-anchor="middle" font-size="11" font-style="italic"',
  time: ' text-anchor="middle" font-size="11" fill="#7a4a00"',
};

/** The outline of a state: people round, systems with a double border, choices pointed, ends slanted. */
function outline({ shape, x, y, width, height }: PlacedState): string {
  const [left, top] = [round(x - width / 2), round(y - height / 2)];
  const [right, bottom] = [round(left + width), round(top + height)];
  const paint = `fill="${SHAPES[shape].fill}" stroke="${SHAPES[shape].stroke}" stroke-width="1.3"`;
  const rect = (inset: number, rx: number) =>
    `<rect x="${left + inset}" y="${top}" width="${round(width - 2 * inset)}" height="${round(height)}" rx="${rx}" ${paint}/>`;
  const polygon = (points: string) => `<polygon points="${points}" ${paint}/>`;
  const ways: Readonly<Record<Shape, () => string>> = {
    person: () => rect(0, height / 2 > 20 ? 20 : round(height / 2)),
    system: () => rect(0, 0) + rect(5, 0),
    desk: () => rect(0, 3),
    choice: () =>
      polygon(
        `${left},${round(y)} ${left + 16},${top} ${right - 16},${top} ${right},${round(y)} ${right - 16},${bottom} ${left + 16},${bottom}`,
      ),
    ending: () => polygon(`${left + 10},${top} ${right},${top} ${right - 10},${bottom} ${left},${bottom}`),
  };
  return ways[shape]();
}

function drawState(state: PlacedState): string {
  const first = state.y - (state.lines.length * LINE) / 2 + 11;
  const lines = state.lines.map(({ words, kind }, at) => text(state.x, first + at * LINE, words, LOOK[kind]));
  return outline(state) + lines.join('');
}

function drawArrow({ points, dashed }: PlacedArrow): string {
  const [first, ...rest] = points.map(({ x, y }) => `${round(x)} ${round(y)}`);
  const dash = dashed ? ' stroke-dasharray="5 4"' : '';
  return `<path d="M${first} L${rest.join(' L')}" fill="none" stroke="#666" stroke-width="1.2"${dash} stroke-linejoin="round" marker-end="url(#tip)"/>`;
}

function drawWords({ words, x, y }: PlacedArrow): string {
  if (words.length === 0) return '';
  const width = Math.max(...words.map((each) => each.length)) * 5.9 + 6;
  const top = y - (words.length * 13) / 2;
  const back = `<rect x="${round(x - width / 2)}" y="${round(top - 1)}" width="${round(width)}" height="${words.length * 13 + 2}" fill="#fff" opacity="0.9"/>`;
  return (
    back +
    words
      .map((each, at) =>
        text(x, top + 10 + at * 13, each, ' text-anchor="middle" font-size="11" fill="#444"'),
      )
      .join('')
  );
}

const SAYS: Readonly<Partial<Record<keyof Promises, string>>> = {
  firstResponse: 'first answer',
  resolution: 'settled',
};

/** What the services of a process promise, for the foot of its drawing. */
function promisesOf({ department, process }: Subject): readonly string[] {
  return department.services
    .filter((service) => service.process === process.name)
    .map(({ title, priority, promise }) => {
      const all = { ...department.promises[priority], ...promise };
      const said = Object.entries(SAYS).flatMap(([clock, words]) => {
        const seconds = all[clock as keyof Promises];
        return seconds === undefined ? [] : [`${words} within ${round(seconds / 3600)} h`];
      });
      return `${title}: ${said.join(', ')}`;
    });
}

/** A process as a picture (SVG), with who acts, how long they have, and what is promised. */
export function drawProcess(subject: Subject): string {
  const { width, height, states, arrows, branches } = placeProcess(subject);
  const { department, process } = subject;
  const title = `${department.name}: ${process.name.replaceAll('-', ' ')}`;
  const promises = promisesOf(subject);
  const wide = Math.max(width, ...promises.map((each) => each.length * 6 + 32), 360);
  const high = height + 44 + promises.length * 16 + 14;
  const parts = [
    text(16, 26, title, ' font-size="15" font-weight="700"'),
    `<g transform="translate(${round((wide - width) / 2)} 36)">`,
    ...branches.map(
      ({ name, x, y, width: w, height: h }) =>
        `<rect x="${round(x - w / 2)}" y="${round(y - h / 2)}" width="${round(w)}" height="${round(h)}" rx="8" fill="#f7f8fa" stroke="#c9ced6" stroke-dasharray="2 3"/>` +
        text(x - w / 2 + 6, y - h / 2 + 13, name, ' font-size="11" fill="#5b6470"'),
    ),
    ...arrows.map(drawArrow),
    ...states.map(drawState),
    ...arrows.map(drawWords),
    '</g>',
    ...promises.map((each, at) => text(16, height + 54 + at * 16, each, ' font-size="11.5" fill="#2f4a7a"')),
  ].filter((part) => part !== '');
  const tip =
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="#666"/></marker></defs>';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Math.ceil(wide)} ${Math.ceil(high)}" width="${Math.ceil(wide)}" font-family="Helvetica, Arial, sans-serif" fill="${INK}">\n<title>${escaped(title)}</title>\n<rect width="100%" height="100%" fill="#fff"/>${tip}\n${parts.join('\n')}\n</svg>\n`;
}
