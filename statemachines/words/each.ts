import { CASE, comment, invoke } from './invoke.ts';
import { partForItem } from './item.ts';
import type { Meta, Part, State } from './process.ts';

/** The name of the state that goes through a list, once it was read. */
export type One<Name extends string> = `${Name}: one by one`;

/**
 * Does the same for each of a list that stands on the case as a fact, all at once; `{item}` in a sentence is the one in
 * hand. Gives two states: reading the list, and going through it. `$answers` holds what each ended with, by the name of
 * the fact. A list that is missing, empty or too long leads to `onMissing`.
 */
export function each<const Own extends string, const Name extends string>(
  name: Own,
  {
    of,
    do: part,
    next,
    onMissing,
    ...meta
  }: Meta & Readonly<{ of: string; do: Part; next: Name; onMissing: Name }>,
): Readonly<Record<Own | One<Own>, State<Name | One<Own>>>> {
  const one: One<Own> = `${name}: one by one`;
  const states = {
    [name]: {
      ...invoke('readFact', { caseId: CASE, fact: of, list: true }),
      Comment: comment(meta),
      Assign: { items: '{% $states.result.Payload.items %}' },
      Output: '{% $states.input %}',
      Next: one,
      Catch: [{ ErrorEquals: ['invalid'], Next: onMissing, Output: '{% $states.input %}' }],
    },
    [one]: {
      Type: 'Map',
      Comment: comment(meta),
      Items: '{% $items %}',
      ItemSelector: { caseId: CASE, item: '{% $states.context.Map.Item.Value %}' },
      // All at once: who is asked last would otherwise wait for whoever answers last.
      MaxConcurrency: 40,
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...partForItem(part) },
      Assign: { answers: { [of]: '{% $states.result %}' } },
      Output: '{% $states.input %}',
      Next: next,
    },
  };
  return states as unknown as Record<Own | One<Own>, State<Name | One<Own>>>;
}
