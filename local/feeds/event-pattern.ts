import { isObject, type Json, type JsonObject } from '../json.ts';

// The event patterns of Lambda's event filtering, as its documentation lists them:
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html

const compares: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function inRange(value: Json, range: Json): boolean {
  // DynamoDB writes numbers as texts, and Lambda does not compare those; neither do we.
  if (typeof value !== 'number' || !Array.isArray(range)) return false;
  for (let i = 0; i + 1 < range.length; i += 2) {
    const compare = compares[String(range[i])];
    if (!compare?.(value, Number(range[i + 1]))) return false;
  }
  return true;
}

const textual = (value: Json, test: (text: string) => boolean) => typeof value === 'string' && test(value);

function isNoneOf(value: Json | undefined, excluded: Json): boolean {
  if (value === undefined) return false;
  if (isObject(excluded)) return !Object.entries(excluded).some(([word, one]) => fits(value, word, one));
  return !(Array.isArray(excluded) ? excluded : [excluded]).includes(value);
}

function fits(value: Json | undefined, word: string, argument: Json): boolean {
  if (word === 'exists') return (value !== undefined) === (argument === true);
  if (word === 'anything-but') return isNoneOf(value, argument);
  if (value === undefined) return false;
  if (word === 'prefix') return textual(value, (text) => text.startsWith(String(argument)));
  if (word === 'suffix') return textual(value, (text) => text.endsWith(String(argument)));
  if (word === 'numeric') return inRange(value, argument);
  if (word === 'equals-ignore-case') {
    return textual(value, (text) => text.toLowerCase() === String(argument).toLowerCase());
  }
  throw new Error(`an event pattern uses '${word}', which is not understood here`);
}

function matchesLeaf(value: Json | undefined, alternatives: readonly Json[]): boolean {
  const values: (Json | undefined)[] = Array.isArray(value) ? value : [value];
  return alternatives.some((alternative) =>
    values.some((one) =>
      isObject(alternative)
        ? Object.entries(alternative).every(([word, argument]) => fits(one, word, argument))
        : one === alternative,
    ),
  );
}

/** Whether an event matches a pattern: every key of the pattern must, each leaf by one of its alternatives. */
export function matches(pattern: JsonObject, event: Json | undefined): boolean {
  return Object.entries(pattern).every(([key, wanted]) => {
    if (key === '$or' && Array.isArray(wanted)) {
      return wanted.some((one) => isObject(one) && matches(one, event));
    }
    const value = isObject(event) ? event[key] : undefined;
    if (Array.isArray(wanted)) return matchesLeaf(value, wanted);
    return isObject(wanted) && matches(wanted, value);
  });
}

/** Whether an event passes a feed's filters: one of them must match, and no filter lets everything through. */
export const passes = (filters: readonly JsonObject[], event: JsonObject): boolean =>
  filters.length === 0 || filters.some((pattern) => matches(pattern, event));
