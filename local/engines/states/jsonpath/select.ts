import { isArray, isObject, type Json } from '../json.ts';
import type { Path, Step } from './path.ts';

/** What a path selects in a value: one value or undefined when it is definite, else a list. */
export function selectIn(root: Json, path: Path): Json | undefined {
  let found: Json[] = [root];
  for (const step of path.steps) found = found.flatMap((value) => take(value, step, root));
  return path.definite ? found[0] : found;
}

function take(value: Json, step: Step, root: Json): Json[] {
  switch (step.kind) {
    case 'names':
      return isObject(value)
        ? step.names.filter((name) => Object.hasOwn(value, name)).map((name) => value[name] ?? null)
        : [];
    case 'indexes':
      return isArray(value)
        ? step.indexes.flatMap((index) => value.slice(index, index === -1 ? undefined : index + 1))
        : [];
    case 'slice':
      return isArray(value)
        ? value.slice(step.from, step.to).filter((_, i) => i % Math.abs(step.by) === 0)
        : [];
    case 'all':
      return inside(value);
    case 'filter':
      // A filter looks into a list, or at an object itself.
      return (isArray(value) ? [...value] : isObject(value) ? [value] : []).filter((item) =>
        step.filter(item, root),
      );
    case 'deep':
      return below(value).flatMap((part) => take(part, step.inner, root));
  }
}

const inside = (value: Json): Json[] =>
  isArray(value) ? [...value] : isObject(value) ? Object.values(value).map((part) => part ?? null) : [];

const below = (value: Json): Json[] => [value, ...inside(value).flatMap(below)];

/** Why a definite path finds nothing, in the words of the library the service uses. */
export function whyNothing(root: Json, path: Path): string {
  let value: Json = root;
  let shown = '$';
  for (const [i, step] of path.steps.entries()) {
    const part =
      step.kind === 'names'
        ? `['${step.names[0]}']`
        : step.kind === 'indexes'
          ? `[${step.indexes[0]}]`
          : '[*]';
    const [next] = take(value, step, root);
    if (next === undefined)
      return i < path.steps.length - 1
        ? `Missing property in path ${shown}${part}`
        : `No results for path: ${shown}${part}`;
    shown += part;
    value = next;
  }
  return `No results for path: ${shown}`;
}
