import type { Json, Part, State } from './process.ts';

const ITEM = '{item}';
const STATE = '{% $states.context.State.Name %}';
const FOR_ITEM = ' & ": " & $states.input.item %}';

/** A sentence with the thing in hand where `{item}` stands. */
const sentence = (text: string): string =>
  `{% ${text
    .split(ITEM)
    .map((part) => JSON.stringify(part))
    .join(' & $states.input.item & ')} %}`;

/** A sentence as it was written, read back from what is deployed. */
export function written(text: string): string {
  if (!text.startsWith('{% "')) return text;
  const parts = text.slice(3, -3).split(' & $states.input.item & ');
  return text.endsWith(FOR_ITEM)
    ? JSON.parse(text.slice(3, -FOR_ITEM.length))
    : parts.map((part) => JSON.parse(part)).join(ITEM);
}

/** What a state hands to its step, for one of a list: every state is another one for every item, and so is its task. */
function forItem(field: string, value: Json): Json {
  if (typeof value !== 'string') return value;
  if (field === 'state')
    return value === STATE ? `${STATE.slice(0, -3)}${FOR_ITEM}` : `{% ${JSON.stringify(value)}${FOR_ITEM}`;
  return value.includes(ITEM) ? sentence(value) : value;
}

function stateForItem(state: State): State {
  const { Payload, ...others } = (state.Arguments ?? {}) as { Payload?: { [field: string]: Json } };
  return {
    ...state,
    ...(Payload !== undefined && {
      Arguments: {
        ...others,
        Payload: Object.fromEntries(
          Object.entries(Payload).map(([field, value]) => [field, forItem(field, value)]),
        ),
      },
    }),
    ...(state.Branches !== undefined && { Branches: state.Branches.map(partForItem) }),
  };
}

/**
 * States as they run for one of a list. Iterations of one list enter a state in the same moment, so the name by which a
 * task knows its state carries the item: otherwise two of them would be one question.
 */
export const partForItem = (part: Part): Part => ({
  ...part,
  States: Object.fromEntries(Object.entries(part.States).map(([name, state]) => [name, stateForItem(state)])),
});
