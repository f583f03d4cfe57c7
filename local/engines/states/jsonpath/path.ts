import { type Filter, filterOf } from './filter.ts';

/** One step of a path. */
export type Step =
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number; readonly by: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'deep'; readonly inner: Step };

/** A path as read: where it starts, and its steps. */
export interface Path {
  /** `input`, the context object, or a variable. */
  readonly root: 'input' | 'context' | { readonly variable: string };
  readonly steps: readonly Step[];
  /** A definite path selects one value; any other selects a list. */
  readonly definite: boolean;
}

const NAME = /[^.[\]\s()'",]+/y;
const VARIABLE = /^\$([\p{L}_][\p{L}\p{N}_]*)/u;

/** Reads a path, or undefined when the text is none. */
export function readPath(text: string): Path | undefined {
  const variable = VARIABLE.exec(text);
  const root =
    variable?.[1] !== undefined ? { variable: variable[1] } : text.startsWith('$$') ? 'context' : 'input';
  if (!text.startsWith('$')) return undefined;
  const start = variable ? variable[0].length : root === 'context' ? 2 : 1;
  try {
    const steps = stepsOf(text, start);
    return { root, steps, definite: steps.every(isDefinite) };
  } catch {
    return undefined;
  }
}

const isDefinite = (step: Step) =>
  (step.kind === 'names' && step.names.length === 1) ||
  (step.kind === 'indexes' && step.indexes.length === 1);

function stepsOf(text: string, start: number): Step[] {
  const steps: Step[] = [];
  let at = start;
  const name = (): Step => {
    if (text[at] === '*') {
      at += 1;
      return { kind: 'all' };
    }
    NAME.lastIndex = at;
    const found = NAME.exec(text)?.[0];
    if (found === undefined) throw new Error('a name is missing');
    at += found.length;
    return { kind: 'names', names: [found] };
  };
  const bracket = (): Step => {
    const end = closing(text, at);
    const inner = text.slice(at + 1, end).trim();
    at = end + 1;
    return inBrackets(inner);
  };
  while (at < text.length) {
    if (text.startsWith('..', at)) {
      at += 2;
      steps.push({ kind: 'deep', inner: text[at] === '[' ? bracket() : name() });
    } else if (text[at] === '.') {
      at += 1;
      steps.push(name());
    } else if (text[at] === '[') steps.push(bracket());
    else throw new Error(`'${text[at]}' begins no step`);
  }
  return steps;
}

/** The bracket that closes the one at a position, past quotes and inner brackets. */
function closing(text: string, open: number): number {
  let depth = 0;
  let quote = '';
  for (let i = open; i < text.length; i++) {
    const c = text[i] ?? '';
    if (quote !== '') {
      if (c === '\\') i += 1;
      else if (c === quote) quote = '';
    } else if (c === "'" || c === '"') quote = c;
    else if (c === '[') depth += 1;
    else if (c === ']' && --depth === 0) return i;
  }
  throw new Error('a bracket is left open');
}

const QUOTED = /^(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")$/;

function inBrackets(inner: string): Step {
  if (inner === '*') return { kind: 'all' };
  if (inner.startsWith('?')) return { kind: 'filter', filter: filterOf(inner.slice(1).trim()) };
  const parts = inner.split(/,(?=(?:[^']*'[^']*')*[^']*$)/).map((part) => part.trim());
  if (parts.every((part) => QUOTED.test(part)))
    return { kind: 'names', names: parts.map((part) => part.slice(1, -1).replace(/\\(.)/g, '$1')) };
  if (parts.every((part) => /^-?\d+$/.test(part))) return { kind: 'indexes', indexes: parts.map(Number) };
  const slice = /^(-?\d*):(-?\d*)(?::(-?\d+))?$/.exec(inner);
  if (!slice) throw new Error(`'${inner}' selects nothing`);
  const [, from, to, by] = slice;
  return {
    kind: 'slice',
    ...(from && { from: Number(from) }),
    ...(to && { to: Number(to) }),
    by: Number(by ?? 1),
  };
}
