import { queryFailure, runtimeFailure } from '../failure.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { evaluate, expressionIn, fill, type Sight } from '../jsonata/evaluate.ts';
import { type Place, sightOf } from './place.ts';

type Kind = 'number' | 'string' | 'boolean' | 'array';

const kindOf = (value: Json) => (value === null ? 'null' : isArray(value) ? 'array' : typeof value);

/** A field whose expression must give one kind of value; a literal is taken as it is. */
export async function typed(template: Json, location: string, kind: Kind, sight: Sight): Promise<Json> {
  const expression = expressionIn(template);
  if (expression === undefined)
    return isObject(template) || isArray(template) ? fill(template, location, sight) : template;
  const value = await evaluate(expression, location, sight);
  if (kindOf(value) === kind) return value;
  throw queryFailure(
    location,
    `The JSONata expression '${expression}' specified for the field '${location}' returned an unexpected result type. ` +
      `Expected '${kind}', but was '${kindOf(value)}' for value: ${JSON.stringify(value)}`,
  );
}

/** A whole number in a JSONata field, or undefined when the state has no such field. */
export async function wholeNumber(
  place: Place,
  field: string,
  [least, most]: readonly [number, number],
): Promise<number | undefined> {
  const template = place.state[field];
  if (template === undefined) return undefined;
  const value = await typed(template, field, 'number', sightOf(place));
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw queryFailure(field, `The ${field} field cannot be parsed as an integer: ${JSON.stringify(value)}`);
  if (value < least || value > most)
    throw queryFailure(field, `${field} must be between ${least} and ${most} but was: ${value}`);
  return value;
}

/** What a state assigns and hands on, in either language. */
export interface Outcome {
  readonly output: Json;
  readonly assigned?: JsonObject | undefined;
}

/** Evaluates the `Assign` and `Output` beside each other: both see the variables as they were when the state began. */
export async function outcomeOf(
  fields: JsonObject,
  at: string,
  otherwise: Json,
  sight: Sight,
): Promise<Outcome> {
  const assigned = fields.Assign === undefined ? undefined : await fill(fields.Assign, `${at}Assign`, sight);
  const output = fields.Output === undefined ? otherwise : await fill(fields.Output, `${at}Output`, sight);
  if (assigned !== undefined && !isObject(assigned)) throw runtimeFailure('Assign must be an object');
  return { output, assigned };
}
