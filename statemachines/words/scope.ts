import type { Json, Part, State } from './process.ts';

/** The variables the words keep things in. */
const VARIABLE = /\$(answers?|items|until)(\d*)\b/g;
const NAME = /^(answers?|items|until)(\d*)$/;

const deeper = (_: string, name: string, depth: string) => `${name}${Number(depth || 0) + 1}`;

const spoken = (json: Json): Json => {
  if (typeof json === 'string')
    return json.startsWith('{%')
      ? json.replace(VARIABLE, (_, name, depth) => `$${deeper(_, name, depth)}`)
      : json;
  if (Array.isArray(json)) return json.map(spoken);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, spoken(key === 'Assign' ? kept(value) : value)]),
  );
};

const kept = (assigned: Json): Json =>
  Object.fromEntries(
    Object.entries(assigned as { [name: string]: Json }).map(([name, value]) => [
      name.replace(NAME, deeper),
      value,
    ]),
  );

/**
 * States as they run inside of a branch. A branch may not keep anything under a name that is in use around it, so what
 * is `$answer` to its words is kept as `$answer1` in a branch, and as `$answer2` in a branch of that.
 */
export const oneDeeper = (states: Part['States']): Part['States'] =>
  spoken(states as unknown as Json) as unknown as Readonly<Record<string, State>>;

/** A definition with the variables named as the words name them, read back. */
export const asWritten = <Whole extends Part>(part: Whole): Whole => {
  const text = JSON.stringify(part, (key, value: unknown) =>
    key === 'Assign' && typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name.replace(NAME, '$1'), each]))
      : value,
  );
  return JSON.parse(text.replace(VARIABLE, '$$$1')) as Whole;
};
