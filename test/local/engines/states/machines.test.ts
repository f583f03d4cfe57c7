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

test('a process written in one line runs', async () => {
  const stateMachineArn = await engine.machine(jsonata({ A: done }));
  expect(await outcome(stateMachineArn)).toMatchObject({ output: '{}' });
});
