import jsonata from 'jsonata';
import { queryFailure } from '../failure.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { addServiceFunctions } from './functions.ts';

/** What the expressions of a field may see, and where time and chance come from. */
export interface Sight {
  /** The reserved variable `$states`: input and context, and result or errorOutput where they exist. */
  readonly states: JsonObject;
  /** The variables assigned so far, without their `$`. */
  readonly variables: JsonObject;
  readonly now: number;
  readonly random: () => number;
}

/** No expression the service accepts runs longer. */
const LONGEST_RUN_MS = 5_000;

const isExpression = (text: string) => text.startsWith('{%') && text.endsWith('%}') && text.length >= 4;

/** The expression inside `{% %}`, or undefined when a value is no expression. */
export function expressionIn(value: Json | undefined): string | undefined {
  return typeof value === 'string' && isExpression(value) ? value.slice(2, -2).trim() : undefined;
}

/** A field's value with every expression in it, at any depth, replaced by what it evaluates to. */
export async function fill(template: Json, location: string, sight: Sight): Promise<Json> {
  const expression = expressionIn(template);
  if (expression !== undefined) return evaluate(expression, location, sight);
  if (Array.isArray(template)) {
    const filled: Json[] = [];
    for (const [i, item] of template.entries())
      filled.push(await fill(item as Json, `${location}[${i}]`, sight));
    return filled;
  }
  if (!isObject(template)) return template;
  const filled: Record<string, Json> = {};
  for (const [field, value] of Object.entries(template)) {
    // Defined rather than set, so that a field called __proto__ stays a field.
    const result = await fill(value ?? null, `${location}/${field}`, sight);
    Object.defineProperty(filled, field, {
      value: result,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return filled;
}

/** The value of one expression; returning nothing is a failure, as is a value JSON cannot hold. */
export async function evaluate(expression: string, location: string, sight: Sight): Promise<Json> {
  const where = `The JSONata expression '${expression}' specified for the field '${location}'`;
  let value: unknown;
  try {
    value = await run(expression, sight);
  } catch (error) {
    throw queryFailure(location, `${where} threw an error during evaluation. ${sentence(error)}`);
  }
  if (value === undefined) throw queryFailure(location, `${where} returned nothing (undefined).`);
  if (typeof value === 'function' || isCallable(value))
    throw queryFailure(location, `${where} returned an unsupported result type.`);
  return plain(value);
}

function run(expression: string, sight: Sight): Promise<unknown> {
  // Compiled each time: a compiled expression keeps its own clock, which two running at once would share.
  const compiled = jsonata(expression, { timeout: LONGEST_RUN_MS });
  addServiceFunctions(compiled, sight.random);
  const at = new Date(sight.now).toISOString();
  return compiled.evaluate(undefined, {
    ...sight.variables,
    states: sight.states,
    now: (picture?: string, zone?: string) =>
      picture === undefined ? at : formatted(sight.now, picture, zone),
    millis: () => sight.now,
    // The service has no $eval; a variable that holds nothing hides the library's own.
    eval: undefined,
  });
}

const formatted = (now: number, picture: string, zone: string | undefined): Promise<unknown> =>
  jsonata('$fromMillis($now, $picture, $zone)').evaluate(undefined, { now, picture, zone });

function sentence(error: unknown): string {
  if (!isObject(error) && !(error instanceof Error)) return String(error);
  const { code, message } = error as { code?: unknown; message?: unknown };
  return typeof code === 'string' && /^[A-Z]\d{4}$/.test(code) ? `${code}: ${message}` : String(message);
}

const isCallable = (value: unknown) =>
  typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value);

/** The same value as plain JSON: no marks of the library on arrays, and what JSON cannot write as the service writes it. */
function plain(value: unknown): Json {
  return JSON.parse(
    JSON.stringify(value, (_field, part: unknown) => {
      if (typeof part === 'number' && !Number.isFinite(part)) return String(part);
      return part instanceof Date ? part.toISOString() : part;
    }),
  ) as Json;
}
