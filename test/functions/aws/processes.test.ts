import { SFNClient } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Effect } from '#desk/delivery/effect.ts';
import { answerTask } from '#desk/task/answer.ts';
import type { Task } from '#desk/task/task.ts';
import { undeliverable } from '#desk/task/undeliverable.ts';
import { moveProcess } from '#functions/aws/processes.ts';
import { asks, opens, question } from '#test/desk/memory/stories.ts';
import { type Memory, memory } from '#test/desk/memory.ts';

vi.stubEnv('PROCESS_ARN_PREFIX', 'arn:aws:states:eu-west-1:1:stateMachine:dev-');
vi.stubEnv('AWS_REGION', 'eu-west-1');

type Command = Readonly<{ constructor: { name: string }; input: Readonly<Record<string, string>> }>;
let sent: (readonly [string, Readonly<Record<string, string>>])[];
let answer: () => Promise<object>;
let desk: Memory;
let task: Task;
beforeEach(async () => {
  sent = [];
  answer = async () => ({});
  vi.spyOn(SFNClient.prototype, 'send').mockImplementation(async (command: unknown) => {
    const given = command as Command;
    sent.push([given.constructor.name, given.input]);
    return answer();
  });
  desk = memory();
  task = await asks(
    desk.ports,
    question(await opens(desk), { of: { system: true }, outcomes: ['completed', 'failed'] }),
  );
});

const move = (effect: Effect) => moveProcess(desk.ports, { caseId: task.caseId, effect });
const start: Effect = { kind: 'start', id: 'e', process: 'it-incident', execution: 'c-it-incident-1' };
const resume = (): Effect => ({ kind: 'resume', id: 'e', ref: task.ref });
const says = (name: string) => {
  answer = () => Promise.reject(Object.assign(new Error(name), { name }));
};

describe('a process is moved', () => {
  test('C2 its execution is named by the case, and given nothing but the case', async () => {
    await move(start);
    const [[command, input] = expect.fail('nothing was sent')] = sent;
    expect(command).toBe('StartExecutionCommand');
    expect(input).toMatchObject({ name: 'c-it-incident-1', input: JSON.stringify({ caseId: task.caseId }) });
    expect(input.stateMachineArn).toMatch(/^arn:aws:states:eu-west-1:1:stateMachine:dev-it-incident/);
  });

  test.each(['ExecutionAlreadyExists', 'TaskTimedOut', 'TaskDoesNotExist', 'ExecutionDoesNotExist'])(
    'C2, K4, W14 %s means that it was done before',
    async (name) => {
      says(name);
      await expect(move(start)).resolves.toBeUndefined();
    },
  );

  test.each(['ThrottlingException', 'StateMachineDoesNotExist', 'InvalidToken'])(
    '%s is thrown untouched',
    async (name) => {
      says(name);
      await expect(move(start)).rejects.toMatchObject({ name });
    },
  );

  test('K1, K3 by what stands on the row, with the token that stands there now', async () => {
    await desk.ports.tasks.rebind(task.ref, 'newer');
    const given = { outcome: 'completed', comment: 'done', by: 'it system', at: desk.rows.now };
    await answerTask(desk.ports, task.ref, { kind: 'system' }, given, () => true);
    await move(resume());
    const [[command, input] = expect.fail('nothing was sent')] = sent;
    expect([command, input.taskToken]).toEqual(['SendTaskSuccessCommand', 'newer']);
    expect(JSON.parse(input.output ?? '')).toMatchObject({
      outcome: 'completed',
      comment: 'done',
      by: 'it system',
    });
  });

  test('K1 not while nothing stands there', async () => {
    await move(resume());
    expect(sent).toEqual([]);
  });

  test('W4 down its path for failures when its system cannot be reached', async () => {
    await undeliverable(desk.ports, task.ref, 'tls');
    await move(resume());
    expect(sent).toMatchObject([
      ['SendTaskFailureCommand', { taskToken: task.token, error: 'DeliveryFailed' }],
    ]);
  });

  test('W15 kept waiting while its system works, and not afterwards', async () => {
    const beat: Effect = { kind: 'heartbeat', id: 'e', ref: task.ref };
    await move(beat);
    await undeliverable(desk.ports, task.ref, 'tls');
    await move(beat);
    expect(sent).toMatchObject([['SendTaskHeartbeatCommand', { taskToken: task.token }]]);
  });

  test('A9 stopped by its name when a person ended the case', async () => {
    await move({ kind: 'stop', id: 'e', process: 'it-incident', execution: 'c-it-incident-1' });
    expect(sent).toMatchObject([
      [
        'StopExecutionCommand',
        { executionArn: 'arn:aws:states:eu-west-1:1:execution:dev-it-incident:c-it-incident-1' },
      ],
    ]);
  });

  test('a mail moves none', async () => {
    await expect(move({ kind: 'wake', id: 'e', at: desk.rows.now })).rejects.toThrow(
      "'wake' moves no process",
    );
  });
});
