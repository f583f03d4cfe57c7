import { type Limits, within } from './limits.ts';

/** Where a part of a mail lies in the raw text: its header block, and its body up to the next boundary. */
export type Part = Readonly<{
  headerStart: number;
  /** Where the header lines end, before the empty line. */
  headerEnd: number;
  bodyStart: number;
  bodyEnd: number;
  depth: number;
  /** The Content-Type as it stands, unfolded; undefined when the part has none. */
  contentType: string | undefined;
  encoding: string;
}>;

/** The first value of a header in a raw header block, unfolded. */
export function rawHeader(block: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\n)[ \\t]*${name}[ \\t]*:([^\\n]*(?:\\n[ \\t][^\\n]*)*)`, 'i').exec(block);
  return found?.[1]?.replace(/[\r\n]+/g, '').trim();
}

function part(raw: string, start: number, end: number, depth: number): Part {
  const gap = /(?:^|\n)\r*\n/g;
  const near = raw.slice(start, end);
  const found = gap.exec(near);
  const headerEnd = found ? start + found.index : end;
  const bodyStart = found ? start + found.index + found[0].length : end;
  const block = raw.slice(start, headerEnd);
  return {
    headerStart: start,
    headerEnd,
    bodyStart,
    bodyEnd: end,
    depth,
    contentType: rawHeader(block, 'content-type'),
    encoding: (rawHeader(block, 'content-transfer-encoding') ?? '').toLowerCase(),
  };
}

/** The ranges between the boundary lines of a multipart. */
function pieces(
  raw: string,
  { bodyStart, bodyEnd }: Part,
  boundary: string,
  most: number,
): [number, number][] {
  const found: [number, number][] = [];
  const line = `--${boundary}`;
  let open: number | undefined;
  for (
    let at = raw.indexOf(line, bodyStart);
    at >= 0 && at < bodyEnd;
    at = raw.indexOf(line, at + line.length)
  ) {
    if (at > bodyStart && raw.charAt(at - 1) !== '\n') continue;
    if (open !== undefined) found.push([open, at]);
    if (found.length > most) break;
    const newline = raw.indexOf('\n', at);
    const rest = raw.slice(at + line.length, newline < 0 ? bodyEnd : newline);
    open = /^--\s*$/.test(rest) || newline < 0 ? undefined : newline + 1;
  }
  if (open !== undefined && open < bodyEnd) found.push([open, bodyEnd]);
  return found;
}

/** How many lines there are, counted no further than one too many. */
function linesOf(raw: string, most: number): number {
  let lines = 0;
  for (let at = raw.indexOf('\n'); at >= 0 && lines <= most; at = raw.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

const BOUNDARY = /;\s*boundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i;

/**
 * The parts of a mail, outermost first, counted before anything is decoded, so that a mail made to exhaust a parser is refused for the
 * price of reading it once (E3): `too-large` for lines, header blocks, parts and depth. `raw` is the mail as Latin-1, a character a byte.
 */
export function outline(raw: string, limits: Limits): readonly Part[] {
  within(limits, 'lines', linesOf(raw, limits.lines));
  const found: Part[] = [];
  const waiting: [number, number, number][] = [[0, raw.length, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const here = part(raw, ...next);
    within(limits, 'header', here.headerEnd - here.headerStart);
    within(limits, 'depth', here.depth);
    found.push(here);
    within(limits, 'parts', found.length);
    const type = here.contentType ?? '';
    if (!/multipart|\(/i.test(type)) continue;
    const [, quoted, plain] = BOUNDARY.exec(type) ?? [];
    const boundary = (quoted ?? plain ?? '').trimEnd();
    // Written so that two readers see two boundaries (comments, continuations): then every line that could be one counts.
    if (/[(\\]|boundary\*|boundary[^;]*;.*boundary/i.test(type) || boundary === '') {
      within(limits, 'parts', Math.ceil(raw.split('\n--', limits.parts * 4 + 2).length / 4));
    }
    if (boundary === '') continue;
    const inner = pieces(raw, here, boundary, limits.parts);
    within(limits, 'parts', found.length + waiting.length + inner.length);
    for (const [from, to] of inner.toReversed()) waiting.push([from, to, here.depth + 1]);
  }
  return found;
}
