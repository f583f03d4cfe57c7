import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bench, ROLE } from './bench.ts';
import { jsonata } from './outcomes/row.ts';

let engine: Awaited<ReturnType<typeof bench>>;
let sfn: typeof engine.sfn;

beforeEach(async () => {
  engine = await bench();
  sfn = engine.sfn;
});
afterEach(() => engine.stop());

const DEFINITION = JSON.stringify(
  jsonata({ W: { Type: 'Wait', Seconds: 10, Next: 'S' }, S: { Type: 'Pass', Output: 1, End: true } }),
);
const create = () => sfn.createStateMachine({ name: 'hr', definition: DEFINITION, roleArn: ROLE });

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
    await expect(names({ maxResults: 1001 })).rejects.toThrow(
      "Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    );
    await expect(names({ statusFilter: 'succeeded' })).rejects.toThrow(
      "Value 'succeeded' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]",
    );
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

  test('answers with its end only in an express workflow, of which there are none', async () => {
    const { stateMachineArn } = await create();
    // The ordinary client would ask at a host of another name.
    const answer = await fetch(engine.engine.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSStepFunctions.StartSyncExecution' },
      body: JSON.stringify({ stateMachineArn }),
    });
    expect(await answer.json()).toMatchObject({ __type: 'StateMachineTypeNotSupported' });
    await expect(
      sfn.createStateMachine({ name: 'x', definition: DEFINITION, roleArn: ROLE, type: 'EXPRESS' }),
    ).rejects.toMatchObject({ name: 'StateMachineTypeNotSupported' });
  });
});
