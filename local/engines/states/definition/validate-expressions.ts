import jsonata from 'jsonata';
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { expressionIn } from '../jsonata/evaluate.ts';
import type { State } from './definition.ts';
import type { Report } from './diagnostic.ts';

/** Fields that are no data of a state's own: what is inside is checked where it belongs. */
const ELSEWHERE = new Set([
  'Branches',
  'ItemProcessor',
  'Iterator',
  'Catch',
  'Choices',
  'Retry',
  'Comment',
  'Type',
  'Next',
  'Default',
]);
/** States whose Output and Assign see a result. */
const HAS_RESULT = new Set(['Task', 'Parallel', 'Map']);

/** Checks that every expression of a JSONata state parses and names only what exists where it stands. */
export function checkExpressions(state: State, at: string, report: Report): void {
  for (const [field, value] of Object.entries(state)) {
    if (ELSEWHERE.has(field)) continue;
    const result = HAS_RESULT.has(state.Type) && (field === 'Output' || field === 'Assign');
    walk(value, `${at}/${field}`, { result, errorOutput: false }, report);
  }
  for (const list of ['Choices', 'Catch'] as const) {
    const entries = state[list];
    for (const [i, entry] of isArray(entries) ? entries.entries() : [])
      for (const [field, value] of isObject(entry) ? Object.entries(entry) : [])
        if (['Condition', 'Output', 'Assign'].includes(field))
          walk(
            value,
            `${at}/${list}[${i}]/${field}`,
            { result: false, errorOutput: list === 'Catch' },
            report,
          );
  }
  for (const holder of [state, ...many(state.Choices), ...many(state.Catch)])
    if (isObject(holder.Assign) && 'states' in holder.Assign)
      report(`${at}/Assign/states`, "Variable name 'states' is reserved");
}

const many = (list: Json | undefined): JsonObject[] => (isArray(list) ? list.filter(isObject) : []);

interface Seen {
  readonly result: boolean;
  readonly errorOutput: boolean;
}

function walk(value: Json | undefined, at: string, seen: Seen, report: Report): void {
  const expression = expressionIn(value);
  if (expression !== undefined) {
    check(expression, at, seen, report);
    return;
  }
  if (isArray(value)) for (const [i, item] of value.entries()) walk(item, `${at}[${i}]`, seen, report);
  else if (isObject(value))
    for (const [field, item] of Object.entries(value)) walk(item, `${at}/${field}`, seen, report);
}

function check(expression: string, at: string, seen: Seen, report: Report): void {
  let ast: Node;
  try {
    ast = jsonata(expression).ast() as unknown as Node;
  } catch (error) {
    const message =
      isObject(error) || error instanceof Error
        ? String((error as { message?: unknown }).message)
        : String(error);
    report(at, message, 'INVALID_JSONATA_EXPRESSION');
    return;
  }
  for (const name of ['result', 'errorOutput'] as const)
    if (!seen[name] && names(ast, name)) report(at, `Field '$states.${name}' does not exist.`);
  const bare = topLevelName(ast);
  if (bare !== undefined)
    report(at, `Reference to '${bare}' at the top level is not supported.`, 'UNSUPPORTED_JSONATA_EXPRESSION');
  if (finds(ast, (node) => node.type === 'variable' && node.value === '$'))
    report(at, "Reference to '$$' is not supported.", 'UNSUPPORTED_JSONATA_EXPRESSION');
}

interface Node {
  readonly type?: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly [part: string]: unknown;
}

const parts = (node: Node): Node[] =>
  Object.values(node)
    .flatMap((part) => (Array.isArray(part) ? part.flat() : [part]))
    .filter((part): part is Node => isObject(part));

const finds = (node: Node, test: (node: Node) => boolean): boolean =>
  test(node) || parts(node).some((part) => finds(part, test));

const names = (ast: Node, field: string) =>
  finds(ast, ({ type, steps }) => {
    const [first, second] = steps ?? [];
    return (
      type === 'path' && first?.type === 'variable' && first.value === 'states' && second?.value === field
    );
  });

/** A name read where there is nothing to read it from: only later steps of a path, and what filters them, have a context. */
function topLevelName(node: Node): string | undefined {
  if (node.type === 'name') return String(node.value);
  if (node.type === 'path') return node.steps?.[0] && topLevelName(node.steps[0]);
  if (node.type === 'unary' && node.value === '{') return firstOf(pairs(node.lhs));
  if (node.type === 'bind') return isObject(node.rhs) ? topLevelName(node.rhs as unknown as Node) : undefined;
  const children = [
    'expressions',
    'arguments',
    'lhs',
    'rhs',
    'condition',
    'then',
    'else',
    'expression',
    'body',
  ].flatMap((part) => {
    const value = node[part];
    return (Array.isArray(value) ? value.flat() : [value]).filter((item): item is Node => isObject(item));
  });
  // The right of `~>` is a function; the other operators work on values.
  return firstOf(children);
}

const pairs = (lhs: unknown): Node[] => (Array.isArray(lhs) ? (lhs.flat() as Node[]) : []);

function firstOf(nodes: readonly Node[]): string | undefined {
  for (const node of nodes) {
    const found = topLevelName(node);
    if (found !== undefined) return found;
  }
  return undefined;
}
