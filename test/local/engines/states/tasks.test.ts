// Long, because tokens, tries and time share one cast of functions.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bench, type Functions, failure, hangs, MONDAY } from './bench.ts';
import { done, jsonata } from './outcomes/row.ts';

let engine: Awaited<ReturnType<typeof bench>>;
let tokens: string[];
let tries: number;

const functions: Functions = {
  ask: ({ token }: { token: string }) => {
    tokens.push(token);
  },
  flaky: () => {
    tries += 1;
    if (tries < 4) throw failure('Flaky', `try ${tries}`);
    return tries;
  },
  hangs: (event, signal) => {
    tries += 1;
    return hangs(event, signal);
  },
  atOnce: async ({ token }: { token: string }) => {
    await engine.sfn.sendTaskSuccess({ taskToken: token, output: '"early"' });
  },
};

beforeEach(async () => {
  tokens = [];
  tries = 0;
  engine = await bench(functions);
});
afterEach(() => engine.stop());

const ask = (more: object = {}, name = 'ask') => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: name, Payload: { token: '{% $states.context.Task.Token %}' } },
  End: true,
  ...more,
});

const invoke = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: name },
  Output: '{% $states.result.Payload %}',
  End: true,
  ...more,
});

/** Starts a machine and lets it run until it waits for someone. */
async function started(states: Record<string, object>, more: object = {}) {
  const stateMachineArn = await engine.machine(jsonata(states, more));
  const { executionArn } = await engine.sfn.startExecution({ stateMachineArn, name: 'e' });
  return executionArn;
}

async function asked(states: Record<string, object>) {
  const executionArn = await started(states);
  await engine.engine.settled();
  const taskToken = tokens[0] ?? expect.fail('nobody was asked');
  return { executionArn, taskToken };
}

const end = async (executionArn: string | undefined) => {
  const { status, output, error, cause } = await engine.sfn.describeExecution({ executionArn });
  return {
    status,
    ...(output && { output: JSON.parse(output) as unknown }),
    ...(error && { error }),
    ...(cause && { cause }),
  };
};

describe('a task that waits for its token', () => {
  test('goes on with the answer', async () => {
    const { executionArn, taskToken } = await asked({ A: ask() });
    expect(await end(executionArn)).toEqual({ status: 'RUNNING' });

    await engine.sfn.sendTaskSuccess({ taskToken, output: '{"yes":true}' });

    expect(await end(executionArn)).toEqual({ status: 'SUCCEEDED', output: { yes: true } });
  });

  test('fails with the error it is sent', async () => {
    const { executionArn, taskToken } = await asked({ A: ask() });
    await engine.sfn.sendTaskFailure({ taskToken, error: 'Declined', cause: 'not today' });

    expect(await end(executionArn)).toEqual({ status: 'FAILED', error: 'Declined', cause: 'not today' });
  });

  test('may be answered before its function returns', async () => {
    const executionArn = await started({ A: ask({}, 'atOnce') });
    await engine.engine.settled();

    expect(await end(executionArn)).toEqual({ status: 'SUCCEEDED', output: 'early' });
  });

  test('is answered once', async () => {
    const { taskToken } = await asked({ A: ask() });
    const answers = await Promise.allSettled(
      [1, 2, 3].map((n) => engine.sfn.sendTaskSuccess({ taskToken, output: `${n}` })),
    );

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(answers[1]).toMatchObject({
      reason: { name: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" },
    });
  });

  test('knows its own token from any other', async () => {
    const { taskToken } = await asked({ A: ask() });
    const forged = Buffer.from(taskToken, 'base64')
      .toString()
      .replace(/"[^"]+"/, '"guessed"');

    await expect(engine.sfn.sendTaskSuccess({ taskToken: 'nonsense', output: '1' })).rejects.toMatchObject({
      name: 'InvalidToken',
    });
    await expect(
      engine.sfn.sendTaskSuccess({ taskToken: Buffer.from(forged).toString('base64'), output: '1' }),
    ).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(engine.sfn.sendTaskSuccess({ taskToken, output: '{no' })).rejects.toMatchObject({
      name: 'InvalidOutput',
    });
  });

  test('times out, and falls to whom the catcher says', async () => {
    const { executionArn, taskToken } = await asked({
      A: ask({ TimeoutSeconds: 3600, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'R' }] }),
      R: done,
    });
    expect(engine.engine.nextTimerAt()).toBe(MONDAY + 3_600_000);

    await engine.pass(3599);
    expect(await end(executionArn)).toEqual({ status: 'RUNNING' });
    await engine.pass(1);

    expect(await end(executionArn)).toEqual({
      status: 'SUCCEEDED',
      output: { Error: 'States.Timeout', Cause: '' },
    });
    await expect(engine.sfn.sendTaskSuccess({ taskToken, output: '1' })).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  test('lives as long as it shows signs of life', async () => {
    const Catch = [{ ErrorEquals: ['States.HeartbeatTimeout'], Output: 'silence', Next: 'R' }];
    const { executionArn, taskToken } = await asked({
      A: ask({ HeartbeatSeconds: 60, TimeoutSeconds: 999, Catch }),
      R: done,
    });
    for (let minute = 0; minute < 3; minute++) {
      await engine.pass(59);
      await engine.sfn.sendTaskHeartbeat({ taskToken });
    }
    expect(await end(executionArn)).toEqual({ status: 'RUNNING' });
    await engine.pass(60);

    expect(await end(executionArn)).toEqual({ status: 'SUCCEEDED', output: 'silence' });
    await expect(engine.sfn.sendTaskHeartbeat({ taskToken })).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });
});

describe('a task that is tried again', () => {
  test('waits longer each time, up to a limit', async () => {
    const Retry = [{ ErrorEquals: ['Flaky'], IntervalSeconds: 10, BackoffRate: 3, MaxDelaySeconds: 40 }];
    const executionArn = await started({ A: invoke('flaky', { Retry }) });
    const waits: number[] = [];
    for (;;) {
      await engine.engine.settled();
      const due = engine.engine.nextTimerAt();
      if (due === undefined) break;
      waits.push((due - engine.now()) / 1000);
      await engine.pass((due - engine.now()) / 1000);
    }

    expect(waits).toEqual([10, 30, 40]);
    expect(await end(executionArn)).toEqual({ status: 'SUCCEEDED', output: 4 });
  });

  test('waits a part of it by chance when told to', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 10, JitterStrategy: 'FULL' }];
    await started({ A: invoke('flaky', { Retry }) });
    await engine.engine.settled();

    expect(engine.engine.nextTimerAt()).toBe(MONDAY + 5000);
  });

  test('is tried three times when nothing else is said, then caught', async () => {
    tries = -9;
    const executionArn = await started({
      A: invoke('flaky', {
        Retry: [{ ErrorEquals: ['States.ALL'] }],
        Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.context.State.RetryCount %}', Next: 'R' }],
      }),
      R: done,
    });
    await engine.passAll();

    expect(tries).toBe(-5);
    expect(await end(executionArn)).toEqual({ status: 'SUCCEEDED', output: 3 });
  });

  test('is not tried at all with no attempts', async () => {
    const executionArn = await started({
      A: invoke('flaky', { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }] }),
    });
    await engine.passAll();

    expect(tries).toBe(1);
    expect(await end(executionArn)).toMatchObject({ status: 'FAILED', error: 'Flaky' });
  });
});

