// A table: long because it has many rows, not because anything in it is hard.
import { failure } from '../bench.ts';
import { done, inState, jsonpath, type Row } from './row.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:';
const boom = () => {
  throw failure('OrderNotFound', 'no such order');
};
const BOOM = '{"errorType":"OrderNotFound","errorMessage":"no such order","trace":[]}';
const echo = (event: unknown) => event;

/** A choice of one rule, which says whether it held. */
const rule = (operator: object, input: unknown, outcome: boolean | string): Row => {
  const definition = jsonpath({
    C: {
      Type: 'Choice',
      Choices: [
        {
          ...('Variable' in operator || 'And' in operator || 'Or' in operator || 'Not' in operator
            ? {}
            : { Variable: '$.v' }),
          ...operator,
          Next: 'Yes',
        },
      ],
      Default: 'No',
    },
    Yes: { Type: 'Pass', Result: true, End: true },
    No: { Type: 'Pass', Result: false, End: true },
  });
  const title = `${JSON.stringify(operator)} over ${JSON.stringify(input)} ${outcome === true ? 'holds' : outcome === false ? 'does not hold' : 'fails'}`;
  if (typeof outcome === 'boolean') return { title, definition, input, output: outcome };
  return { title, definition, input, error: 'States.Runtime', cause: inState('C') + outcome };
};

const noSuch = (path: string) =>
  `Invalid path '${path}': The choice state's condition path references an invalid value.`;

const wait = (fields: object, input: unknown, sentence: string): Row => ({
  title: `a Wait of ${JSON.stringify(fields)} over ${JSON.stringify(input)} fails`,
  definition: jsonpath({ W: { Type: 'Wait', ...fields, End: true } }),
  input,
  error: 'States.Runtime',
  cause: inState('W') + sentence,
});

const iterate = (more: object) => ({
  Type: 'Map',
  Iterator: { StartAt: 'E', States: { E: done } },
  End: true,
  ...more,
});

