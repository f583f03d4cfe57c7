import { comment } from './invoke.ts';
import type { Json, Meta, Part, State } from './process.ts';
import { oneDeeper } from './scope.ts';

/**
 * One branch of `together`, or what `each` does for one thing: states of its own that end with an answer. What fails in
 * it, fails alone: it goes on at `onFailure`, because an error that left a branch would break off the others.
 */
export function branch<const Name extends string>(
  part: Readonly<{
    startAt: NoInfer<Name>;
    /** The state of this branch where a failing step of the desk leads. */
    onFailure: NoInfer<Name>;
    states: Readonly<Record<Name, State<NoInfer<Name>>>>;
  }>,
): Part {
  const last = { ErrorEquals: ['States.ALL'], Next: part.onFailure, Output: '{% $states.input %}' };
  const states = Object.entries<State>(part.states).map(([name, state]) => [
    name,
    state.Type === 'Task' ? { ...state, Catch: [...(state.Catch ?? []), last] } : state,
  ]);
  return { StartAt: part.startAt, States: oneDeeper(Object.fromEntries(states)) };
}

/** Ends a branch with this outcome, or with the newest answer in it where none is given. */
export function conclude({
  outcome,
  text,
  ...meta
}: Meta & Readonly<{ outcome?: string; text?: string }>): State<never> {
  const own: Json = { outcome: outcome ?? '', comment: text ?? 'Nobody answered in time.' };
  return {
    Type: 'Pass',
    Comment: comment(meta),
    Output: outcome === undefined ? '{% $answer %}' : own,
    End: true,
  };
}
