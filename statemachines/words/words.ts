import type { Json, Meta, State } from './process.ts';

/** The steps a process may call; each is one function of the desk, named by its placeholder. */
export type Step = 'ask' | 'settleTask' | 'tellRequester' | 'resolveCase';

const CASE = '{% $states.input.caseId %}';

/** Stands for the version of a definition until `defineProcess` knows it. */
export const VERSION = '<version>';

/** Outages of AWS and lost races are tried again; a refusal of the desk is not, it means something. */
const RETRY: Json = [
  {
    ErrorEquals: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
      'Lambda.Unknown',
      'stale-version',
    ],
    IntervalSeconds: 2,
    BackoffRate: 2,
    MaxAttempts: 6,
    JitterStrategy: 'FULL',
  },
];

const comment = ({ role, procedure }: Meta) =>
  procedure === undefined ? `[${role}]` : `[${role}] ${procedure}`;

const invoke = (step: Step, payload: { readonly [key: string]: Json }, waits = false): State<never> => ({
  Type: 'Task',
  Resource: `arn:aws:states:::lambda:invoke${waits ? '.waitForTaskToken' : ''}`,
  Arguments: { FunctionName: `\${${step}}`, Payload: payload },
  Retry: RETRY,
});

/** Where a state leads, or that the process ends with it. */
const onward = <Name extends string>(next: Name): { Next?: Exclude<Name, 'end'>; End?: true } =>
  next === 'end' ? { End: true } : { Next: next as Exclude<Name, 'end'> };

/** Runs one step of the desk and goes on. */
export function run<const Name extends string>(
  step: Exclude<Step, 'ask' | 'settleTask'>,
  options: Meta & Readonly<{ with: { readonly [key: string]: Json }; next: Name }>,
): State<Exclude<Name, 'end'>> {
  return {
    ...invoke(step, {
      caseId: CASE,
      execution: '{% $states.context.Execution.Name %}',
      state: '{% $states.context.State.Name %}',
      entered: '{% $states.context.State.EnteredTime %}',
      ...options.with,
    }),
    Comment: comment(options),
    Output: '{% $states.input %}',
    ...onward(options.next),
  };
}

/** One thing an answer has to say: its name among the case's facts, and what the page calls it. */
export type Field = Readonly<{ name: string; label: string; type: 'text' | 'date' }>;

/** How a question is put, how long it may stay open, and who it falls to. Hours and silence are not optional (K2). */
export type Asking<Name extends string> = Meta &
  Readonly<{
    question: string;
    outcomes: readonly string[];
    /** What has to be filled in with an answer; kept as facts of the case. */
    fields?: readonly Field[];
    /** Facts of the case that whoever is asked may see (A10). */
    show?: readonly string[];
    hours: number;
    /** The department's word for where the case stands meanwhile. */
    stage?: string;
    next: Name;
    /** Where the question goes when nobody answers in time. */
    onSilence: Name;
    /** Where it goes when the department's system cannot be reached; the same as silence unless said. */
    onFailure?: Name;
  }>;

/** The name of the state that asks the task row, once the time of a question is up. */
type Late<Name extends string> = `${Name}: time is up`;

/**
 * Asks the requester's manager, a group of the department or the department's system, and waits. Gives two states:
 * the question, and what happens when its time is up: the task row is asked for an answer stored in time, and only
 * if there is none the question falls silent (K1). `$answer` holds the answer afterwards.
 */
export function ask<const Own extends string, const Name extends string>(
  name: Own,
  of: 'requester.manager' | 'system' | `group.${string}`,
  options: Asking<Name>,
): Readonly<Record<Own | Late<Own>, State<Name | Late<Own>>>> {
  const whom: Json =
    of === 'system'
      ? { system: true }
      : of === 'requester.manager'
        ? { manager: true }
        : { group: of.slice('group.'.length) };
  const {
    question,
    outcomes,
    fields = [],
    show = [],
    hours,
    stage,
    next,
    onSilence,
    onFailure = onSilence,
  } = options;
  const late: Late<Own> = `${name}: time is up`;
  const states = {
    [name]: {
      ...invoke(
        'ask',
        {
          caseId: CASE,
          execution: '{% $states.context.Execution.Name %}',
          state: '{% $states.context.State.Name %}',
          entered: '{% $states.context.State.EnteredTime %}',
          version: VERSION,
          token: '{% $states.context.Task.Token %}',
          of: whom,
          question,
          outcomes,
          fields,
          show,
          hours,
          ...(stage !== undefined && { stage }),
        },
        true,
      ),
      Comment: comment(options),
      TimeoutSeconds: hours * 3600,
      Assign: { answer: '{% $states.result %}' },
      Output: '{% $states.input %}',
      Next: next,
      Catch: [
        {
          ErrorEquals: ['States.Timeout', 'States.HeartbeatTimeout'],
          Next: late,
          Output: '{% $states.input %}',
        },
        // Only a webhook can fail to arrive for good; a mail that is not read is a silence.
        ...(of === 'system'
          ? [{ ErrorEquals: ['DeliveryFailed'], Next: onFailure, Output: '{% $states.input %}' }]
          : []),
      ],
    },
    [late]: {
      ...invoke('settleTask', { caseId: CASE, state: name }),
      Comment: comment({
        role: options.role,
        procedure: 'The task row decides whether an answer came in time.',
      }),
      Assign: { answer: '{% $states.result.Payload %}' },
      Output: '{% $states.input %}',
      Next: next,
      Catch: [{ ErrorEquals: ['task-silent'], Next: onSilence, Output: '{% $states.input %}' }],
    },
  };
  // A computed key widens to `string`; the two names are what the type says.
  return states as unknown as Record<Own | Late<Own>, State<Name | Late<Own>>>;
}

/** Goes on by what is known; the last way is for everything else. */
export function choose<const Name extends string>(
  ways: readonly Readonly<{ when: string; next: Name }>[],
  otherwise: Name,
): State<Name> {
  return {
    Type: 'Choice',
    Comment: '[desk]',
    Choices: ways.map(({ when, next }) => ({ Condition: `{% ${when} %}`, Next: next })),
    Default: otherwise,
  };
}

/** The condition that the newest answer was one of these. */
export const answered = (...outcomes: readonly string[]): string =>
  outcomes.map((outcome) => `$answer.outcome = '${outcome}'`).join(' or ');
