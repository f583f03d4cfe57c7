import { inState, jsonpath, type Row } from './row.ts';

const evaluating = (expression: string) =>
  jsonpath({ S: { Type: 'Pass', Parameters: { 'value.$': expression }, End: true } });

const value = (expression: string, result: unknown, input: unknown = {}): Row => ({
  title: `${expression} is ${JSON.stringify(result)}`,
  definition: evaluating(expression),
  input,
  output: { value: result },
});

const broken = (expression: string, sentence: string, input: unknown = {}): Row => ({
  title: `${expression} fails: ${sentence.slice(0, 60)}`,
  definition: evaluating(expression),
  input,
  error: 'States.Runtime',
  cause: inState('S') + sentence,
});

const badArguments = (expression: string, input: unknown = {}): Row => {
  const name = expression.slice(0, expression.indexOf('('));
  return broken(
    expression,
    `There was an error while evaluating the intrinsic function: ${expression}. Invalid arguments in ${name}`,
    input,
  );
};

const failed = (expression: string, why: string, input: unknown = {}) =>
  broken(
    expression,
    `There was an error while evaluating the intrinsic function: ${expression}. ${why}`,
    input,
  );

const REDACTED = (column: number) =>
  `[Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${column}]`;
const NO_JSON = 'Cannot convert String to Json in States.StringToJson, caused by: ';

const books = {
  books: [
    { t: 'a', p: 5 },
    { t: 'b', p: 12 },
    { t: 'c', p: 20 },
  ],
  max: 15,
};

