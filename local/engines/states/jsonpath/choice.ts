import { runtimeFailure } from '../failure.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { instantOf } from '../run/wait.ts';
import { select, type View } from './payload.ts';

/** Whether a rule holds for what is in view. */
export function holds(rule: JsonObject, view: View): boolean {
  if (isArray(rule.And)) return rule.And.filter(isObject).every((inner) => holds(inner, view));
  if (isArray(rule.Or)) return rule.Or.filter(isObject).some((inner) => holds(inner, view));
  if (isObject(rule.Not)) return !holds(rule.Not, view);
  const variable = String(rule.Variable);
  const operator = Object.keys(rule).find(
    (field) => field in TESTS || field in COMPARISONS || isPathForm(field),
  );
  if (operator === undefined) throw runtimeFailure('The choice rule compares nothing');
  if (operator === 'IsPresent') return (select(variable, view) !== undefined) === rule.IsPresent;
  const value = found(variable, view);
  const test = TESTS[operator];
  if (test) return test(value) === rule[operator];
  const byPath = isPathForm(operator);
  const compare = COMPARISONS[byPath ? operator.slice(0, -4) : operator];
  const expected = byPath ? found(String(rule[operator]), view) : (rule[operator] ?? null);
  return compare?.(value, expected) ?? false;
}

const isPathForm = (field: string) => field.endsWith('Path') && field.slice(0, -4) in COMPARISONS;

function found(path: string, view: View): Json {
  const value = select(path, view);
  if (value !== undefined) return value;
  throw runtimeFailure(
    `Invalid path '${path}': The choice state's condition path references an invalid value.`,
  );
}

const TESTS: Readonly<Record<string, (value: Json) => boolean>> = {
  IsNull: (value) => value === null,
  IsPresent: () => true,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => typeof value === 'string' && instantOf(value) !== undefined,
};

type Compare = (value: Json, expected: Json) => boolean;
type Order = (order: number) => boolean;

const strings =
  (order: Order): Compare =>
  (a, b) =>
    typeof a === 'string' && typeof b === 'string' && order(a < b ? -1 : a > b ? 1 : 0);

const numbers =
  (order: Order): Compare =>
  (a, b) =>
    typeof a === 'number' && typeof b === 'number' && order(a - b);

const instants =
  (order: Order): Compare =>
  (a, b) => {
    const [first, second] = [instantOf(String(a)), instantOf(String(b))];
    return typeof a === 'string' && first !== undefined && second !== undefined && order(first - second);
  };

const ORDERS: Readonly<Record<string, Order>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  GreaterThan: (order) => order > 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThanEquals: (order) => order >= 0,
};

const COMPARISONS: Readonly<Record<string, Compare>> = {
  BooleanEquals: (a, b) => typeof a === 'boolean' && a === b,
  StringMatches: (a, b) => typeof a === 'string' && typeof b === 'string' && wildcard(b).test(a),
  ...Object.fromEntries(
    Object.entries(ORDERS).flatMap(([name, order]) => [
      [`String${name}`, strings(order)],
      [`Numeric${name}`, numbers(order)],
      [`Timestamp${name}`, instants(order)],
    ]),
  ),
};

/** A pattern in which `*` stands for anything and `\*` for a star. */
function wildcard(pattern: string): RegExp {
  const parts = pattern.match(/\\.|[\s\S]/g) ?? [];
  const source = parts.map((part) =>
    part === '*' ? '[\\s\\S]*' : (part.at(-1) ?? '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`);
}
