import { type Failure, runtimeFailure } from '../failure.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import type { Outcome } from '../run/fields.ts';
import { contextOf, type Place, variablesOf } from '../run/place.ts';
import { failedWith } from '../run/step.ts';
import { instantOf, notAnInstant } from '../run/wait.ts';
import { holds } from './choice.ts';
import { looksLikeCall } from './intrinsic.ts';
import { readPath } from './path.ts';
import { evaluateCall, fillPayload, rootOf, select, type View } from './payload.ts';
import { putAt } from './put.ts';
import { whyNothing } from './select.ts';

const viewOf = (place: Place, input: Json, item?: JsonObject): View => ({
  input,
  context: contextOf(place, item),
  variables: variablesOf(place),
  random: place.turn.world.random,
});

/** What `InputPath` and `OutputPath` let through: nothing becomes an empty object. */
function through(place: Place, field: 'InputPath' | 'OutputPath', value: Json): Json {
  const text = place.state[field];
  if (text === undefined || text === '$') return value;
  if (text === null) return {};
  const view = viewOf(place, value);
  const selected = select(String(text), view);
  if (selected !== undefined) return selected;
  const path = readPath(String(text));
  throw runtimeFailure(
    `Invalid path '${text}' : ${path ? whyNothing(rootOf(path, view) ?? null, path) : 'not a path'}`,
  );
}

const filtered = (place: Place) => through(place, 'InputPath', place.thread.input);

/** What a state works on: its input through `InputPath` and `Parameters`. */
export function inputByPath(place: Place): Json {
  const input = filtered(place);
  const { Parameters } = place.state;
  // The Parameters of a Map are for its items.
  if (Parameters === undefined || place.state.Type === 'Map') return input;
  return fillPayload(Parameters, viewOf(place, input));
}

/** A number that is written in the state or found by its `…Path`. */
export function numberByPath(place: Place, field: string): number | undefined {
  const literal = place.state[field];
  const path = place.state[`${field}Path`];
  if (typeof literal === 'number') return literal;
  return path === undefined ? undefined : longAt(place, `${field}Path`, String(path));
}

function longAt(place: Place, field: string, path: string): number {
  const value = referenced(place, field, path);
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (typeof number === 'number' && Number.isInteger(number)) return number;
  throw runtimeFailure(`The ${field} parameter cannot be parsed as a long value: ${path} == ${shown(value)}`);
}

const shown = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value));

function referenced(place: Place, field: string, path: string): Json {
  const value = select(path, viewOf(place, filtered(place)));
  if (value !== undefined) return value;
  throw runtimeFailure(`The ${field} parameter does not reference an input value: ${path}`);
}

/** The items of a Map. */
export function itemsByPath(place: Place): readonly Json[] {
  const path = String(place.state.ItemsPath ?? '$');
  const items = select(path, viewOf(place, filtered(place)));
  if (isArray(items)) return items;
  if (items === undefined)
    throw runtimeFailure(`The ItemsPath parameter does not reference an input value: ${path}`);
  throw runtimeFailure(`Reference path "${path}" must point to array.`);
}

/** What one iteration of a Map gets. */
export function itemInputByPath(place: Place, item: JsonObject): Json {
  const selector = place.state.ItemSelector ?? place.state.Parameters;
  return selector === undefined
    ? (item.Value ?? null)
    : fillPayload(selector, viewOf(place, filtered(place), item));
}

/** What a state hands on: its result through `ResultSelector`, `ResultPath` and `OutputPath`. */
export function outcomeByPath(place: Place, result: Json): Outcome {
  const { ResultSelector, ResultPath, Assign } = place.state;
  const assigned = Assign === undefined ? undefined : assignedBy(place, Assign, result);
  const selected = ResultSelector === undefined ? result : fillPayload(ResultSelector, viewOf(place, result));
  const combined = combine(place, ResultPath, selected);
  return { output: through(place, 'OutputPath', combined), assigned };
}

const combine = ({ thread }: Place, path: Json | undefined, result: Json): Json =>
  path === undefined || path === '$'
    ? result
    : path === null
      ? thread.input
      : putAt(thread.input, String(path), result);

function assignedBy(place: Place, template: Json, input: Json): JsonObject {
  const assigned = fillPayload(template, viewOf(place, input));
  if (isObject(assigned)) return assigned;
  throw runtimeFailure('Assign must be an object');
}

/** What a catcher hands on: the error, put into the state's own input. */
export function caughtByPath(place: Place, catcher: JsonObject, error: JsonObject): Outcome {
  const { Assign, ResultPath } = catcher;
  const assigned = Assign === undefined ? undefined : assignedBy(place, Assign, error);
  return { output: combine(place, ResultPath, error), assigned };
}

/** Where a Choice goes on to, and what with. */
export function chosenByPath(place: Place): { outcome: Outcome; next: string | undefined } {
  const input = filtered(place);
  const view = viewOf(place, input);
  const rules = isArray(place.state.Choices) ? place.state.Choices.filter(isObject) : [];
  const rule = rules.find((one) => holds(one, view));
  const { Assign, Next } = rule ?? { Assign: place.state.Assign, Next: place.state.Default };
  const assigned = Assign === undefined ? undefined : assignedBy(place, Assign, input);
  const next = typeof Next === 'string' ? Next : undefined;
  return { outcome: { output: through(place, 'OutputPath', input), assigned }, next };
}

/** Until when a Wait waits. */
export function waitByPath(place: Place, now: number): number {
  const { Timestamp, TimestampPath } = place.state;
  const seconds = numberByPath(place, 'Seconds');
  if (seconds !== undefined) return now + seconds * 1000;
  const path = String(TimestampPath);
  const text = Timestamp ?? referenced(place, 'TimestampPath', path);
  const at = typeof text === 'string' ? instantOf(text) : undefined;
  if (at !== undefined) return at;
  const [field, what] =
    Timestamp === undefined ? ['TimestampPath', `${path} == ${shown(text)}`] : ['Timestamp', shown(text)];
  throw runtimeFailure(notAnInstant(field, what));
}

/** What a Fail state says, written or found by path or intrinsic function. */
export function failByPath(place: Place): Failure {
  const { state } = place;
  const part = (field: 'Error' | 'Cause'): Json | undefined => {
    const path = state[`${field}Path`];
    if (typeof path !== 'string') return state[field];
    const view = viewOf(place, place.thread.input);
    return looksLikeCall(path) ? evaluateCall(path, view) : referenced(place, `${field}Path`, path);
  };
  return failedWith(part('Error'), part('Cause'));
}
