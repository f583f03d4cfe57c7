import { choose } from './choose.ts';
import { comment, invoke, VISIT } from './invoke.ts';
import type { State } from './process.ts';

type Asked<Name extends string> = `${Name}: has it run long?`;

const DAY_MS = 86_400_000;

/** How long an execution has run when it enters a state; both stand in its context, so no step has to be asked. */
const age = '$toMillis($states.context.State.EnteredTime) - $toMillis($states.context.Execution.StartTime)';

/**
 * Goes on with `next` in a new execution once this one has run for `afterDays`, else in this one. Stands between two
 * questions, outside of branches, where no later state speaks of an answer given before. Gives two states: the choice,
 * and the step that starts the next execution. The process has to begin with `continued` for `next`.
 */
export function renew<const Own extends string, const Name extends string>(
  name: Own,
  { afterDays, next }: Readonly<{ afterDays: number; next: Name }>,
): Readonly<Record<Own | Asked<Own>, State<Name | Own>>> {
  const { caseId, execution } = VISIT;
  const states = {
    [`${name}: has it run long?`]: choose<string>(
      [{ when: `${age} >= ${afterDays * DAY_MS}`, next: name }],
      next,
    ),
    [name]: {
      ...invoke('continueProcess', { caseId, execution, next }),
      Comment: comment({ role: 'desk' }),
      End: true,
    },
  };
  // Computed keys widen to `string`; the two names are what the type says.
  return states as never;
}

/**
 * How a process begins that renews itself: its own first choice, before which it looks where the execution before it
 * left off. A state that a newer definition has no more means to begin anew.
 */
export const continued = <const At extends string, Name extends string>(
  at: readonly At[],
  first: State<Name>,
): State<At | Name> => ({
  ...(first as State<At | Name>),
  Choices: [
    ...at.map((next) => ({ Condition: `{% $states.input.continueAt = '${next}' %}`, Next: next })),
    ...(first.Choices ?? []),
  ],
});
