// A table: long because it has many rows, not because anything in it is hard.
import { done, jsonata, jsonpath, type Row } from './row.ts';

const refused = (title: string, definition: object, ...messages: string[]): Row => ({
  title,
  definition,
  refused: messages.map((message) => `SCHEMA_VALIDATION_FAILED: ${message}`).join(', '),
});

const task = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  End: true,
  ...more,
});

/** A distributed Map that reads its items from a file. */
const reads = (ReaderConfig: object) => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig,
        Parameters: { Bucket: 'b', Key: 'k' },
      },
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'A', States: { A: done } },
      End: true,
    },
  },
});

const READER = '/States/M/ItemReader/ReaderConfig';

/** Definitions the service does not accept, with the reason. */
export const REFUSED: readonly Row[] = [
  refused('nothing at all', {}, 'These fields are required: [States, StartAt] at /'),
  refused('no StartAt', { States: { A: done } }, 'These fields are required: [StartAt] at /'),
  {
    title: 'a state without a type',
    definition: { StartAt: 'A', States: { A: { End: true } } },
    refused:
      "SCHEMA_VALIDATION_FAILED: The field 'Type' is required at /States/A, MISSING_END_STATE: Workflow has no terminal state at /",
  },
  refused(
    'a type nobody knows',
    { StartAt: 'A', States: { A: { Type: 'Nap', End: true } } },
    "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/A/Type",
  ),
  refused(
    'a Next on a state that ends',
    { StartAt: 'A', States: { A: { Type: 'Succeed', Next: 'B' }, B: done } },
    "Field 'Next' is not supported at /States/A/Next",
  ),
  {
    title: 'neither Next nor End',
    definition: { StartAt: 'A', States: { A: { Type: 'Pass' } } },
    refused:
      'SCHEMA_VALIDATION_FAILED: This object should have only one of the following fields: [Next, End] at /States/A, MISSING_END_STATE: Workflow has no terminal state at /',
  },
  {
    title: 'a Next to nowhere',
    definition: { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'Nowhere' } } },
    refused:
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: Nowhere at /States/A/Next, MISSING_END_STATE: Workflow has no terminal state at /",
  },
  {
    title: 'a state nothing leads to',
    definition: { StartAt: 'A', States: { A: done, B: done } },
    refused: 'MISSING_TRANSITION_TARGET: State "B" is not reachable. at /States/B',
  },
  {
    title: 'a circle without an end',
    definition: { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } } },
    refused: 'MISSING_END_STATE: Workflow has no terminal state at /',
  },
  refused(
    'States.ALL beside others',
    jsonata({ T: task({ Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] }) }),
    'States.ALL must appear alone and at end of list at /States/T/Retry[0]/ErrorEquals',
  ),
  refused(
    'States.ALL before others',
    jsonata({
      T: task({
        Catch: [
          { ErrorEquals: ['States.ALL'], Next: 'R' },
          { ErrorEquals: ['X'], Next: 'R' },
        ],
      }),
      R: done,
    }),
    'States.ALL must appear alone and at end of list at /States/T/Catch[0]/ErrorEquals',
  ),
  refused(
    'a result where there is none',
    jsonata({ A: { Type: 'Pass', Output: '{% $states.result %}', End: true } }),
    "Field '$states.result' does not exist. at /States/A/Output",
  ),
  refused(
    'an error output outside a catcher',
    jsonata({ T: task({ Arguments: { Payload: '{% $states.errorOutput %}' } }) }),
    "Field '$states.errorOutput' does not exist. at /States/T/Arguments/Payload",
  ),
  refused(
    'a variable of an outer scope assigned inside',
    jsonata({
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'M' },
      M: {
        Type: 'Map',
        Items: [1],
        ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', Assign: { x: 2 }, End: true } } },
        End: true,
      },
    }),
    "The variable name 'x' was already defined in a parent scope. at /States/M/ItemProcessor/States",
  ),
  {
    title: 'a bare name, which has nothing to be read from',
    definition: jsonata({ A: { Type: 'Pass', Output: { v: '{% phone %}' }, End: true } }),
    refused:
      "UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/A/Output/v",
  },
  {
    title: 'the root of the input',
    definition: jsonata({ A: { Type: 'Pass', Output: '{% $$ %}', End: true } }),
    refused: "UNSUPPORTED_JSONATA_EXPRESSION: Reference to '$$' is not supported. at /States/A/Output",
  },
  refused(
    'a JSONPath field in JSONata',
    jsonata({ A: { Type: 'Pass', InputPath: '$', End: true } }),
    "The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage at /States/A",
  ),
  refused(
    'a JSONata field in JSONPath',
    jsonpath({ A: { Type: 'Pass', Output: 1, End: true } }),
    "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/A",
  ),
  refused(
    'JSONPath inside a JSONata machine',
    jsonata({ A: { ...done, QueryLanguage: 'JSONPath' } }),
    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine at /States/A",
  ),
  refused(
    'a Wait that does not say how long',
    jsonata({ W: { Type: 'Wait', End: true } }),
    'This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/W',
  ),
  refused(
    'a negative Wait',
    jsonpath({ W: { Type: 'Wait', Seconds: -1, End: true } }),
    'Minimum value is 0 at /States/W/Seconds',
  ),
  refused(
    'half a second',
    jsonpath({ W: { Type: 'Wait', Seconds: 1.5, End: true } }),
    'Expected value of type Integer at /States/W/Seconds',
  ),
  refused(
    'a moment nobody can read',
    jsonpath({ W: { Type: 'Wait', Timestamp: 'soon', End: true } }),
    'String does not match RFC3339 timestamp at /States/W/Timestamp',
  ),
  refused(
    'two ways to wait',
    jsonpath({ W: { Type: 'Wait', Seconds: 1, SecondsPath: '$.s', End: true } }),
    'There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/W',
  ),
  refused(
    'no choices',
    jsonpath({ C: { Type: 'Choice', Choices: [], Default: 'D' }, D: done }),
    'Value cannot be empty at /States/C/Choices',
  ),
  refused(
    'a rule over no path',
    jsonpath({ C: { Type: 'Choice', Choices: [{ Variable: 'v', IsNull: true, Next: 'D' }] }, D: done }),
    "Value is not a Reference Path: Reference path didn't start with '$' at /States/C/Choices[0]/Variable",
  ),
  refused(
    'a rule of nothing',
    jsonpath({ C: { Type: 'Choice', Choices: [{ Not: { Or: [] }, Next: 'D' }], Default: 'D' }, D: done }),
    'Value cannot be empty at /States/C/Choices[0]/Not/Or',
  ),
  refused(
    'a path that is none',
    jsonpath({ A: { Type: 'Pass', Parameters: { 'v.$': '$.a[' }, End: true } }),
    "The value for the field 'v.$' must be a valid JSONPath or a valid intrinsic function call at /States/A/Parameters/v.$",
  ),
  refused(
    'a table without a word on its header',
    reads({ InputType: 'CSV', ItemsPointer: '/a' }),
    `The field 'CSVHeaderLocation' is required at ${READER}`,
  ),
  refused(
    'a header that is given but not there',
    reads({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN' }),
    `These fields are required: [CSVHeaders] at ${READER}`,
  ),
  refused(
    'headers for what is no table',
    reads({ InputType: 'JSONL', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['id'] }),
    `Field 'CSVHeaderLocation' is not supported at ${READER}/CSVHeaderLocation`,
    `Field 'CSVHeaders' is not supported at ${READER}/CSVHeaders`,
  ),
  refused(
    'a pointer that does not start at the root',
    reads({ InputType: 'JSON', ItemsPointer: 'data/items' }),
    `Invalid input: JSON Pointer expression must start with '/': "data/items" at ${READER}/ItemsPointer`,
  ),
];
