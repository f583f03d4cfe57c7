import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bench } from './bench.ts';
import { done, jsonata } from './outcomes/row.ts';

let engine: Awaited<ReturnType<typeof bench>>;

beforeEach(async () => {
  engine = await bench();
});
afterEach(() => engine.stop());

/** What a task that calls a resource ends with. */
async function called(Resource: string, Arguments: object) {
  const stateMachineArn = await engine.machine(
    jsonata({ T: { Type: 'Task', Resource, Arguments, End: true } }),
  );
  const { executionArn } = await engine.sfn.startExecution({ stateMachineArn });
  await engine.passAll();
  const { output, error, cause } = await engine.sfn.describeExecution({ executionArn });
  return { output: JSON.parse(output ?? 'null') as unknown, error, cause };
}

describe('a task that starts another machine', () => {
  const start = 'arn:aws:states:::states:startExecution';
  const child = () =>
    engine.machine(
      jsonata({
        W: { Type: 'Wait', Seconds: 5, Next: 'S' },
        S: { Type: 'Pass', Output: { got: '{% $states.input %}' }, End: true },
      }),
      'child',
    );

  test('goes on at once', async () => {
    const StateMachineArn = await child();
    const { output } = await called(start, { StateMachineArn, Name: 'c', Input: { a: 1 } });
    expect(output).toMatchObject({ ExecutionArn: 'arn:aws:states:us-east-1:000000000000:execution:child:c' });
  });

  test('waits for its end, with the output as text or as it is', async () => {
    const StateMachineArn = await child();
    expect((await called(`${start}.sync`, { StateMachineArn, Input: { a: 1 } })).output).toMatchObject({
      Status: 'SUCCEEDED',
      Output: '{"got":{"a":1}}',
      Input: '{"a":1}',
    });
    expect((await called(`${start}.sync:2`, { StateMachineArn, Input: { a: 1 } })).output).toMatchObject({
      Status: 'SUCCEEDED',
      Output: { got: { a: 1 } },
    });
  });

  test('fails with it', async () => {
    const StateMachineArn = await engine.machine(
      jsonata({ F: { Type: 'Fail', Error: 'E', Cause: 'c' } }),
      'failing',
    );
    const { error, cause } = await called(`${start}.sync:2`, { StateMachineArn });
    expect(error).toBe('States.TaskFailed');
    expect(JSON.parse(cause ?? '')).toMatchObject({ Error: 'E', Cause: 'c', Status: 'FAILED' });
  });

  test('fails when there is no such machine', async () => {
    const StateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:nobody';
    const { error, cause } = await called(start, { StateMachineArn });
    expect(error).toBe('StepFunctions.StateMachineDoesNotExistException');
    expect(cause).toContain(
      `State Machine Does Not Exist: '${StateMachineArn}' (Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: `,
    );
  });

  test('hands its token on', async () => {
    const StateMachineArn = await engine.machine(jsonata({ A: done }), 'asked');
    const T = {
      Type: 'Task',
      Resource: `${start}.waitForTaskToken`,
      Arguments: { StateMachineArn, Input: { token: '{% $states.context.Task.Token %}' } },
      End: true,
    };
    const { executionArn } = await engine.sfn.startExecution({
      stateMachineArn: await engine.machine(jsonata({ T })),
    });
    await engine.passAll();
    const [{ executionArn: askedArn } = {}] =
      (await engine.sfn.listExecutions({ stateMachineArn: StateMachineArn })).executions ?? [];
    const { input } = await engine.sfn.describeExecution({ executionArn: askedArn });
    await engine.sfn.sendTaskSuccess({
      taskToken: (JSON.parse(input ?? '') as { token: string }).token,
      output: '7',
    });

    expect(await engine.sfn.describeExecution({ executionArn })).toMatchObject({
      status: 'SUCCEEDED',
      output: '7',
    });
  });
});
