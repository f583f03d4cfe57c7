import type { Catalogue } from '../department.ts';
import { DeskError } from '../errors.ts';
import type { Task } from '../task/task.ts';

/**
 * How the desk and a department's system understand one another without code: JSONata that makes the system's body of
 * the desk's (`request`), and the desk's answer of the system's callback (`response`). What is absent is not mapped.
 */
export type Mapping = Readonly<{ request?: string; response?: string }>;

/** How the system behind a task is spoken to: by its service's own mapping before the department's. */
export function mappingOf(
  catalogue: Catalogue,
  { department, about }: Pick<Task, 'department' | 'about'>,
  direction: keyof Mapping,
): string | undefined {
  const { system, services } = catalogue.department(department);
  return services.find(({ id }) => id === about.service)?.system?.[direction] ?? system?.[direction];
}

/** The library's own functions a mapping may not use: the same task has to give the same body in every attempt (W1). */
export const HIDDEN = ['eval', 'now', 'millis', 'random', 'shuffle'] as const;

/** No body that a mapping makes is larger (letters): a callback may not be either (W13). */
const LARGEST = 256 * 1024;

/** A mapping may run this long (milliseconds), call itself this deep and make lists this long. */
export const BOUNDS = { timeout: 500, stack: 200, sequence: 10_000 } as const;

/** No regular expression runs: one of them can take hours over a short text, and nothing could stop it. */
class NoRegex {
  constructor() {
    throw new Error('a mapping uses no regular expression');
  }
}

const sentence = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

/** The same value as plain JSON, without marks of the library on lists; undefined where it is none. */
const plain = (value: unknown): unknown => {
  const text = JSON.stringify(value);
  if (text !== undefined && text.length > LARGEST) throw new Error(`it makes more than ${LARGEST} letters`);
  return text === undefined ? undefined : JSON.parse(text);
};

const refused = (message: string, cause?: unknown) =>
  new DeskError('invalid', message, { faults: [{ pointer: '', message }], cause });

/**
 * What a mapping makes of a body: always an object, or `invalid` with the reason, where the mapping throws, runs too
 * long, makes nothing or makes something else. Nothing of the desk is in its sight but the body.
 */
export async function mapped(expression: string, body: unknown): Promise<Readonly<Record<string, unknown>>> {
  // Loaded by the first body that is mapped: most departments map nothing, and a cold start does not wait for it.
  const { default: jsonata } = await import('jsonata');
  let made: unknown;
  try {
    const engine = NoRegex as unknown as RegExpConstructor;
    const compiled = jsonata(expression, { ...BOUNDS, RegexEngine: engine });
    const hidden = Object.fromEntries(HIDDEN.map((name) => [name, undefined]));
    made = plain(await compiled.evaluate(body, hidden));
  } catch (error) {
    throw refused(`the mapping failed: ${sentence(error).slice(0, 200)}`, error);
  }
  if (made === undefined) throw refused('the mapping makes nothing of this body');
  if (typeof made !== 'object' || made === null || Array.isArray(made))
    throw refused('the mapping makes something else than an object');
  if (Object.keys(made).length === 0) throw refused('the mapping makes an empty object of this body');
  return made as Readonly<Record<string, unknown>>;
}
