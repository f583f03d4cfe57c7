import { inState, jsonata, type Row } from './row.ts';

/** A machine of one Pass state with the given Output. */
const output = (Output: unknown) => jsonata({ S: { Type: 'Pass', Output, End: true } });

const value = (expression: string, result: unknown, input: unknown = {}): Row => ({
  title: `${expression} is ${JSON.stringify(result)}`,
  definition: output(`{% ${expression} %}`),
  input,
  output: result,
});

const broken = (expression: string, sentence: string, input: unknown = {}): Row => ({
  title: `${expression} fails: ${sentence}`,
  definition: output(`{% ${expression} %}`),
  input,
  error: 'States.QueryEvaluationError',
  cause: `${inState('S')}The JSONata expression '${expression}' specified for the field 'Output' ${sentence}`,
});

const threw = (expression: string, message: string) =>
  broken(expression, `threw an error during evaluation. ${message}`);

/** What single expressions evaluate to, and how they fail. */
export const JSONATA_VALUES: readonly Row[] = [
  value('$states.input', { a: 1 }, { a: 1 }),
  value('$states.input.items[value > 3].name', ['b', 'c'], {
    items: [
      { name: 'a', value: 1 },
      { name: 'b', value: 4 },
      { name: 'c', value: 5 },
    ],
  }),
  value('$states.input.items[value > 4].name', 'c', {
    items: [
      { name: 'a', value: 1 },
      { name: 'c', value: 5 },
    ],
  }),
  value('$states.input.items[value > 4][]', [{ value: 5 }], { items: [{ value: 1 }, { value: 5 }] }),
  value('$states.input.v', null, { v: null }),
  value('{"v": $states.input.v}', { v: null }, { v: null }),
  value('$type($states.input.v)', 'null', { v: null }),
  value('$exists($states.input.v)', true, { v: null }),
  value('[1..3]', [1, 2, 3]),
  value('$merge([$states.input, {"b": 2}])', { a: 1, b: 2 }, { a: 1 }),
  value('{"present": 1, "absent": $states.input.absent}', { present: 1 }),
  value('$states.context.Execution.Input.a', 7, { a: 7 }),
  value('$states.context.State.Name', 'S'),
  value('$states.context.State.EnteredTime', '2026-03-02T09:00:00.000Z'),
  value('$states.context.Execution.RedriveCount', 0),
  value('$now()', '2026-03-02T09:00:00.000Z'),
  value('$now("[Y]-[M01]-[D01]")', '2026-03-02'),
  value('$millis()', 1_772_442_000_000),
  value('1/0', 'Infinity'),
  value('[1/0]', ['Infinity']),
  value('{"k": 1/0}', { k: 'Infinity' }),
  value('$string(1e20)', '100000000000000000000'),
  value('$string(1e21)', '1e+21'),
  value('$string(1/3)', '0.333333333333333'),
  value('$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]),
  value('$partition([1,2,3], 2.9)', [[1, 2], [3]]),
  value('$partition($states.input)', [[1, 2, 3]], [1, 2, 3]),
  threw('$partition([1,2,3], -1)', 'D3137: Second argument must be zero or greater'),
  threw(
    '$partition([1,2,3], "2")',
    'T0410: Argument 2 of function "partition" does not match function signature',
  ),
  threw(
    '$partition([1,2,3], null)',
    'T0410: Argument 2 of function "partition" does not match function signature',
  ),
  threw(
    '$partition("not-array", 2)',
    'T0412: Argument 1 of function "partition" must be an array of undefined',
  ),
  threw(
    '$partition([1], 2, 99)',
    'T0410: Argument 3 of function "partition" does not match function signature',
  ),
  threw('$range("a", 5, 1)', 'T0410: Argument 1 of function "range" does not match function signature'),
  threw('$range(1, 5, null)', 'T0410: Argument 3 of function "range" does not match function signature'),
  threw('$range(1, 5, 1, 99)', 'T0410: Argument 4 of function "range" does not match function signature'),
  broken('$range(1, 10, 0.49)', 'returned nothing (undefined).'),
  threw(
    '$hash("data", "UNSUPPORTED")',
    "D3137: Hash algorithm 'UNSUPPORTED' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5",
  ),
  value('$range(0, 10, 5)', [0, 5, 10]),
  value('$range(5, 1, -2)', [5, 3, 1]),
  value('$range(-1.7, 2, 1)', [-1, 0, 1, 2]),
  value('$range(1, 1, 1)', 1),
  value('$count($range(1, 360145, 1))', 360_145),
  value('$hash("abc", "MD5")', '900150983cd24fb0d6963f7d28e17f72'),
  value('$hash("abc", "SHA-1")', 'a9993e364706816aba3e25717850c26c9cd0d89d'),
  value('$hash("abc", "SHA-256")', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'),
  value('$parse("{\\"a\\":[1,2]}")', { a: [1, 2] }),
  value('$random(1) = $random(1)', true),
  value('$random()', 0.5),
  value('$length($uuid())', 36),
  value('$map([1,2], function($v) { $v * 2 })', [2, 4]),
  value('$states.input.name ~> $uppercase()', 'ANN', { name: 'Ann' }),
  broken('$states.input.absent', 'returned nothing (undefined).'),
  broken('$range(1, 3)', 'returned nothing (undefined).'),
  broken('$range(1, 3, -1)', 'returned nothing (undefined).'),
  broken('$partition([], 2)', 'returned nothing (undefined).'),
  broken('$partition([1], 0)', 'returned nothing (undefined).'),
  broken('$hash("abc")', 'returned nothing (undefined).'),
  threw('$states.input.a.b + "x"', 'T2002: The right side of the "+" operator must evaluate to a number'),
  threw('"hello" + 5', 'T2001: The left side of the "+" operator must evaluate to a number'),
  threw('1 + {}', 'T2002: The right side of the "+" operator must evaluate to a number'),
  threw(`$split('a','b',-1)`, 'D3020: Third argument of split function must evaluate to a positive number'),
  threw('$sqrt(-1)', 'D3060: The sqrt function cannot be applied to a negative number: -1'),
  threw(
    `$each('x', function($v){$v})`,
    'T0410: Argument 1 of function "each" does not match function signature',
  ),
  threw('$parse("{bad json}")', 'D3137: Invalid JSON'),
  threw('$parse("")', 'D3137: Invalid JSON'),
  threw('$parse("{}", 1)', 'T0410: Argument 2 of function "parse" does not match function signature'),
  broken('$parse()', 'returned nothing (undefined).'),
  threw('$hash()', 'T0410: Argument 1 of function "hash" does not match function signature'),
  threw(
    '$hash("a", "SHA-256", "b")',
    'T0410: Argument 3 of function "hash" does not match function signature',
  ),
  threw('$uuid(1, 2)', 'T0410: Argument 1 of function "uuid" does not match function signature'),
  threw('$random("seed")', 'T0410: Argument 1 of function "random" does not match function signature'),
  value('$random(77)', 0.7240700207191966),
  threw('$parse(null)', 'T0410: Argument 1 of function "parse" does not match function signature'),
  threw(
    '$reduce([1,2], function($a){$a})',
    'D3050: The second argument of reduce function must be a function with at least two arguments',
  ),
  threw('$eval("1")', 'T1006: Attempted to invoke a non-function'),
  {
    title: 'a failing expression deep in a template is named by its whole path',
    definition: output({ a: { b: ['{% 1 %}', '{% $states.input.absent %}'] } }),
    error: 'States.QueryEvaluationError',
    cause: `${inState('S')}The JSONata expression '$states.input.absent' specified for the field 'Output/a/b[1]' returned nothing (undefined).`,
  },
  {
    title: 'only a text that is an expression from end to end is one',
    definition: output({ a: ' {% 1 %}', b: '$states.input', c: null, d: [[], {}], 'e.$': '$' }),
    output: { a: ' {% 1 %}', b: '$states.input', c: null, d: [[], {}], 'e.$': '$' },
  },
];
