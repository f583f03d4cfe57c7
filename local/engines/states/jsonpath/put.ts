import { runtimeFailure } from '../failure.ts';
import { isArray, isObject, type Json } from '../json.ts';
import { readPath, type Step } from './path.ts';

/** The input with a value put at a reference path; parents that are missing are made. */
export function putAt(input: Json, pathText: string, value: Json): Json {
  const path = readPath(pathText);
  if (!path) throw runtimeFailure(`Invalid path '${pathText}'`);
  return put(input, path.steps, value);
}

function put(at: Json | undefined, steps: readonly Step[], value: Json): Json {
  const [step, ...rest] = steps;
  if (!step) return value;
  if (step.kind === 'names') {
    const name = step.names[0] ?? '';
    if (at !== undefined && !isObject(at)) throw cannot(name, at);
    return { ...at, [name]: put(at?.[name], rest, value) };
  }
  const index = step.kind === 'indexes' ? (step.indexes[0] ?? 0) : 0;
  if (!isArray(at) || index >= at.length) throw cannot(String(index), at ?? null);
  return at.map((item, i) => (i === index ? put(item, rest, value) : item));
}

const cannot = (step: string, at: Json) =>
  runtimeFailure(
    `Unable to apply step "${step}" to input ${JSON.stringify(at)}`,
    'States.ResultPathMatchFailure',
  );
