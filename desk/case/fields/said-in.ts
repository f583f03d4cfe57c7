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

/** Which field the beginning of a line names: by its label (`Last working day: …`) or its number (`2. …`). */
function named(fields: readonly Field[], line: string): readonly [Field, string] | undefined {
  const labelled = /^\W*([^:=]{2,80})[:=](.*)$/u.exec(line);
  if (labelled !== null) {
    const label = bare(labelled[1] ?? '').replace(/^\d+ /, '');
    const field = fields.find((each) => bare(each.label) === label);
    if (field !== undefined) return [field, labelled[2] ?? ''];
  }
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
