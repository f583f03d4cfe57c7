/** What became of one thing that was to be rehearsed. */
export type Row = Readonly<{
  what: string;
  outcome: 'passed' | 'failed' | 'not rehearsed';
  /** What was seen, what went wrong, or why it was not tried. */
  said: string;
  seconds: number;
}>;

/** Thrown by a step that cannot be rehearsed here; its message is the reason. */
export class NotRehearsed extends Error {
  override readonly name = 'NotRehearsed';
}

const firstLines = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).trim().split('\n').slice(0, 12).join('\n');

/** Keeps what was rehearsed; nothing is skipped without a row. */
export class Report {
  readonly rows: Row[] = [];

  /** Takes a step and writes down what became of it. Answers with what it made, or nothing if there is none. */
  async step<T>(what: string, take: () => Promise<T>): Promise<T | undefined> {
    const began = performance.now();
    const since = () => (performance.now() - began) / 1000;
    try {
      const made = await take();
      this.add({ what, outcome: 'passed', said: typeof made === 'string' ? made : '', seconds: since() });
      return made;
    } catch (error) {
      const outcome = error instanceof NotRehearsed ? 'not rehearsed' : 'failed';
      this.add({ what, outcome, said: firstLines(error), seconds: since() });
      return undefined;
    }
  }

  /** Says of something that it is not rehearsed, and why. */
  leave(what: string, why: string): void {
    this.add({ what, outcome: 'not rehearsed', said: why, seconds: 0 });
  }

  get failed(): boolean {
    return this.rows.some(({ outcome }) => outcome === 'failed');
  }

  private add(row: Row): void {
    this.rows.push(row);
    console.error(`${row.outcome.padEnd(13)}  ${row.what}${row.outcome === 'failed' ? `\n${row.said}` : ''}`);
  }
}

const WIDTH = 100;

/** A text in lines no longer than the table's last column. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.replaceAll('\n', ' ').split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || `${last} ${word}`.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** The rows as a person reads them, and how many there are of each kind. */
export function table(rows: readonly Row[]): string {
  const wide = Math.max(...rows.map(({ what }) => what.length), 4);
  const lines = rows.flatMap(({ what, outcome, said, seconds }) => {
    const [first = '', ...rest] = wrapped(said);
    const took = seconds >= 0.05 ? `${seconds.toFixed(1)} s` : '';
    const indent = ' '.repeat(wide + 25);
    return [
      `${what.padEnd(wide)}  ${outcome.padEnd(13)} ${took.padStart(7)}  ${first}`.trimEnd(),
      ...rest.map((line) => indent + line),
    ];
  });
  const count = (outcome: Row['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  const kinds = (['passed', 'failed', 'not rehearsed'] as const).map((kind) => `${count(kind)} ${kind}`);
  return [...lines, '', kinds.join(', ')].join('\n');
}
