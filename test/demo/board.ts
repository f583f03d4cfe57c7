import type { Performance } from './act.ts';

/** Shows how the stories stand: in place on a terminal, as lines of what changed everywhere else. */
export interface Board {
  show(all: readonly Performance[], now: Date): void;
  /** Leaves the table where it is; what comes next stands below it. */
  end(): void;
}

type Cells = readonly [
  reference: string,
  department: string,
  title: string,
  state: string,
  waits: string,
  clock: string,
];

const HEAD: Cells = ['reference', 'department', 'what', 'state', 'waits for', 'clock'];
const WIDTHS = [12, 11, 39, 26, 30, 16] as const;

const padded = (text: string, width: number) =>
  (text.length > width ? `${text.slice(0, width - 1)}…` : text).padEnd(width);

function spanOf(milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  const text =
    days > 0 ? `${days} d ${hours} h` : hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
  return milliseconds < 0 ? `late by ${text}` : `due in ${text}`;
}

function waitsFor({ seen }: Performance): string {
  const [task] = seen?.tasks ?? [];
  if (seen === undefined || task === undefined)
    return seen?.status === 'waiting' ? 'an answer of the person' : '';
  const own = seen.history.filter(({ ref }) => ref === task.taskRef);
  const asked = own.find(({ type }) => type === 'TaskAsked');
  const report = own.findLast(({ type }) => type === 'TaskProgressed');
  return String(report?.note ?? asked?.of ?? task.name).replace(/@.*/, '');
}

const over = new Set(['resolved', 'closed']);

function clockOf({ seen }: Performance, now: Date): string {
  if (seen === undefined) return '';
  if (over.has(seen.status)) return 'stopped';
  return seen.dueAt === undefined ? 'pauses' : spanOf(Date.parse(seen.dueAt) - now.getTime());
}

function stateOf({ sent, row, seen, failure }: Performance): string {
  if (failure !== undefined) return 'NOT AS EXPECTED';
  if (seen) return seen.status === 'closed' ? `closed: ${seen.label.stage}` : seen.label.stage;
  if (row) return row.cause === null ? row.class : `${row.class}: ${row.cause}`;
  return sent ? 'arrived' : '';
}

const cellsOf = (one: Performance, now: Date): Cells => [
  one.seen?.reference ?? '–',
  one.seen?.department ?? '–',
  one.story.title,
  stateOf(one),
  waitsFor(one),
  clockOf(one, now),
];

const lineOf = (cells: Cells, columns: number) =>
  cells
    .map((cell, at) => padded(cell, WIDTHS[at] ?? 0))
    .join(' ')
    .slice(0, columns)
    .trimEnd();

const timeOf = (now: Date) =>
  now.toLocaleString('en-GB', {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Berlin',
  });

const CYCLE = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const COLOURS: readonly (readonly [RegExp, number])[] = [
  [/NOT AS EXPECTED/, 31],
  [/^[A-Z]+-\S+ .*(closed:|stopped)/, 32],
  [/(suspended|suppressed|duplicate)/, 90],
];

const coloured = (line: string) => {
  const [, code] = COLOURS.find(([pattern]) => pattern.test(line)) ?? [];
  return code === undefined ? line : `\x1b[${code}m${line}\x1b[0m`;
};

/** A table that is drawn again in its place. */
function liveBoard(out: NodeJS.WriteStream): Board {
  let drawn = 0;
  let turn = 0;
  return {
    show: (all, now) => {
      const columns = out.columns ?? 140;
      const rested = all.filter(({ atRest }) => atRest).length;
      turn += 1;
      const mark = rested === all.length ? '✓' : CYCLE[turn % CYCLE.length];
      const lines = [
        `${mark} ${rested} of ${all.length} mails at rest · ${timeOf(now)} at the desk`,
        `\x1b[1m${lineOf(HEAD, columns)}\x1b[0m`,
        ...all.map((one) => coloured(lineOf(cellsOf(one, now), columns))),
      ];
      const back = drawn > 0 ? `\x1b[${drawn}A` : '';
      out.write(`${back}${lines.map((line) => `\x1b[2K${line}\n`).join('')}`);
      drawn = lines.length;
    },
    end: () => {
      drawn = 0;
      out.write('\n');
    },
  };
}

/** One line for every change. */
function plainBoard(out: NodeJS.WriteStream): Board {
  const before = new Map<Performance, string>();
  return {
    show: (all, now) => {
      for (const one of all) {
        if (!one.sent) continue;
        const cells = cellsOf(one, now);
        const what = cells.slice(0, 5).join('|');
        if (before.get(one) === what) continue;
        before.set(one, what);
        out.write(`${lineOf(cells, 200)}\n`);
      }
    },
    end: () => out.write('\n'),
  };
}

/** A board for wherever the output goes. */
export const openBoard = (out: NodeJS.WriteStream): Board => (out.isTTY ? liveBoard(out) : plainBoard(out));