/** What single paths and intrinsic functions give, and how they fail. */
export const JSONPATH_VALUES: readonly Row[] = [
  value('$.count', 3, { count: 3 }),
  value("$['delivery-partner'].name", 'dhl', { 'delivery-partner': { name: 'dhl' } }),
  value('$.list[1]', 'b', { list: ['a', 'b'] }),
  value('$.list[-1]', 'c', { list: ['a', 'b', 'c'] }),
  value('$.list[0:2]', ['a', 'b'], { list: ['a', 'b', 'c'] }),
  value('$.list[*].p', [1, 2], { list: [{ p: 1 }, { p: 2 }] }),
  value('$..p', [5, 12, 20], books),
  value('$.books[?(@.p > 10)].t', ['b', 'c'], books),
  value("$.books[?(@.p > 10 && @.t == 'b')].p", [12], books),
  value('$.books[?(@.p < $.max)].t', ['a', 'b'], books),
  value('$.books[?(@.absent)].t', [], books),
  value('$$.Execution.Input.a', 1, { a: 1 }),
  value('$$.State.Name', 'S'),
  value("States.Format('Hello {}', $.name)", 'Hello Ada', { name: 'Ada' }),
  value("States.Format('{} {} {}', $.a, $.b, $.c)", 'x 2 true', { a: 'x', b: 2, c: true }),
  value("States.Format('Name: \\'{}\\'', $.name)", "Name: 'Gabriel'", { name: 'Gabriel' }),
  value('States.Format($.template, $.name)', 'Hi Ada', { template: 'Hi {}', name: 'Ada' }),
  value("States.Format('{}', $.nil)", 'null', { nil: null }),
  value("States.Format('{}', States.JsonToString($.o))", '{"k":1}', { o: { k: 1 } }),
  value('States.StringToJson($.json)', { a: 1 }, { json: ' {"a":1} ' }),
  value('States.StringToJson($.json)', null, { json: '' }),
  value('States.Array(1, $.b, true)', [1, 2, true], { b: 2 }),
  value('States.Array()', []),
  value('States.ArrayPartition($.a, 4)', [[1, 2, 3, 4], [5]], { a: [1, 2, 3, 4, 5] }),
  value('States.ArrayPartition($.a, 2.6)', [[1, 2], [3]], { a: [1, 2, 3] }),
  value('States.ArrayContains($.a, 2)', true, { a: [1, 2] }),
  value('States.ArrayContains($.a, $.t)', true, { a: [{ a: 1 }], t: { a: 1 } }),
  value('States.ArrayContains($.a, true)', true, { a: ['true'] }),
  value('States.ArrayContains($.a, $.t)', false, { a: [{ a: 1, b: 2 }], t: { b: 2, a: 1 } }),
  value('States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]),
  value('States.ArrayRange(1.4, 5.6, 2.2)', [1, 3, 5]),
  value('States.ArrayRange(5.4, -0.6, -2.4)', [5, 3, 1]),
  value('States.ArrayRange(5, 1, 1)', []),
  value('States.ArrayGetItem($.a, 1.2)', 20, { a: [10, 20] }),
  value('States.ArrayGetItem($.a, 999)', null, { a: [] }),
  value('States.ArrayLength($.a)', 2, { a: [1, 2] }),
  value('States.ArrayUnique($.a)', [1, 2, 3, 4], { a: [1, 2, 3, 3, 4] }),
  value('States.ArrayUnique($.a)', [false, true], { a: [true, false, true] }),
  value(
    'States.ArrayUnique($.a)',
    [
      [2, 1],
      [1, 2],
    ],
    {
      a: [
        [1, 2],
        [1, 2],
        [2, 1],
      ],
    },
  ),
  value("States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='),
  value("States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", 'Data to encode'),
  value("States.Hash('hello', 'SHA-1')", 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d'),
  value('States.JsonMerge($.a, $.b, false)', { x: 1, y: 3 }, { a: { x: 1, y: 2 }, b: { y: 3 } }),
  value('States.MathRandom(1, 9)', 5),
  value('States.MathAdd($.a, $.b)', 5, { a: 1.6, b: 2.7 }),
  value('States.MathAdd(States.MathAdd($.x, 1), 2)', 8, { x: 5 }),
  value("States.StringSplit('1+2,3.4', '.+,')", ['1', '2', '3', '4']),
  value("States.StringSplit(',a,,b,', ',')", ['a', 'b']),
  badArguments("States.ArrayGetItem('not-array', 0)"),
  badArguments('States.ArrayGetItem($.a, 3)', { a: [10, 20, 30] }),
  badArguments('States.ArrayGetItem($.a, -1)', { a: [10] }),
  badArguments("States.ArrayGetItem($.a, '1')", { a: [10, 20] }),
  badArguments('States.ArrayRange(1, 5)'),
  badArguments('States.ArrayRange(1, 10, 0.49)'),
  badArguments('States.ArrayRange(1, 1001, 1)'),
  badArguments('States.ArrayPartition($.a, 0)', { a: [1] }),
  badArguments('States.MathAdd(2147483647, 1)'),
  badArguments('States.MathAdd(3000000000, 1)'),
  badArguments("States.MathAdd('a', 1)"),
  badArguments('States.MathAdd(1, 2, 999)'),
  badArguments('States.MathRandom(1, 1)'),
  badArguments("States.Hash('data', 'sha-256')"),
  badArguments("States.StringSplit($.v, ',')", { v: 123 }),
  badArguments('States.ArrayLength(States.JsonToString($.items))', { items: [1] }),
  failed(
    "States.Format('Hello {', $.a)",
    "Invalid template in States.Format: matching '}' not found for '{'.",
    { a: 'x' },
  ),
  failed("States.Format('}')", "Invalid template in States.Format: matching '{' not found for '}'."),
  failed(
    'States.StringToJson($.json)',
    `${NO_JSON}Unexpected character ('b' (code 98)): was expecting double-quote to start field name\n at ${REDACTED(2)}`,
    { json: '{bad json}' },
  ),
  failed(
    'States.StringToJson($.json)',
    `${NO_JSON}Unexpected end-of-input: expected close marker for Object (start marker at ${REDACTED(1)})\n at ${REDACTED(7)}`,
    { json: '{"a":1' },
  ),
  failed(
    'States.StringToJson($.json)',
    `${NO_JSON}Unrecognized token 'undefined': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at ${REDACTED(10)}`,
    { json: 'undefined' },
  ),
  broken(
    'States.StringToJson($.missing)',
    "The function 'States.StringToJson($.missing)' had the following error: The JsonPath argument for the field '$.missing' could not be found in the input '{}'",
  ),
  broken(
    '$.missing',
    `The JSONPath '$.missing' specified for the field 'value.$' could not be found in the input '{"a":1}'`,
    { a: 1 },
  ),
];
