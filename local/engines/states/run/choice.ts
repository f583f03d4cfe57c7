import { runtimeFailure } from '../failure.ts';
import { isArray, isObject } from '../json.ts';
import { chosenByPath } from '../jsonpath/flow.ts';
import { outcomeOf, typed } from './fields.ts';
import { leave } from './leave.ts';
import { type Place, sightOf } from './place.ts';

/** Follows the first rule whose condition holds, or the default. */
export async function choose(place: Place): Promise<void> {
  const { thread, state } = place;
  if (!place.jsonata) {
    const { outcome, next } = chosenByPath(place);
    return leave(place, outcome, next ?? nowhere());
  }
  const rules = isArray(state.Choices) ? state.Choices.filter(isObject) : [];
  const sight = sightOf(place);
  for (const [i, rule] of rules.entries()) {
    const holds = await typed(rule.Condition ?? null, `Choices[${i}]/Condition`, 'boolean', sight);
    if (holds !== true) continue;
    // A rule that matches brings its own Assign and Output; those of the state are for the default alone.
    return leave(place, await outcomeOf(rule, `Choices[${i}]/`, thread.input, sight), String(rule.Next));
  }
  const next = typeof state.Default === 'string' ? state.Default : nowhere();
  await leave(place, await outcomeOf(state, '', thread.input, sight), next);
}

function nowhere(): never {
  throw runtimeFailure('Failed to transition out of the state. The state does not point to a next state.');
}