describe('time', () => {
  test('lets go of a call that takes too long', async () => {
    const executionArn = await started({ A: invoke('hangs', { TimeoutSeconds: 5 }) });
    await vi.waitFor(() => expect(tries).toBe(1));
    await engine.pass(5);

    expect(await end(executionArn)).toEqual({ status: 'FAILED', error: 'States.Timeout' });
  });

  test('ends a whole execution, without error or cause', async () => {
    const executionArn = await started(
      { W: { Type: 'Wait', Seconds: 100, End: true } },
      { TimeoutSeconds: 30 },
    );
    await engine.engine.settled();
    await engine.pass(30);

    expect(await end(executionArn)).toEqual({ status: 'TIMED_OUT' });
    expect(engine.engine.nextTimerAt()).toBeUndefined();
    const { events } = await engine.sfn.getExecutionHistory({ executionArn });
    expect(events?.at(-1)).toMatchObject({ type: 'ExecutionTimedOut', previousEventId: 0 });
  });

  test('fires what is due in the order it is due, however far it jumps', async () => {
    const stateMachineArn = await engine.machine(
      jsonata({
        W: { Type: 'Wait', Seconds: '{% $states.input.s %}', Next: 'T' },
        T: ask({
          Arguments: {
            FunctionName: 'ask',
            Payload: {
              token: '{% $string($states.input.s) & $substring($states.context.Task.Token, 0, 0) %}',
            },
          },
        }),
      }),
    );
    for (const s of [300, 100, 200, 100_000])
      await engine.sfn.startExecution({ stateMachineArn, input: JSON.stringify({ s }) });
    await engine.engine.settled();
    await engine.pass(5000);

    expect(tokens).toEqual(['100', '200', '300']);
    expect(engine.engine.nextTimerAt()).toBe(MONDAY + 100_000_000);
  });

  test('costs nothing for thousands of executions that wait', async () => {
    const stateMachineArn = await engine.machine(jsonata({ W: { Type: 'Wait', Seconds: 1000, End: true } }));
    for (let batch = 0; batch < 20; batch++)
      await Promise.all(Array.from({ length: 100 }, () => engine.sfn.startExecution({ stateMachineArn })));
    await engine.engine.settled();
    const before = process.cpuUsage();
    for (let i = 0; i < 100; i++) await engine.pass(1);
    const { user } = process.cpuUsage(before);
    await engine.pass(1000);

    expect(user).toBeLessThan(1_000_000);
    const { executions = [] } = await engine.sfn.listExecutions({
      stateMachineArn,
      statusFilter: 'SUCCEEDED',
      maxResults: 1000,
    });
    expect(executions).toHaveLength(1000);
  });
});
