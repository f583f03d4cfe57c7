import { findDates } from '../../routing/find-dates.ts';
import { type Field, LONGEST } from './field.ts';
import { readValue } from './read-value.ts';

/** A message longer than this is no list of answers (letters). */
const READ = 20_000;

const bare = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The shortest part of a label that names its field (letters). */
const TELLING = 4;

/** Lines of a mail that was quoted or passed on begin so; they say nothing of a field. */
const HEADERS = new Set(['from', 'date', 'sent', 'subject']);

/**
 * The field of a label, or of some words of it that stand in no other field's label: `Systems: …` for *Systems it
 * connects to*.
 */
function labelled(fields: readonly Field[], said: string): Field | undefined {
  const exact = fields.find(({ label }) => bare(label) === said);
  if (exact !== undefined || said.length < TELLING || HEADERS.has(said)) return exact;
  const [field, ...others] = fields.filter(({ label }) => ` ${bare(label)} `.includes(` ${said} `));
  return others.length === 0 ? field : undefined;
}

/** Which field the beginning of a line names: by its label (`Last working day: …`) or its number (`2. …`). */
function named(fields: readonly Field[], line: string): readonly [Field, string] | undefined {
  const [, label = '', text = ''] = /^\W*([^:=]{2,80})[:=](.*)$/u.exec(line) ?? [];
  const told = labelled(fields, bare(label).replace(/^\d+ /, ''));
  if (told !== undefined) return [told, text];
  const numbered = /^\s*\(?(\d{1,2})[.):]\s*(.*)$/.exec(line);
  const field = fields[Number(numbered?.[1] ?? 0) - 1];
  return field === undefined ? undefined : [field, numbered?.[2] ?? ''];
}

/**
 * What a message says of these fields, by their names: lines like `Label: value` (the value may stand on the next line)
 * or `2. value`; then the other dates it names, in their order, for the days that are still open; and where one field is
 * asked for alone, a message of one line. What does not fit is kept as it was written, so that it can be asked about.
 */
export function saidIn(fields: readonly Field[], message: string, today: string): Record<string, string> {
  const said: Record<string, string> = {};
  if (fields.length === 0) return said;
  const rest: string[] = [];
  let waiting: Field | undefined;
  for (const line of message.slice(0, READ).split(/\r?\n/)) {
    const found = named(fields, line);
    const [field, text] = found ?? [waiting, line];
    if (field === undefined || (found === undefined && text.trim() === '')) {
      if (found === undefined && text.trim() !== '') rest.push(line);
      continue;
    }
    const value = text.replace(/\s+/g, ' ').trim();
    waiting = value === '' ? field : undefined;
    if (value !== '' && said[field.name] === undefined) said[field.name] = value.slice(0, LONGEST);
  }
  const dates = findDates(rest.join('\n'), today);
  for (const [at, { name }] of fields
    .filter(({ type, name }) => type === 'date' && said[name] === undefined)
    .entries()) {
    const date = dates[at];
    if (date !== undefined) said[name] = date;
  }
  const [alone, ...others] = fields;
  const [line = '', ...more] = rest.filter((each) => each.trim() !== '');
  if (alone !== undefined && others.length === 0 && more.length === 0 && said[alone.name] === undefined) {
    const read = readValue(alone, line, today);
    if (read !== undefined && 'value' in read) said[alone.name] = read.value;
  }
  return said;
}
