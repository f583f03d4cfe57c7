import { CASE, comment, invoke, VERSION, VISIT } from './invoke.ts';
import type { Json, Meta, State } from './process.ts';

/** The name of the state that asks the task row, once the time of a question is up. */
export type Late<Name extends string> = `${Name}: time is up`;

/** A question and what happens when its time is up. */
export type Waiting<Own extends string, Name extends string> = Readonly<
  Record<Own | Late<Own>, State<Exclude<Name, 'end'> | Late<Own>>>
>;

/** How long a step is waited for, and where its answer, its silence and its failure lead. */
type Patience<Name extends string> = Meta &
  Readonly<{
    hours: number;
    next: Name;
    onSilence: Name;
    onFailure?: Name;
    /** What else than the state's own time-out means that the time is up. */
    timeUp?: readonly string[];
  }>;

const STAY = '{% $states.input %}';

/** Where an answer leads: on, with the answer remembered, or out of its branch, with the answer in hand. */
const onward = (next: string, answer: string) => ({
  Assign: { answer },
  ...(next === 'end' ? { Output: answer, End: true } : { Output: STAY, Next: next }),
});

/**
 * The two states of everything that is waited for: the step that asks, and the look at the task row once its time is up,
 * which finds an answer stored in time or falls silent (K1). `$answer` holds the answer afterwards.
 */
export function untilAnswered<const Own extends string, const Name extends string>(
  name: Own,
  step: 'ask' | 'openChild',
  asked: { readonly [key: string]: Json },
  { hours, next, onSilence, onFailure, timeUp = [], ...meta }: Patience<Name>,
): Waiting<Own, Name> {
  const late: Late<Own> = `${name}: time is up`;
  const payload = { ...VISIT, version: VERSION, token: '{% $states.context.Task.Token %}', ...asked };
  const states = {
    [name]: {
      ...invoke(step, payload, true),
      Comment: comment(meta),
      TimeoutSeconds: hours * 3600,
      ...onward(next, '{% $states.result %}'),
      Catch: [
        { ErrorEquals: ['States.Timeout', 'States.HeartbeatTimeout', ...timeUp], Next: late, Output: STAY },
        ...(onFailure === undefined
          ? []
          : [{ ErrorEquals: ['DeliveryFailed'], Next: onFailure, Output: STAY }]),
      ],
    },
    [late]: {
      ...invoke('settleTask', { caseId: CASE, execution: VISIT.execution, state: name }),
      Comment: comment({
        role: meta.role,
        procedure: 'The task row decides whether an answer came in time.',
      }),
      ...onward(next, '{% $states.result.Payload %}'),
      Catch: [{ ErrorEquals: ['task-silent'], Next: onSilence, Output: STAY }],
    },
  };
  // A computed key widens to `string`; the two names are what the type says.
  return states as unknown as Waiting<Own, Name>;
}
