// Long, because histories are told in full, event by event.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { bench, type Functions, failure, hangs, lines } from './bench.ts';
import { done, jsonata, jsonpath } from './outcomes/row.ts';

let engine: Awaited<ReturnType<typeof bench>>;
const functions: Functions = {
  echo: (event: unknown) => event,
  boom: () => {
    throw failure('Boom', 'no');
  },
  hangs: (event: never, signal) => {
    hanging += 1;
    return hangs(event, signal);
  },
};

let hanging = 0;

beforeEach(async () => {
  engine = await bench(functions);
});
afterEach(() => engine.stop());

const invoke = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
  End: true,
  ...more,
});

/** Runs a machine to its end and tells its history, one line for each event. */
async function told(definition: object, input: unknown = {}) {
  const stateMachineArn = await engine.machine(definition);
  const { executionArn } = await engine.sfn.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  await engine.passAll();
  return engine.sfn.getExecutionHistory({ executionArn });
}

describe('the history of an execution', () => {
  test('tells a task from its parameters to its output', async () => {
    const { events = [] } = await told(
      jsonata({ T: invoke('echo', { TimeoutSeconds: 9, Assign: { x: 1 }, Output: 'out' }) }),
      { a: 1 },
    );

    const shown = events.map(({ timestamp: _, ...event }) => event);
    expect(shown).toMatchObject([
      {
        id: 1,
        previousEventId: 0,
        type: 'ExecutionStarted',
        executionStartedEventDetails: { input: '{"a":1}', inputDetails: { truncated: false } },
      },
      {
        id: 2,
        previousEventId: 0,
        type: 'TaskStateEntered',
        stateEnteredEventDetails: { name: 'T', input: '{"a":1}' },
      },
      {
        id: 3,
        previousEventId: 2,
        type: 'TaskScheduled',
        taskScheduledEventDetails: {
          resourceType: 'lambda',
          resource: 'invoke',
          region: 'us-east-1',
          timeoutInSeconds: 9,
          parameters: '{"FunctionName":"echo","Payload":{"a":1}}',
        },
      },
      {
        id: 4,
        previousEventId: 3,
        type: 'TaskStarted',
        taskStartedEventDetails: { resourceType: 'lambda', resource: 'invoke' },
      },
      {
        id: 5,
        previousEventId: 4,
        type: 'TaskSucceeded',
        taskSucceededEventDetails: {
          resourceType: 'lambda',
          resource: 'invoke',
          outputDetails: { truncated: false },
        },
      },
      {
        id: 6,
        previousEventId: 5,
        type: 'TaskStateExited',
        stateExitedEventDetails: {
          name: 'T',
          output: '"out"',
          assignedVariables: { x: '1' },
          assignedVariablesDetails: { truncated: false },
        },
      },
      {
        id: 7,
        previousEventId: 6,
        type: 'ExecutionSucceeded',
        executionSucceededEventDetails: { output: '"out"' },
      },
    ]);
  });

  test('tells a direct function by events of its own', async () => {
    const history = await told(
      jsonata({
        T: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:boom', End: true },
      }),
    );

    expect(lines(history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 LambdaFunctionScheduled',
      '4<3 LambdaFunctionStarted',
      '5<4 LambdaFunctionFailed',
      '6<5 ExecutionFailed',
    ]);
    expect(history.events?.[4]?.lambdaFunctionFailedEventDetails?.error).toBe('Boom');
  });

  test('tells every try of a task', async () => {
    const Retry = [{ ErrorEquals: ['Boom'], MaxAttempts: 1, IntervalSeconds: 2 }];
    expect(lines(await told(jsonata({ T: invoke('boom', { Retry }) })))).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskFailed',
      '6<5 TaskScheduled',
      '7<6 TaskStarted',
      '8<7 TaskFailed',
      '9<8 ExecutionFailed',
    ]);
  });

  test('lets every branch follow its own line', async () => {
    const branch = (name: string) => ({
      StartAt: `${name}1`,
      States: { [`${name}1`]: { Type: 'Pass', Next: `${name}2` }, [`${name}2`]: done },
    });
    const { events = [] } = await told(
      jsonata({ P: { Type: 'Parallel', Branches: [branch('A'), branch('B')], Next: 'Z' }, Z: done }),
    );

    const of = (type: string, name?: string) =>
      events.find(
        (event) =>
          event.type === type &&
          (name === undefined ||
            (event.stateEnteredEventDetails ?? event.stateExitedEventDetails)?.name === name),
      );
    for (const name of ['A', 'B']) {
      expect(of('PassStateEntered', `${name}1`)?.previousEventId).toBe(3);
      expect(of('PassStateEntered', `${name}2`)?.previousEventId).toBe(of('PassStateExited', `${name}1`)?.id);
    }
    // What succeeded is passed by: the exit follows the last event of a branch.
    expect(of('ParallelStateSucceeded')?.previousEventId).toBe(11);
    expect(of('ParallelStateExited')).toMatchObject({ id: 13, previousEventId: 11 });
  });

  test('tells the iterations of a Map one after the other', async () => {
    const M = {
      Type: 'Map',
      Items: [1, 2],
      MaxConcurrency: 1,
      ItemProcessor: { StartAt: 'I', States: { I: done } },
      End: true,
    };
    const history = await told(jsonata({ M }));

    expect(lines(history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 MapIterationSucceeded',
      '8<6 MapIterationStarted',
      '9<8 PassStateEntered',
      '10<9 PassStateExited',
      '11<10 MapIterationSucceeded',
      '12<11 MapStateSucceeded',
      '13<11 MapStateExited',
      '14<13 ExecutionSucceeded',
    ]);
    expect(history.events?.[2]?.mapStateStartedEventDetails).toEqual({ length: 2 });
    expect(history.events?.[7]?.mapIterationStartedEventDetails).toEqual({ name: 'M', index: 1 });
  });

  test('tells what a failing iteration takes with it', async () => {
    const M = {
      Type: 'Map',
      Items: [1, 2],
      ItemProcessor: {
        StartAt: 'T',
        States: { T: invoke('hangs', { TimeoutSeconds: '{% $states.input * 5 %}' }) },
      },
      End: true,
    };
    const { executionArn } = await engine.sfn.startExecution({
      stateMachineArn: await engine.machine(jsonata({ M })),
    });
    await vi.waitFor(() => expect(hanging).toBe(2));
    await engine.pass(5);

    expect(lines(await engine.sfn.getExecutionHistory({ executionArn })).slice(11)).toEqual([
      '12<8 TaskTimedOut',
      '13<12 MapIterationFailed',
      '14<12 TaskStateAborted',
      '15<12 MapIterationAborted',
      '16<12 TaskStateAborted',
      '17<12 MapStateFailed',
      '18<17 ExecutionFailed',
    ]);
  });

  test('does not say that a Map failed before it is tried again', async () => {
    const M = {
      Type: 'Map',
      Items: [1],
      ItemProcessor: { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } },
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
      End: true,
    };
    expect(lines(await told(jsonata({ M }))).slice(4)).toEqual([
      '5<4 FailStateEntered',
      '6<5 MapIterationFailed',
      '7<5 MapStateStarted',
      '8<7 MapIterationStarted',
      '9<8 FailStateEntered',
      '10<9 MapIterationFailed',
      '11<9 MapStateFailed',
      '12<11 ExecutionFailed',
    ]);
  });

  test('tells a failing expression once, where it happened', async () => {
    const P = {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'U',
          States: { U: { Type: 'Pass', Output: { v: '{% $states.input.missing %}' }, End: true } },
        },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'H' }],
      End: true,
    };
    const history = await told(jsonata({ P, H: done }));

    expect(lines(history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 PassStateEntered',
      '5<4 EvaluationFailed',
      '6<5 ParallelStateFailed',
      '7<6 ParallelStateExited',
      '8<7 PassStateEntered',
      '9<8 PassStateExited',
      '10<9 ExecutionSucceeded',
    ]);
    expect(history.events?.[4]?.evaluationFailedEventDetails).toMatchObject({
      error: 'States.QueryEvaluationError',
      location: 'Output/v',
      state: 'U',
    });
  });

  test('tells that the expression of a catcher failed, and the state with it', async () => {
    const P = {
      Type: 'Parallel',
      Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } }],
      Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.input.missing %}', Next: 'H' }],
      End: true,
    };
    expect(lines(await told(jsonata({ P, H: done }))).slice(3)).toEqual([
      '4<3 FailStateEntered',
      '5<4 ParallelStateFailed',
      '6<4 EvaluationFailed',
      '7<6 ParallelStateFailed',
      '8<7 ExecutionFailed',
    ]);
  });

  test('ends at once with an error of the definition itself, whatever would catch it', async () => {
    const P = {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'F', States: { F: { Type: 'Pass', Parameters: { 'm.$': '$.nope' }, End: true } } },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'H' }],
      End: true,
    };
    expect(lines(await told(jsonpath({ P, H: done })))).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 PassStateEntered',
      '5<4 ExecutionFailed',
    ]);
  });

  test('keeps the items of a distributed Map to themselves', async () => {
    const ItemProcessor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'I',
      States: { I: done },
    };
    const history = await told(jsonata({ M: { Type: 'Map', Items: [1, 2], ItemProcessor, End: true } }));

    expect(lines(history)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapRunStarted',
      '5<4 MapRunSucceeded',
      '6<5 MapStateSucceeded',
      '7<4 MapStateExited',
      '8<7 ExecutionSucceeded',
    ]);
    expect(history.events?.at(-1)?.executionSucceededEventDetails?.output).toBe('[1,2]');
  });

  test('comes in pages, forwards and backwards, with or without data', async () => {
    const { events: all = [] } = await told(jsonata({ A: { Type: 'Pass', Next: 'B' }, B: done }), { a: 1 });
    const [{ executionArn = '' } = {}] =
      (await engine.sfn.listExecutions({ stateMachineArn: await newest() })).executions ?? [];
    const ids: (number | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const part = await engine.sfn.getExecutionHistory({
        executionArn,
        maxResults: 2,
        reverseOrder: true,
        nextToken,
      });
      ids.push(...(part.events ?? []).map(({ id }) => id));
      nextToken = part.nextToken;
    } while (nextToken);
    const bare = await engine.sfn.getExecutionHistory({ executionArn, includeExecutionData: false });

    expect(all).toHaveLength(6);
    expect(ids).toEqual([6, 5, 4, 3, 2, 1]);
    expect(bare.events?.[1]?.stateEnteredEventDetails).toEqual({ name: 'A' });
  });

  test('is full at 25,000 events, and the execution with it', async () => {
    const A = { Type: 'Pass', Next: 'B' };
    const stateMachineArn = await engine.machine(
      jsonata({ A, B: { Type: 'Choice', Choices: [{ Condition: true, Next: 'A' }], Default: 'C' }, C: done }),
    );
    const { executionArn } = await engine.sfn.startExecution({ stateMachineArn });
    await engine.engine.settled();

    const [last] =
      (await engine.sfn.getExecutionHistory({ executionArn, maxResults: 1, reverseOrder: true })).events ??
      [];
    expect(last).toMatchObject({
      id: 25_000,
      type: 'ExecutionFailed',
      executionFailedEventDetails: {
        error: 'States.Runtime',
        cause: 'The execution reached the maximum number of history events (25000).',
      },
    });
  });
});

const newest = async () => (await engine.sfn.listStateMachines({})).stateMachines?.at(-1)?.stateMachineArn;
