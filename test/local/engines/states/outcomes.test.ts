import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bench } from './bench.ts';
import { JSONATA_STATES } from './outcomes/jsonata-states.ts';
import { JSONATA_VALUES } from './outcomes/jsonata-values.ts';
import { JSONPATH_STATES } from './outcomes/jsonpath-states.ts';
import { JSONPATH_VALUES } from './outcomes/jsonpath-values.ts';
import { REFUSED } from './outcomes/refused.ts';
import type { Row } from './outcomes/row.ts';

let functions: Row['functions'];
let engine: Awaited<ReturnType<typeof bench>>;

beforeAll(async () => {
  // One engine for all rows: each row brings its functions along.
  const all = new Proxy({}, { get: (_, name) => functions?.[String(name)] });
  engine = await bench(all);
});
afterAll(() => engine.stop());

/** Runs a row to its end and compares what the service would describe. */
async function check(row: Row) {
  functions = row.functions;
  const stateMachineArn = await engine.machine(row.definition);
  const { executionArn } = await engine.sfn.startExecution({
    stateMachineArn,
    input: JSON.stringify(row.input ?? {}),
  });
  await engine.passAll();
  const { status, output, error, cause } = await engine.sfn.describeExecution({ executionArn });
  const found = { status, output: output === undefined ? undefined : JSON.parse(output), error, cause };
  const failed = !('output' in row);
  expect(found).toEqual({
    status: failed ? 'FAILED' : 'SUCCEEDED',
    output: row.output,
    error: row.error,
    cause: row.cause,
  });
}

describe('an expression', () => {
  test.each(JSONATA_VALUES)('$title', check);
});

describe('a machine in JSONata', () => {
  test.each(JSONATA_STATES)('$title', check);
});

describe('a path or an intrinsic function', () => {
  test.each(JSONPATH_VALUES)('$title', check);
});

describe('a machine in JSONPath', () => {
  test.each(JSONPATH_STATES)('$title', check);
});

describe('a definition is refused for', () => {
  test.each(REFUSED)('$title', async ({ definition, refused }) => {
    const made = engine.machine(definition);
    await expect(made).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message: `Invalid State Machine Definition: '${refused}'`,
    });
  });
});
