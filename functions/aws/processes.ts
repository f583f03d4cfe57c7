import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Outgoing } from '#desk/delivery/effect.ts';
import type { Ports } from '#desk/ports.ts';
import { told } from '#desk/task/settle.ts';
import { required } from '../environment.ts';
import { once } from '../once.ts';

const sfn = once(() => new SFNClient({}));

/** Cases are started by this name, which leads to the version that is live; so a new one can be tried on a few first. */
const LIVE = 'live';

const machine = (process: string) => `${required('PROCESS_ARN_PREFIX')}${process}`;
const execution = (process: string, name: string) =>
  `${machine(process).replace(':stateMachine:', ':execution:')}:${name}`;

/** What Step Functions says to something that was done before: the process moved on by itself or by an earlier copy. */
const DONE = new Set(['ExecutionAlreadyExists', 'TaskTimedOut', 'TaskDoesNotExist', 'ExecutionDoesNotExist']);

const unlessDone = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Error) || !DONE.has(error.name)) throw error;
  }
};

/** Hands a settled task to the state that waits for it. The row, not the message, says what was answered (K1). */
async function resume(desk: Ports, ref: string): Promise<void> {
  const task = await desk.tasks.find(ref);
  if (task === undefined) throw new Error(`task ${ref} is to be resumed and is gone`);
  const { token: taskToken, answer, state } = task;
  if (answer !== undefined) {
    await sfn().send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(told(task, answer)) }));
  } else if (state === 'undeliverable') {
    const cause = 'the department system could not be reached';
    await sfn().send(new SendTaskFailureCommand({ taskToken, error: 'DeliveryFailed', cause }));
  } else if (state === 'expired') {
    // Opening hours end before the state's own time: its process looks at the row, as after a time-out.
    const cause = 'nobody answered in time';
    await sfn().send(new SendTaskFailureCommand({ taskToken, error: 'task-silent', cause }));
  }
}

async function beat(desk: Ports, ref: string): Promise<void> {
  const task = await desk.tasks.find(ref);
  if (task?.state === 'asked') await sfn().send(new SendTaskHeartbeatCommand({ taskToken: task.token }));
}

/**
 * Starts, resumes, keeps alive or stops the process of a case. Repeating is safe: an execution is named by its case
 * (C2), a token works once, and what was done before is a success. Throws on outages and throttling.
 */
export async function moveProcess(desk: Ports, { caseId, effect }: Outgoing): Promise<void> {
  switch (effect.kind) {
    case 'start': {
      const { incomplete, continueAt } = effect;
      const input = JSON.stringify({
        caseId,
        ...(incomplete && { incomplete }),
        ...(continueAt !== undefined && { continueAt }),
      });
      const start = new StartExecutionCommand({
        stateMachineArn: `${machine(effect.process)}:${LIVE}`,
        name: effect.execution,
        input,
      });
      return unlessDone(sfn().send(start));
    }
    case 'stop': {
      const executionArn = execution(effect.process, effect.execution);
      return unlessDone(
        sfn().send(new StopExecutionCommand({ executionArn, cause: 'a person ended the case' })),
      );
    }
    case 'resume':
      return unlessDone(resume(desk, effect.ref));
    case 'heartbeat':
      return unlessDone(beat(desk, effect.ref));
    default:
      throw new Error(`'${effect.kind}' moves no process`);
  }
}