/** How the states of JSONPath machines end. */
export const JSONPATH_STATES: readonly Row[] = [
  {
    title: 'a ResultPath of null keeps the input',
    definition: jsonpath({ S: { Type: 'Pass', Result: 1, ResultPath: null, End: true } }),
    input: { a: 1 },
    output: { a: 1 },
  },
  {
    title: 'a ResultPath makes the parents it misses',
    definition: jsonpath({ S: { Type: 'Pass', Result: 1, ResultPath: '$.b.c', End: true } }),
    input: { a: 1 },
    output: { a: 1, b: { c: 1 } },
  },
  {
    title: 'a ResultPath through a scalar fails',
    definition: jsonpath({ S: { Type: 'Pass', Result: 1, ResultPath: '$.a.b', End: true } }),
    input: { a: 1 },
    error: 'States.ResultPathMatchFailure',
    cause: `${inState('S')}Unable to apply step "b" to input 1`,
  },
  {
    title: 'an InputPath of null gives an empty object',
    definition: jsonpath({ S: { Type: 'Pass', InputPath: null, End: true } }),
    input: { a: 1 },
    output: {},
  },
  {
    title: 'an OutputPath of null gives an empty object',
    definition: jsonpath({ S: { Type: 'Pass', OutputPath: null, End: true } }),
    input: { a: 1 },
    output: {},
  },
  {
    title: 'an OutputPath reads what the ResultPath made',
    definition: jsonpath({
      S: { Type: 'Pass', Result: { s: 'ok' }, ResultPath: '$.r', OutputPath: '$.r.s', End: true },
    }),
    input: { a: 1 },
    output: 'ok',
  },
  {
    title: 'an InputPath that finds nothing fails',
    definition: jsonpath({ S: { Type: 'Pass', InputPath: '$.a.b', End: true } }),
    input: { a: {} },
    error: 'States.Runtime',
    cause: `${inState('S')}Invalid path '$.a.b' : No results for path: $['a']['b']`,
  },
  {
    title: 'only fields that end in .$ are paths',
    definition: jsonpath({
      S: {
        Type: 'Pass',
        Parameters: {
          literal: '$.a',
          'resolved.$': '$.a',
          nested: { 'deep.$': '$$.Execution.Input.a' },
          list: [{ 'x.$': '$.a' }],
        },
        End: true,
      },
    }),
    input: { a: 1 },
    output: { literal: '$.a', resolved: 1, nested: { deep: 1 }, list: [{ x: 1 }] },
  },
  {
    title: 'a ResultSelector shapes the result of a task',
    definition: jsonpath({
      T: {
        Type: 'Task',
        Resource: `${FUNCTION}echo`,
        ResultSelector: { 'n.$': '$.n' },
        ResultPath: '$.r',
        End: true,
      },
    }),
    input: { n: 1, m: 2 },
    functions: { echo },
    output: { n: 1, m: 2, r: { n: 1 } },
  },
  {
    title: 'a catcher puts the error into the input',
    definition: jsonpath({
      T: {
        Type: 'Task',
        Resource: `${FUNCTION}boom`,
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'R' }],
        End: true,
      },
      R: done,
    }),
    input: { a: 1 },
    functions: { boom },
    output: { a: 1, error: { Error: 'OrderNotFound', Cause: BOOM } },
  },
  {
    title: 'a catcher with a ResultPath of null keeps the input',
    definition: jsonpath({
      T: {
        Type: 'Task',
        Resource: `${FUNCTION}boom`,
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'R' }],
        End: true,
      },
      R: done,
    }),
    input: { a: 1 },
    functions: { boom },
    output: { a: 1 },
  },
  {
    title: 'a variable is read by its name, and assigned from the result',
    definition: jsonpath({
      A: { Type: 'Pass', Result: { n: 7 }, Assign: { 'x.$': '$.n', fixed: 1 }, Next: 'B' },
      B: { Type: 'Pass', Parameters: { 'x.$': '$x', 'sum.$': 'States.MathAdd($x, $fixed)' }, End: true },
    }),
    output: { x: 7, sum: 8 },
  },
  {
    title: 'a JSONata state reads what a JSONPath state assigned',
    definition: jsonpath({
      A: { Type: 'Pass', Assign: { answer: 42 }, Next: 'B' },
      B: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $answer %}', End: true },
    }),
    output: 42,
  },
  {
    title: 'a Map takes the items of its path',
    definition: jsonpath({ M: iterate({ ItemsPath: '$.l' }) }),
    input: { l: [1, 2] },
    output: [1, 2],
  },
  {
    title: 'the Parameters of a Map see the item',
    definition: jsonpath({
      M: iterate({
        ItemsPath: '$.l',
        Parameters: { 'i.$': '$$.Map.Item.Index', 'v.$': '$$.Map.Item.Value', 'r.$': '$.r' },
      }),
    }),
    input: { l: ['x'], r: 'eu' },
    output: [{ i: 0, v: 'x', r: 'eu' }],
  },
  {
    title: 'items that are no list fail the Map',
    definition: jsonpath({ M: iterate({ ItemsPath: '$.l' }) }),
    input: { l: { a: 1 } },
    error: 'States.Runtime',
    cause: `${inState('M')}Reference path "$.l" must point to array.`,
  },
  {
    title: 'a Parallel puts its results where it is told',
    definition: jsonpath({
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'A', States: { A: { Type: 'Pass', Result: 1, End: true } } },
          { StartAt: 'B', States: { B: { Type: 'Pass', Result: 2, End: true } } },
        ],
        ResultPath: '$.r',
        End: true,
      },
    }),
    input: { a: 1 },
    output: { a: 1, r: [1, 2] },
  },
  {
    title: 'a Fail reads its error and cause',
    definition: jsonpath({
      F: { Type: 'Fail', ErrorPath: '$.e', CausePath: "States.Format('because {}', $.c)" },
    }),
    input: { e: 'E', c: 'so' },
    error: 'E',
    cause: 'because so',
  },
  {
    title: 'a Wait until a moment in the input that has passed is none',
    definition: jsonpath({ W: { Type: 'Wait', TimestampPath: '$.at', End: true } }),
    input: { at: '2020-01-01T00:00:00+01:00' },
    output: { at: '2020-01-01T00:00:00+01:00' },
  },
  wait(
    { SecondsPath: '$.s' },
    { s: { raw: '3' } },
    'The SecondsPath parameter cannot be parsed as a long value: $.s == {"raw":"3"}',
  ),
  wait({ SecondsPath: '$.s' }, {}, 'The SecondsPath parameter does not reference an input value: $.s'),
  wait(
    { TimestampPath: '$.t' },
    { t: 1735689600000 },
    'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == 1735689600000',
  ),
  wait(
    { TimestampPath: '$.t' },
    { t: '2020-01-01T00:00:00' },
    'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == 2020-01-01T00:00:00',
  ),
  rule({ StringEquals: 'a' }, { v: 'a' }, true),
  rule({ StringEquals: '1' }, { v: 1 }, false),
  rule({ StringEquals: 'a' }, {}, noSuch('$.v')),
  rule({ StringEqualsPath: '$.w' }, { v: 'a', w: 'a' }, true),
  rule({ StringEqualsPath: '$.w' }, { v: 'a' }, noSuch('$.w')),
  rule({ StringLessThan: 'b' }, { v: 'a' }, true),
  rule({ StringMatches: 'log-*.txt' }, { v: 'log-7.txt' }, true),
  rule({ StringMatches: 'a\\*b' }, { v: 'axb' }, false),
  rule({ StringMatches: 'a\\*b' }, { v: 'a*b' }, true),
  rule({ NumericGreaterThanEquals: 2 }, { v: 2 }, true),
  rule({ NumericEquals: 2 }, { v: '2' }, false),
  rule({ BooleanEquals: true }, { v: true }, true),
  rule({ BooleanEquals: true }, { v: 'true' }, false),
  rule({ TimestampLessThan: '2026-01-01T00:00:00Z' }, { v: '2025-12-31T23:59:59Z' }, true),
  rule({ TimestampEquals: '2026-01-01T00:00:00Z' }, { v: '2026-01-01T01:00:00+01:00' }, true),
  rule({ IsTimestamp: true }, { v: '2026-01-01' }, false),
  rule({ IsTimestamp: true }, { v: '2025-01-01T00%3A00%3A00Z' }, false),
  rule({ IsNull: true }, { v: null }, true),
  rule({ IsPresent: false }, {}, true),
  rule({ IsPresent: true }, { v: null }, true),
  rule({ IsNumeric: false }, { v: '1' }, true),
  rule({ IsString: true }, {}, noSuch('$.v')),
  rule(
    {
      And: [
        { Variable: '$.v', IsPresent: true },
        { Variable: '$.v', NumericEquals: 1 },
      ],
    },
    {},
    false,
  ),
  rule(
    {
      Or: [
        { Variable: '$.v', NumericEquals: 1 },
        { Variable: '$.v', NumericEquals: 2 },
      ],
    },
    { v: 2 },
    true,
  ),
  rule({ Not: { Variable: '$.v', StringEquals: 'x' } }, { v: 1 }, true),
  rule({ Variable: '$$.State.Name', StringEquals: 'C' }, {}, true),
  {
    title: 'a Choice without a rule that holds or a default fails in JSONPath too',
    definition: jsonpath({
      C: { Type: 'Choice', Choices: [{ Variable: '$.v', NumericEquals: 1, Next: 'X' }] },
      X: done,
    }),
    input: { v: 2 },
    error: 'States.Runtime',
    cause: `${inState('C')}Failed to transition out of the state. The state does not point to a next state.`,
  },
  {
    title: 'a bucket that is not there fails by its name',
    definition: jsonpath({
      T: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:s3:headBucket',
        Parameters: { Bucket: 'nowhere' },
        Catch: [{ ErrorEquals: ['S3.NoSuchBucketException'], ResultPath: null, Next: 'Caught' }],
        End: true,
      },
      Caught: { Type: 'Pass', Result: 'caught', End: true },
    }),
    output: 'caught',
  },
  {
    title: 'a version of a file whose versions cannot be read fails the Map',
    definition: jsonpath({
      M: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'PARQUET' },
          Parameters: { Bucket: 'b', Key: 'k', VersionId: 'v' },
        },
        ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'A', States: { A: done } },
        End: true,
      },
    }),
    error: 'States.ItemReaderFailed',
    cause: 'S3 Version ID selection is not currently supported for PARQUET files',
  },
];
