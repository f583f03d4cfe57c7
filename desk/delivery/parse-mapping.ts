import jsonata from 'jsonata';
import { HIDDEN } from './mapping.ts';

/** A part of a parsed expression. */
type Part = Readonly<Record<string, unknown>>;

/** Every part of a parsed expression, however deep. */
function* partsOf(of: unknown): Generator<Part> {
  if (typeof of !== 'object' || of === null) return;
  if (!Array.isArray(of)) yield of as Part;
  for (const inner of Object.values(of)) yield* partsOf(inner);
}

/** What is wrong with a mapping before it ever sees a body, in sentences: it does not parse, or uses what no mapping may. */
export function mappingFaults(expression: string): readonly string[] {
  let parsed: unknown;
  try {
    parsed = jsonata(expression).ast();
  } catch (error) {
    const { message, position } = error as { message?: string; position?: number };
    return [`it does not parse at letter ${position ?? 0}: ${message ?? 'it is no JSONata'}`];
  }
  const hidden: readonly unknown[] = HIDDEN;
  return [...partsOf(parsed)].flatMap(({ type, value }) => {
    if (type === 'regex') return ['it uses a regular expression, which nothing can stop'];
    return type === 'variable' && hidden.includes(value) ? [`it uses $${value}, which no mapping may`] : [];
  });
}
