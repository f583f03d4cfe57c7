import type { Fault } from '../../errors.ts';
import type { Field } from './field.ts';
import { readValue } from './read-value.ts';

/** What is wrong with one field, in words that go on after its label. */
export type FieldFault = Readonly<{ field: Field; reason: string }>;

/** What was given, read: the values that fit, and what is wrong with the others. */
export type Checked = Readonly<{ values: Readonly<Record<string, string>>; faults: readonly FieldFault[] }>;

/** Reads what was given for these fields. Pure: `today` is an ISO instant or day. */
export function checkFields(
  fields: readonly Field[],
  given: Readonly<Record<string, unknown>>,
  today: string,
): Checked {
  const values: Record<string, string> = {};
  const faults: FieldFault[] = [];
  for (const field of fields) {
    const read = readValue(field, Object.hasOwn(given, field.name) ? given[field.name] : undefined, today);
    if (read === undefined) continue;
    if ('value' in read) values[field.name] = read.value;
    else faults.push({ field, reason: read.fault });
  }
  return { values, faults };
}

/** The same as JSON pointers, for whoever sent a form. */
export const pointersOf = (faults: readonly FieldFault[], under = '/fields'): Fault[] =>
  faults.map(({ field, reason }) => ({
    pointer: `${under}/${field.name}`,
    message: `${field.label} ${reason}`,
  }));
