// Long, because an engine that is killed has to be a program of its own, with functions it can reach.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SFN } from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { clientOf, ROLE } from './bench.ts';

let dataDir: string;
let child: ChildProcess;
let sfn: SFN;
let lambda: ReturnType<typeof createServer>;
/** What the functions were asked, in order, and how the next ones answer. */
let asked: { name: string; event: unknown }[];
let answer: (name: string, event: unknown) => Promise<unknown>;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'states-'));
  asked = [];
  answer = async (_name, event) => event;
  lambda = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const name = decodeURIComponent(request.url?.split('/')[3] ?? '');
    const event: unknown = JSON.parse(body);
    asked.push({ name, event });
    response.end(JSON.stringify((await answer(name, event)) ?? null));
  });
  lambda.listen(0, '127.0.0.1');
  await once(lambda, 'listening');
  await begin();
});

afterEach(async () => {
  await kill();
  lambda.closeAllConnections();
  lambda.close();
  await rm(dataDir, { recursive: true });
});

/** Starts the engine as its own process on the same data. */
async function begin() {
  const { port } = lambda.address() as AddressInfo;
  child = spawn(process.execPath, ['local/engines/states/main.ts', '--port', '0', '--data', dataDir], {
    env: { PATH: process.env.PATH, AWS_ENDPOINT_URL_LAMBDA: `http://127.0.0.1:${port}` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('the engine has no output');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  sfn = clientOf((JSON.parse(line) as { ready: { states: string } }).ready.states);
}

async function kill() {
  sfn.destroy();
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

async function killed() {
  await kill();
  await begin();
}

async function run(states: Record<string, object>, input: unknown = {}) {
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: Object.keys(states)[0],
    States: states,
  });
  const name = `m${Math.abs(definition.length)}${asked.length}`;
  const { stateMachineArn } = await sfn.createStateMachine({ name, definition, roleArn: ROLE });
  const { executionArn = '' } = await sfn.startExecution({ stateMachineArn, input: JSON.stringify(input) });
  return { stateMachineArn, executionArn };
}

const ended = (executionArn: string) =>
  vi.waitFor(
    async () => {
      const found = await sfn.describeExecution({ executionArn });
      expect(found.status).not.toBe('RUNNING');
      return found;
    },
    { timeout: 30_000, interval: 20 },
  );

/** The history, which must count without a gap and point only backwards. */
async function history(executionArn: string) {
  const { events = [] } = await sfn.getExecutionHistory({ executionArn, maxResults: 1000 });
  expect(events.map(({ id }) => id)).toEqual(events.map((_, i) => i + 1));
  for (const { id = 0, previousEventId = 0 } of events) expect(previousEventId).toBeLessThan(id);
  return events.map(({ type }) => type);
}

const call = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...more,
});

describe('an engine killed and started again', () => {
  test('makes a call again that was in flight, and only that one', async () => {
    let hang = true;
    answer = (name, event) =>
      name === 'slow' && hang ? new Promise(() => undefined) : Promise.resolve(event);
    const { executionArn } = await run(
      { A: call('fast', { Next: 'B' }), B: call('slow', { End: true }) },
      { a: 1 },
    );
    await vi.waitFor(() => expect(asked.map(({ name }) => name)).toEqual(['fast', 'slow']));
    hang = false;

    await killed();

    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' });
    expect(asked.map(({ name }) => name)).toEqual(['fast', 'slow', 'slow']);
    expect(await history(executionArn)).toEqual([
      'ExecutionStarted',
      ...['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
      ...['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
      'ExecutionSucceeded',
    ]);
  });

  test('still knows the tokens it gave out, its timers and its variables', async () => {
    const { executionArn } = await run({
      V: { Type: 'Pass', Assign: { who: 'Ann' }, Next: 'Ask' },
      Ask: {
        ...call('ask', {
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Output: '{% $states.result %}',
        }),
        Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
        Next: 'W',
      },
      W: { Type: 'Wait', Seconds: 1, Next: 'D' },
      D: { Type: 'Pass', Output: '{% $who & $states.input %}', End: true },
    });
    await vi.waitFor(async () => expect(await history(executionArn)).toContain('TaskSubmitted'), 10_000);
    const token = String((asked[0]?.event as Record<string, unknown>)?.token);

    await killed();
    await sfn.sendTaskSuccess({ taskToken: token, output: '"!"' });
    await killed();

    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '"Ann!"' });
    expect(asked).toHaveLength(1);
    await expect(sfn.sendTaskSuccess({ taskToken: token, output: '1' })).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
    await history(executionArn);
  });

  test('loses and doubles nothing, however often and whenever it is killed', async () => {
    const states = {
      M: {
        Type: 'Map',
        Items: '{% [1..20] %}',
        MaxConcurrency: 4,
        ItemProcessor: {
          StartAt: 'A',
          States: {
            A: call('f', { Next: 'B' }),
            B: { Type: 'Pass', Output: '{% $states.input * 2 %}', End: true },
          },
        },
        End: true,
      },
    };
    const first = await run(states);
    const arns = [first.executionArn];
    for (let i = 0; i < 4; i++) {
      const { executionArn = '' } = await sfn.startExecution({ stateMachineArn: first.stateMachineArn });
      arns.push(executionArn);
    }
    for (const calls of [5, 25, 60]) {
      await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(calls), 10_000);
      await killed();
    }

    for (const executionArn of arns) {
      const { status, output } = await ended(executionArn);
      expect({ status, output: JSON.parse(output ?? '') }).toEqual({
        status: 'SUCCEEDED',
        output: Array.from({ length: 20 }, (_, i) => (i + 1) * 2),
      });
      const types = await history(executionArn);
      expect(types.filter((type) => type === 'TaskSucceeded')).toHaveLength(20);
      expect(types).toHaveLength(1 + 2 + 20 * 9 + 2 + 1);
    }
  });

  test('starts a child execution once, and hears of its end', async () => {
    const child = await run({ W: { Type: 'Wait', Seconds: 1, End: true } }, 'child');
    const { executionArn } = await run({
      P: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Arguments: { StateMachineArn: child.stateMachineArn, Input: { n: 1 } },
        Output: '{% $states.result.Output %}',
        End: true,
      },
    });
    await killed();

    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"n":1}' });
    const { executions } = await sfn.listExecutions({ stateMachineArn: child.stateMachineArn });
    expect(executions).toHaveLength(2);
    await history(executionArn);
  });
});
