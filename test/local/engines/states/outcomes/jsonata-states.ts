// A table: long because it has many rows, not because anything in it is hard.
import { failure } from '../bench.ts';
import { done, inState, jsonata, type Row } from './row.ts';

const invoke = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
  End: true,
  ...more,
});

const echo = (event: unknown) => event;
const boom = () => {
  throw failure('OrderNotFound', 'no such order');
};
const BOOM = '{"errorType":"OrderNotFound","errorMessage":"no such order","trace":[]}';

const iterate = (processor: Record<string, object>, more: object = {}) => ({
  Type: 'Map',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'INLINE' },
    StartAt: Object.keys(processor)[0],
    States: processor,
  },
  End: true,
  ...more,
});

const timeout = (TimeoutSeconds: unknown, sentence: string): Row => ({
  title: `a time-out of ${TimeoutSeconds} is refused when the task begins`,
  definition: jsonata({ T: invoke('echo', { TimeoutSeconds }) }),
  functions: { echo },
  error: 'States.QueryEvaluationError',
  cause: inState('T') + sentence,
});

/** How the states of JSONata machines end. */
export const JSONATA_STATES: readonly Row[] = [
  {
    title: 'assigned values are seen from the next state on',
    definition: jsonata({
      A: { Type: 'Pass', Assign: { x: 5 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { x: 42, old: '{% $x %}' }, Output: '{% $x %}', Next: 'C' },
      C: { Type: 'Pass', Output: { in: '{% $states.input %}', x: '{% $x %}', old: '{% $old %}' }, End: true },
    }),
    output: { in: 5, x: 42, old: 5 },
  },
  {
    title: 'a branch reads the variables around it and keeps its own',
    definition: jsonata({
      A: { Type: 'Pass', Assign: { outer: 'o' }, Next: 'P' },
      P: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'B',
            States: {
              B: { Type: 'Pass', Assign: { inner: 1 }, Next: 'C' },
              C: { Type: 'Pass', Output: '{% $outer & $inner %}', End: true },
            },
          },
          {
            StartAt: 'D',
            States: {
              D: { Type: 'Pass', Assign: { inner: 2 }, Next: 'E' },
              E: { Type: 'Pass', Output: '{% $outer & $inner %}', End: true },
            },
          },
        ],
        Output: { count: '{% $count($states.result) %}', all: '{% $states.result %}' },
        Next: 'Z',
      },
      Z: { Type: 'Pass', Output: '{% $merge([$states.input, {"inner": $exists($inner)}]) %}', End: true },
    }),
    output: { count: 2, all: ['o1', 'o2'], inner: false },
  },
  {
    title: 'the Arguments of a Parallel are what its branches get',
    definition: jsonata({
      P: {
        Type: 'Parallel',
        Arguments: { n: '{% $states.input.n + 1 %}' },
        Branches: [{ StartAt: 'B', States: { B: done } }],
        End: true,
      },
    }),
    input: { n: 1 },
    output: [{ n: 2 }],
  },
  {
    title: 'a branch that fails fails its Parallel',
    definition: jsonata({
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'B', States: { B: done } },
          { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E', Cause: 'c' } } },
        ],
        End: true,
      },
    }),
    error: 'E',
    cause: 'c',
  },
  {
    title: 'a Catch on a Parallel gets the error of its branch',
    definition: jsonata({
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'B', States: { B: { Type: 'Wait', Seconds: 5, End: true } } },
          { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E', Cause: 'c' } } },
        ],
        Catch: [
          {
            ErrorEquals: ['E'],
            Assign: { seen: '{% $states.errorOutput.Error %}' },
            Output: '{% $states.errorOutput %}',
            Next: 'R',
          },
        ],
        End: true,
      },
      R: { Type: 'Pass', Output: '{% $merge([$states.input, {"seen": $seen}]) %}', End: true },
    }),
    output: { Error: 'E', Cause: 'c', seen: 'E' },
  },
  {
    title: 'a Catch on a Map gets the error of its iteration',
    definition: jsonata({
      M: iterate(
        { F: { Type: 'Fail', Error: 'E', Cause: '{% $string($states.input) %}' } },
        { Items: [1, 2], MaxConcurrency: 1, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'R' }] },
      ),
      R: done,
    }),
    output: { Error: 'E', Cause: '1' },
  },
  {
    title: 'a Map takes the items its expression selects',
    definition: jsonata({ M: iterate({ E: done }, { Items: '{% $states.input.list %}' }) }),
    input: { list: ['a', 'b'] },
    output: ['a', 'b'],
  },
  {
    title: 'a Map takes items as they are written',
    definition: jsonata({
      M: iterate(
        { E: { Type: 'Pass', Output: '{% $states.input * $states.input %}', End: true } },
        { Items: [10, 20] },
      ),
    }),
    output: [100, 400],
  },
  {
    title: 'a Map without Items takes its input',
    definition: jsonata({ M: iterate({ E: done }) }),
    input: [1, 2],
    output: [1, 2],
  },
  {
    title: 'a Map of nothing gives nothing',
    definition: jsonata({ M: iterate({ E: done }, { Items: [] }) }),
    output: [],
  },
  {
    title: 'an ItemSelector reads the item and its place',
    definition: jsonata({
      M: iterate(
        { E: done },
        {
          Items: '{% $states.input.f %}',
          ItemSelector: {
            i: '{% $states.context.Map.Item.Index %}',
            v: '{% $states.context.Map.Item.Value %}',
            all: '{% $count($states.input.f) %}',
          },
        },
      ),
    }),
    input: { f: ['x', 'y'] },
    output: [
      { i: 0, v: 'x', all: 2 },
      { i: 1, v: 'y', all: 2 },
    ],
  },
  {
    title: 'an item of an inline Map has no source',
    definition: jsonata({
      M: iterate({ E: done }, { Items: ['a'], ItemSelector: { s: '{% $states.context.Map.Item.Source %}' } }),
    }),
    error: 'States.QueryEvaluationError',
    cause: `${inState('M')}The JSONata expression '$states.context.Map.Item.Source' specified for the field 'ItemSelector/s' returned nothing (undefined).`,
  },
  {
    title: 'Items that are no list fail the Map',
    definition: jsonata({ M: iterate({ E: done }, { Items: '{% $states.input %}' }) }),
    error: 'States.QueryEvaluationError',
    cause: `${inState('M')}The JSONata expression '$states.input' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'object' for value: {}`,
  },
  {
    title: 'states inside a Map see the item of their iteration',
    definition: jsonata({
      M: iterate(
        { E: { Type: 'Pass', Output: '{% $states.context.Map.Item.Index %}', End: true } },
        { Items: ['a', 'b'] },
      ),
    }),
    output: [0, 1],
  },
  {
    title: 'a Map fails when more fail than it tolerates',
    definition: jsonata({
      M: iterate({ F: { Type: 'Fail', Error: 'E' } }, { Items: [1, 2, 3], ToleratedFailureCount: 1 }),
    }),
    error: 'States.ExceedToleratedFailureThreshold',
    cause: 'The specified tolerated failure threshold was exceeded',
  },
  {
    title: 'a Choice follows the first rule that holds, with its own Output and Assign',
    definition: jsonata({
      C: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n > 20 %}', Next: 'X' },
          {
            Condition: '{% $states.input.n > 10 %}',
            Output: { over: '{% $states.input.n - 10 %}' },
            Assign: { range: 'teens' },
            Next: 'X',
          },
        ],
        Default: 'D',
      },
      X: { Type: 'Pass', Output: '{% $merge([$states.input, {"range": $range}]) %}', End: true },
      D: done,
    }),
    input: { n: 17 },
    output: { over: 7, range: 'teens' },
  },
  {
    title: 'the Output of a Choice itself is for its default',
    definition: jsonata({
      C: {
        Type: 'Choice',
        Choices: [{ Condition: '{% false %}', Next: 'X' }],
        Output: { route: 'default' },
        Default: 'D',
      },
      X: done,
      D: done,
    }),
    output: { route: 'default' },
  },
  {
    title: 'an empty text is an Output too',
    definition: jsonata({
      C: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Output: '', Next: 'X' }], Default: 'X' },
      X: done,
    }),
    output: '',
  },
  {
    title: 'a Choice without a rule that holds or a default fails',
    definition: jsonata({
      C: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'X' }] },
      X: done,
    }),
    error: 'States.Runtime',
    cause: `${inState('C')}Failed to transition out of the state. The state does not point to a next state.`,
  },
  {
    title: 'a Condition must be true or false',
    definition: jsonata({
      C: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'X' }], Default: 'X' },
      X: done,
    }),
    error: 'States.QueryEvaluationError',
    cause: `${inState('C')}The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1`,
  },
  {
    title: 'a Succeed shapes its output',
    definition: jsonata({ S: { Type: 'Succeed', Output: { ok: '{% $states.input.id %}' } } }),
    input: { id: 7 },
    output: { ok: 7 },
  },
  {
    title: 'a Fail says its error and cause by expression',
    definition: jsonata({
      F: { Type: 'Fail', Error: '{% $states.input.e %}', Cause: '{% $states.input.c %}' },
    }),
    input: { e: 'Dynamic', c: 'because' },
    error: 'Dynamic',
    cause: 'because',
  },
  {
    title: 'a Fail need not say a cause',
    definition: jsonata({ F: { Type: 'Fail', Error: 'Only' } }),
    error: 'Only',
  },
  {
    title: 'a Fail need not say anything',
    definition: jsonata({ F: { Type: 'Fail' } }),
    error: undefined as never,
  },
  {
    title: 'the error of a Fail must be a text',
    definition: jsonata({ F: { Type: 'Fail', Error: '{% 5 %}' } }),
    error: 'States.QueryEvaluationError',
    cause: `${inState('F')}The JSONata expression '5' specified for the field 'Error' returned an unexpected result type. Expected 'string', but was 'number' for value: 5`,
  },
  {
    title: 'a Wait until a moment that has passed is none',
    definition: jsonata({ W: { Type: 'Wait', Timestamp: '{% $states.input.at %}', Output: 'x', End: true } }),
    input: { at: '2020-01-01T00:00:00Z' },
    output: 'x',
  },
  {
    title: 'a Wait hands its input on',
    definition: jsonata({ W: { Type: 'Wait', Seconds: '{% $states.input.s %}', End: true } }),
    input: { s: 3 },
    output: { s: 3 },
  },
  {
    title: 'a Wait needs a number of seconds',
    definition: jsonata({ W: { Type: 'Wait', Seconds: '{% "3" %}', End: true } }),
    error: 'States.QueryEvaluationError',
    cause: `${inState('W')}The JSONata expression '"3"' specified for the field 'Seconds' returned an unexpected result type. Expected 'number', but was 'string' for value: "3"`,
  },
  {
    title: 'a direct function gives its result as it is',
    definition: jsonata({
      T: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:echo', End: true },
    }),
    input: { a: 1 },
    functions: { echo },
    output: { a: 1 },
  },
  {
    title: 'lambda:invoke gives the result in an envelope',
    definition: jsonata({ T: invoke('echo', { Output: '{% $states.result.Payload %}' }) }),
    input: { a: 1 },
    functions: { echo },
    output: { a: 1 },
  },
  {
    title: 'a function that throws fails the task by the name of its error',
    definition: jsonata({ T: invoke('boom') }),
    functions: { boom },
    error: 'OrderNotFound',
    cause: BOOM,
  },
  {
    title: 'an error is caught by its name, with input and error in sight',
    definition: jsonata({
      T: invoke('boom', {
        Catch: [
          { ErrorEquals: ['Other'], Next: 'R' },
          {
            ErrorEquals: ['OrderNotFound'],
            Output: '{% $merge([$states.input, {"error": $states.errorOutput}]) %}',
            Next: 'R',
          },
        ],
      }),
      R: done,
    }),
    input: { id: 1 },
    functions: { boom },
    output: { id: 1, error: { Error: 'OrderNotFound', Cause: BOOM } },
  },
  {
    title: 'States.TaskFailed catches what a task fails with',
    definition: jsonata({
      T: invoke('boom', { Catch: [{ ErrorEquals: ['States.TaskFailed'], Output: 'caught', Next: 'R' }] }),
      R: done,
    }),
    functions: { boom },
    output: 'caught',
  },
  {
    title: 'a function nobody knows is a Lambda.ResourceNotFoundException',
    definition: jsonata({
      T: invoke('nobody', {
        Catch: [{ ErrorEquals: ['Lambda.ResourceNotFoundException'], Output: 'caught', Next: 'R' }],
      }),
      R: done,
    }),
    output: 'caught',
  },
  {
    title: 'a failing expression is caught by States.QueryEvaluationError',
    definition: jsonata({
      T: invoke('echo', {
        Arguments: { FunctionName: 'echo', Payload: '{% $states.input.a + "x" %}' },
        Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Output: { caught: true }, Next: 'R' }],
      }),
      R: done,
    }),
    input: { a: 1 },
    functions: { echo },
    output: { caught: true },
  },
  {
    title: 'a failing Output of a task is caught as well',
    definition: jsonata({
      T: invoke('echo', {
        Output: '{% $states.result.absent %}',
        Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'R' }],
      }),
      R: done,
    }),
    functions: { echo },
    output: 'States.QueryEvaluationError',
  },
  {
    title: 'a failing Output of a catcher fails the execution',
    definition: jsonata({
      T: invoke('boom', {
        Catch: [{ ErrorEquals: ['States.ALL'], Output: { v: '{% $states.input.absent %}' }, Next: 'R' }],
      }),
      R: done,
    }),
    functions: { boom },
    error: 'States.QueryEvaluationError',
    cause: `${inState('T')}The JSONata expression '$states.input.absent' specified for the field 'Catch[0]/Output/v' returned nothing (undefined).`,
  },
  {
    title: 'a function that answers nothing but null gives null',
    definition: jsonata({ T: invoke('nothing', { Output: '{% $states.result.Payload %}' }) }),
    functions: { nothing: () => null },
    output: null,
  },
  {
    title: 'a result over 256 KiB is a States.DataLimitExceeded, caught by States.ALL',
    definition: jsonata({
      T: invoke('big', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'R' }] }),
      R: done,
    }),
    functions: { big: () => 'é'.repeat(140_000) },
    output: {
      Error: 'States.DataLimitExceeded',
      Cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    },
  },
  {
    title: 'an expression gives a task its time-out',
    definition: jsonata({
      T: invoke('echo', { TimeoutSeconds: '{% $states.input.t %}', Output: '{% $states.input.t %}' }),
    }),
    input: { t: 3 },
    functions: { echo },
    output: 3,
  },
  timeout(
    '{% "3" %}',
    `The JSONata expression '"3"' specified for the field 'TimeoutSeconds' returned an unexpected result type. Expected 'number', but was 'string' for value: "3"`,
  ),
  timeout('{% -1 %}', 'TimeoutSeconds must be between 0 and 99999999 but was: -1'),
  timeout('{% 1.6 %}', 'The TimeoutSeconds field cannot be parsed as an integer: 1.6'),
  timeout(
    '{% $states.input.absent %}',
    "The JSONata expression '$states.input.absent' specified for the field 'TimeoutSeconds' returned nothing (undefined).",
  ),
  {
    title: 'the caller of a process is known',
    definition: jsonata({
      T: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:sts:getCallerIdentity',
        Arguments: {},
        Output: '{% $states.result.Account %}',
        End: true,
      },
    }),
    output: '000000000000',
  },
  {
    title: 'a service that cannot be reached fails its task',
    definition: jsonata({
      T: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage',
        Arguments: { QueueUrl: 'q', MessageBody: 'm' },
        Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'R' }],
        End: true,
      },
      R: done,
    }),
    output: 'SQS.SdkClientException',
  },
];
