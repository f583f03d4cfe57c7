import { runtimeFailure } from '../failure.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { BadArguments, FUNCTIONS } from './functions.ts';
import { type Call, looksLikeCall, readCall } from './intrinsic.ts';
import { type Path, readPath } from './path.ts';
import { selectIn } from './select.ts';

/** What paths may select from. */
export interface View {
  readonly input: Json;
  readonly context: JsonObject;
  readonly variables: JsonObject;
  readonly random: () => number;
}

/** What a path's first sign means: the input, the context object, or a variable. */
export function rootOf(path: Path, view: View): Json | undefined {
  if (path.root === 'input') return view.input;
  return path.root === 'context' ? view.context : view.variables[path.root.variable];
}

/** What a path selects, or undefined when it finds nothing. */
export function select(text: string, view: View): Json | undefined {
  const path = readPath(text);
  const root = path && rootOf(path, view);
  return path && root !== undefined ? selectIn(root, path) : undefined;
}

/** A template in which every field ending in `.$` is replaced by what its path or function gives. */
export function fillPayload(template: Json, view: View): Json {
  if (isArray(template)) return template.map((item) => fillPayload(item, view));
  if (!isObject(template)) return template;
  const filled: Record<string, Json> = {};
  for (const [field, value] of Object.entries(template)) {
    const dynamic = field.endsWith('.$') && typeof value === 'string';
    const name = dynamic ? field.slice(0, -2) : field;
    filled[name] = dynamic ? resolve(value, field, view) : fillPayload(value ?? null, view);
  }
  return filled;
}

function resolve(text: string, field: string, view: View): Json {
  if (looksLikeCall(text)) return evaluateCall(text, view);
  const found = select(text, view);
  if (found !== undefined) return found;
  throw runtimeFailure(
    `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${JSON.stringify(view.input)}'`,
  );
}

/** The value of an intrinsic function's call. */
export function evaluateCall(text: string, view: View): Json {
  const call = readCall(text);
  const failed = (why: string) =>
    runtimeFailure(`There was an error while evaluating the intrinsic function: ${text}. ${why}`);
  if (!call) throw failed('Invalid intrinsic function');
  const run = (one: Call): Json => {
    if (one.kind === 'literal') return one.value;
    if (one.kind === 'path') {
      const found = select(one.text, view);
      if (found !== undefined) return found;
      const missing = `The JsonPath argument for the field '${one.text}' could not be found in the input '${JSON.stringify(view.input)}'`;
      throw runtimeFailure(`The function '${text}' had the following error: ${missing}`);
    }
    const [least, most, work] = FUNCTIONS[one.name] ?? [];
    const args = one.args.map(run);
    const invalid = `Invalid arguments in ${one.name}`;
    if (!work || args.length < (least ?? 0) || args.length > (most ?? 0)) throw failed(invalid);
    try {
      return work(args, view.random);
    } catch (error) {
      throw failed(error instanceof BadArguments ? invalid : (error as Error).message);
    }
  };
  return run(call);
}
