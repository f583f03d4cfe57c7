import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bench, ROLE } from './bench.ts';
import { done, jsonata } from './outcomes/row.ts';

let engine: Awaited<ReturnType<typeof bench>>;
let sfn: typeof engine.sfn;

beforeEach(async () => {
  engine = await bench();
  sfn = engine.sfn;
});
afterEach(() => engine.stop());

const says = (Output: unknown) =>
  JSON.stringify(
    jsonata({ W: { Type: 'Wait', Seconds: 10, Next: 'S' }, S: { Type: 'Pass', Output, End: true } }),
  );
const create = (definition = says(1), name = 'hr') =>
  sfn.createStateMachine({ name, definition, roleArn: ROLE });

/** What an execution of a machine, a version or an alias says in the end. */
async function outcome(stateMachineArn: string | undefined, name?: string) {
  const { executionArn } = await sfn.startExecution({ stateMachineArn, name });
  await engine.passAll();
  const { output, stateMachineVersionArn, stateMachineAliasArn } = await sfn.describeExecution({
    executionArn,
  });
  return { output, stateMachineVersionArn, stateMachineAliasArn };
}

describe('a state machine', () => {
  test('made twice alike is made once', async () => {
    const first = await create();
    expect((await create()).stateMachineArn).toBe(first.stateMachineArn);
    await expect(create(says(2))).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${first.stateMachineArn}'`,
    });
  });

  test('needs a name, a role and a definition the service accepts', async () => {
    await expect(create(says(1), 'a b')).rejects.toMatchObject({ name: 'InvalidName' });
    await expect(create('{}')).rejects.toMatchObject({ name: 'InvalidDefinition' });
    await expect(
      sfn.createStateMachine({ name: 'x', definition: says(1), roleArn: 'me' }),
    ).rejects.toMatchObject({ name: 'InvalidArn' });
  });

  test('is described as it was made', async () => {
    const { stateMachineArn, creationDate } = await create();
    expect(await sfn.describeStateMachine({ stateMachineArn })).toMatchObject({
      stateMachineArn,
      name: 'hr',
      definition: says(1),
      roleArn: ROLE,
      type: 'STANDARD',
      status: 'ACTIVE',
      creationDate,
    });
    expect((await sfn.listStateMachines({})).stateMachines).toMatchObject([{ stateMachineArn, name: 'hr' }]);
  });

  test('updated while it runs lets what runs finish as it began', async () => {
    const { stateMachineArn } = await create();
    const { executionArn } = await sfn.startExecution({ stateMachineArn });
    const { revisionId } = await sfn.updateStateMachine({ stateMachineArn, definition: says(2) });
    const after = await sfn.startExecution({ stateMachineArn });
    await engine.passAll();

    expect(await sfn.describeExecution({ executionArn })).toMatchObject({ output: '1' });
    expect(await sfn.describeExecution({ executionArn: after.executionArn })).toMatchObject({ output: '2' });
    expect((await sfn.describeStateMachineForExecution({ executionArn })).definition).toBe(says(1));
    expect((await sfn.describeStateMachine({ stateMachineArn })).revisionId).toBe(revisionId);
  });

  test('deleted is gone, and deleting it again is no error', async () => {
    const { stateMachineArn } = await create();
    await sfn.deleteStateMachine({ stateMachineArn });
    await sfn.deleteStateMachine({ stateMachineArn });

    await expect(sfn.describeStateMachine({ stateMachineArn })).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
    await expect(sfn.startExecution({ stateMachineArn })).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  });

  test('carries tags', async () => {
    const { stateMachineArn: resourceArn } = await sfn.createStateMachine({
      name: 't',
      definition: says(1),
      roleArn: ROLE,
      tags: [{ key: 'a', value: '1' }],
    });
    await sfn.tagResource({ resourceArn, tags: [{ key: 'b', value: '2' }] });
    await sfn.untagResource({ resourceArn, tagKeys: ['a'] });
    expect((await sfn.listTagsForResource({ resourceArn })).tags).toEqual([{ key: 'b', value: '2' }]);
  });

  test('is told what is wrong with its definition before it is made', async () => {
    expect(await sfn.validateStateMachineDefinition({ definition: says(1) })).toMatchObject({
      result: 'OK',
      diagnostics: [],
    });
    expect(await sfn.validateStateMachineDefinition({ definition: 'not a definition' })).toMatchObject({
      result: 'FAIL',
      diagnostics: [
        {
          code: 'INVALID_JSON_DESCRIPTION',
          location: '[Source: (String)"not a definition"; line: 1, column: 4]',
        },
      ],
    });
  });
});

