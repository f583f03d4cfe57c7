import { DeskError } from '../../errors.ts';
import { addBusiness, businessBetween, nextOpen } from '../business-time.ts';
import type { Calendar } from '../hours.ts';
import { calendarsOfLines, type Row } from './read-calendar.ts';

/** What the command can be asked of each line. */
export const QUESTIONS = ['due', 'between', 'next-open'] as const;
export type Question = (typeof QUESTIONS)[number];

/** A line's answer: one more field beside its id. */
type Answer = Readonly<{ due: string }> | Readonly<{ seconds: number }>;

/** Answers one JSON line with one: `{id, due}`, `{id, seconds}`, or `{id, error}` with the field that is wrong. Never throws a refusal. */
export function lineAnswerer(question: Question): (line: string) => string {
  const calendarOf = calendarsOfLines();
  return (line) => {
    let id: unknown = null;
    try {
      const row = rowOf(line);
      id = row.id ?? null;
      return JSON.stringify({ id, ...ANSWERS[question](row, calendarOf(row)) });
    } catch (error) {
      if (!(error instanceof DeskError)) throw error;
      return JSON.stringify({ id, error: sentence(error) });
    }
  };
}

const ANSWERS: Readonly<Record<Question, (row: Row, calendar: Calendar) => Answer>> = {
  due: (row, calendar) => {
    const seconds = row.duration_seconds;
    if (typeof seconds !== 'number' || seconds < 0)
      throw new DeskError('invalid', 'duration_seconds should be a number, zero or more');
    return { due: short(addBusiness(calendar, instant(row, 'start'), seconds)) };
  },
  between: (row, calendar) => ({
    seconds: businessBetween(calendar, instant(row, 'start'), instant(row, 'end')),
  }),
  'next-open': (row, calendar) => ({ due: short(nextOpen(calendar, instant(row, 'start'))) }),
};

function rowOf(line: string): Row {
  let row: unknown;
  try {
    // Some programs begin what they write with a mark of its encoding (RFC 8259 section 8.1: it may be ignored).
    row = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    throw new DeskError('invalid', 'the line is not JSON');
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw new DeskError('invalid', 'the line should be a JSON object');
  return row as Row;
}

function instant(row: Row, field: 'start' | 'end'): string {
  const given = row[field];
  if (typeof given !== 'string')
    throw new DeskError('invalid', `${field} should be an instant like 2026-03-02T09:00:00Z`);
  return given;
}

/** Whole seconds are written without a fraction. */
const short = (at: string): string => at.replace('.000Z', 'Z');

/** The fields a line calls otherwise than the desk does. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\/holidaysYearly\b/g, '/holidays_yearly'],
  [/^so many open seconds/, 'duration_seconds: so many open seconds'],
  [/^seconds /, 'duration_seconds '],
];

const renamed = (text: string): string =>
  NAMES.reduce((given, [theirs, ours]) => given.replace(theirs, ours), text);

/** As many faults as somebody reads: a list of dates may have thousands. */
const NAMED = 10;

/** The refusal as one sentence that names the field. */
function sentence({ message, faults }: DeskError): string {
  if (faults.length === 0) return renamed(message);
  const named = faults.slice(0, NAMED).map(({ pointer, message: fault }) => {
    const said = renamed(fault);
    const field = renamed(pointer);
    // The desk's own sentences about instants and seconds begin with their field.
    return field === '/seconds' || said.startsWith(field.slice(1)) ? said : `${field} ${said}`;
  });
  const more = faults.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
