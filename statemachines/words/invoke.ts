import type { Json, Meta, State } from './process.ts';

/** The steps a process may call; each is one function of the desk, named by its placeholder. */
export type Step =
  | 'ask'
  | 'openChild'
  | 'settleTask'
  | 'readFact'
  | 'tellRequester'
  | 'continueProcess'
  | 'resolveCase';

/** The case a state works for, as it is handed to a step. */
export const CASE = '{% $states.input.caseId %}';

/** Which visit of which state calls: a repeated call is known by it. */
export const VISIT = {
  caseId: CASE,
  execution: '{% $states.context.Execution.Name %}',
  state: '{% $states.context.State.Name %}',
  entered: '{% $states.context.State.EnteredTime %}',
} as const;

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

/** Who acts, and how, as it travels with a state. */
export const comment = ({ role, procedure }: Meta) =>
  procedure === undefined ? `[${role}]` : `[${role}] ${procedure}`;

/** Calls one step of the desk; `waits` until its token is answered. */
export const invoke = (
  step: Step,
  payload: { readonly [key: string]: Json },
  waits = false,
): State<never> => ({
  Type: 'Task',
  Resource: `arn:aws:states:::lambda:invoke${waits ? '.waitForTaskToken' : ''}`,
  Arguments: { FunctionName: `\${${step}}`, Payload: payload },
  Retry: RETRY,
});

/** Where a state leads, or that the process ends with it. */
export const onward = <Name extends string>(next: Name): { Next?: Exclude<Name, 'end'>; End?: true } =>
  next === 'end' ? { End: true } : { Next: next as Exclude<Name, 'end'> };