describe('an execution', () => {
  test('started twice under one name is started once while it runs', async () => {
    const { stateMachineArn } = await create();
    const first = await sfn.startExecution({ stateMachineArn, name: 'C-1', input: '{"a":1}' });
    expect(first.executionArn).toBe('arn:aws:states:us-east-1:000000000000:execution:hr:C-1');
    expect((await sfn.startExecution({ stateMachineArn, name: 'C-1', input: '{"a":1}' })).executionArn).toBe(
      first.executionArn,
    );
    await expect(sfn.startExecution({ stateMachineArn, name: 'C-1', input: '{}' })).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });
    await engine.passAll();
    await expect(
      sfn.startExecution({ stateMachineArn, name: 'C-1', input: '{"a":1}' }),
    ).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  test('needs an input that is JSON', async () => {
    const { stateMachineArn } = await create();
    await expect(sfn.startExecution({ stateMachineArn, input: 'not some text' })).rejects.toMatchObject({
      name: 'InvalidExecutionInput',
      message:
        "Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
    });
    await expect(sfn.startExecution({ stateMachineArn, input: "{'not': 'json'}" })).rejects.toMatchObject({
      message:
        "Invalid State Machine Execution Input: 'Unexpected character (''' (code 39)): was expecting double-quote to start field name'",
    });
  });

  test('stopped is aborted at once, and stopping it again changes nothing', async () => {
    const { stateMachineArn } = await create();
    const { executionArn } = await sfn.startExecution({ stateMachineArn });
    const { stopDate } = await sfn.stopExecution({
      executionArn,
      error: 'Withdrawn',
      cause: 'by the requester',
    });
    await engine.pass(60);
    expect((await sfn.stopExecution({ executionArn })).stopDate).toEqual(stopDate);

    expect(await sfn.describeExecution({ executionArn })).toMatchObject({
      status: 'ABORTED',
      error: 'Withdrawn',
      cause: 'by the requester',
    });
    expect(engine.engine.nextTimerAt()).toBeUndefined();
  });

  test('is listed newest first, by status, in pages', async () => {
    const { stateMachineArn } = await create();
    for (const name of ['a', 'b', 'c']) {
      await sfn.startExecution({ stateMachineArn, name });
      await engine.pass(1);
    }
    await engine.pass(7);
    const names = async (request: object) =>
      (await sfn.listExecutions({ stateMachineArn, ...request })).executions?.map(({ name }) => name);
    const { nextToken } = await sfn.listExecutions({ stateMachineArn, maxResults: 2 });

    expect(await names({})).toEqual(['c', 'b', 'a']);
    expect(await names({ statusFilter: 'SUCCEEDED' })).toEqual(['a']);
    expect(await names({ statusFilter: 'RUNNING', maxResults: 1 })).toEqual(['c']);
    expect(await names({ maxResults: 2, nextToken })).toEqual(['a']);
  });

  test('nobody knows does not exist', async () => {
    const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:hr:nobody';
    await expect(sfn.describeExecution({ executionArn })).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
      message: `Execution Does Not Exist: '${executionArn}'`,
    });
    await expect(sfn.describeExecution({ executionArn: 'nonsense' })).rejects.toMatchObject({
      name: 'InvalidArn',
    });
  });
});

test('a process written in one line runs', async () => {
  const stateMachineArn = await engine.machine(jsonata({ A: done }));
  expect(await outcome(stateMachineArn)).toMatchObject({ output: '{}' });
});
