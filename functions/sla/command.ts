import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { lineAnswerer, QUESTIONS } from '#desk/sla/command/answer-line.ts';
import { preview } from '#desk/sla/command/preview.ts';
import { departments } from '#statemachines/departments.ts';

/** The door of the calendars on a command line: `sla due|between|next-open` answers lines, `sla preview` shows hours. */
const USAGE = `usage: sla due|between|next-open   reads JSON lines, writes one line each
       sla preview <department>       prints the next ten open intervals of its calendars`;

/** Answers each line as it comes; a reader that is slow is waited for, so memory stays the same for any number of lines. */
async function answerLines(answer: (line: string) => string): Promise<void> {
  let waiting: string[] = [];
  const flush = async () => {
    const text = waiting.join('');
    waiting = [];
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  };
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    waiting.push(`${answer(line)}\n`);
    if (waiting.length >= 256) await flush();
  }
  await flush();
}

function show(id: string): void {
  const department = departments.find((each) => each.id === id);
  if (department === undefined)
    throw new RangeError(
      `there is no department '${id}', only ${departments.map((each) => each.id).join(', ')}`,
    );
  const now = new Date().toISOString();
  for (const calendar of department.calendars) process.stdout.write(`${preview(calendar, now).join('\n')}\n`);
}

// Whoever reads may have read enough (`sla due < lines | head`): that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const [question = '', department = ''] = process.argv.slice(2);
const asked = QUESTIONS.find((each) => each === question);
try {
  if (asked !== undefined) await answerLines(lineAnswerer(asked));
  else if (question === 'preview') show(department);
  else throw new RangeError(USAGE);
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
