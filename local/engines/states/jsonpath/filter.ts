import type { Json } from '../json.ts';
import { readPath } from './path.ts';
import { selectIn } from './select.ts';

/** Whether an item of a list passes; `root` is the whole input, for paths that start at `$`. */
export type Filter = (item: Json, root: Json) => boolean;

const TOKEN =
  /\s*(&&|\|\||==|!=|<=|>=|=~|<|>|!|\(|\)|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\/(?:[^/\\]|\\.)+\/i?|-?\d+(?:\.\d+)?|true|false|null|[@$][^\s()=!<>&|]*)/y;

type Value = (item: Json, root: Json) => Json | undefined;

/** Reads the condition inside `[?( )]`. */
export function filterOf(text: string): Filter {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const found = TOKEN.exec(text)?.[1];
    if (found === undefined) throw new Error(`'${text}' is no condition`);
    tokens.push(found);
  }
  const either = (): Filter => {
    let left = both();
    while (tokens[0] === '||') {
      tokens.shift();
      const [a, b] = [left, both()];
      left = (item, root) => a(item, root) || b(item, root);
    }
    return left;
  };
  const both = (): Filter => {
    let left = one();
    while (tokens[0] === '&&') {
      tokens.shift();
      const [a, b] = [left, one()];
      left = (item, root) => a(item, root) && b(item, root);
    }
    return left;
  };
  const one = (): Filter => {
    const token = tokens.shift();
    if (token === '!') {
      const inner = one();
      return (item, root) => !inner(item, root);
    }
    if (token === '(') {
      const inner = either();
      if (tokens.shift() !== ')') throw new Error('a parenthesis is left open');
      return inner;
    }
    const left = operand(token);
    const operator = tokens[0];
    const compare = operator === undefined ? undefined : COMPARE[operator];
    if (!compare) return (item, root) => left(item, root) !== undefined;
    tokens.shift();
    const right = operand(tokens.shift());
    return (item, root) => compare(left(item, root), right(item, root));
  };
  const whole = either();
  if (tokens.length > 0) throw new Error(`'${text}' says too much`);
  return whole;
}

function operand(token: string | undefined): Value {
  if (token === undefined) throw new Error('a value is missing');
  if (token.startsWith('@') || token.startsWith('$')) {
    const path = readPath(`$${token.slice(1)}`);
    if (!path) throw new Error(`'${token}' is no path`);
    return (item, root) => selectIn(token.startsWith('@') ? item : root, path);
  }
  if (token.startsWith('/')) return () => token;
  const literal = token.startsWith("'")
    ? token.slice(1, -1).replace(/\\(.)/g, '$1')
    : (JSON.parse(token) as Json);
  return () => literal;
}

type Compare = (a: Json | undefined, b: Json | undefined) => boolean;

const ordered =
  (holds: (order: number) => boolean): Compare =>
  (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return holds(a - b);
    return typeof a === 'string' && typeof b === 'string' && holds(a < b ? -1 : a > b ? 1 : 0);
  };

const COMPARE: Readonly<Record<string, Compare>> = {
  '==': (a, b) => JSON.stringify(a) === JSON.stringify(b),
  '!=': (a, b) => JSON.stringify(a) !== JSON.stringify(b),
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
  '=~': (a, b) => {
    const [, pattern, flags] = /^\/(.*)\/(i?)$/.exec(String(b)) ?? [];
    return pattern !== undefined && typeof a === 'string' && new RegExp(`^(?:${pattern})$`, flags).test(a);
  },
};
