import { Agent, request } from 'node:http';
import type { GetExecutionHistoryOutput } from '@aws-sdk/client-sfn';
import type { Outgoing } from '#desk/delivery/effect.ts';
import type { Ports } from '#desk/ports.ts';
import { told } from '#desk/task/settle.ts';
import { startEngine } from '#local/engines/states/engine.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import type { Definition } from '#statemachines/words/process.ts';
import type { Run } from './steps.ts';

type Answered = Readonly<Record<string, unknown>>;

/** What the engine says to something that was done before (see `moveProcess`). */
const DONE = new Set(['ExecutionAlreadyExists', 'TaskTimedOut', 'TaskDoesNotExist', 'ExecutionDoesNotExist']);

/** A refusal of the engine, by its code. */
class EngineRefusal extends Error {}

/** Speaks the engine's protocol over one kept connection: the SDK's client would take longer than the engine. */
function speaker(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (action: string, body: Answered): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const text = JSON.stringify(body);
      const headers = {
        'x-amz-target': `AWSStepFunctions.${action}`,
        'content-length': Buffer.byteLength(text),
      };
      const sent = request(url, { method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const answer = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Answered;
          if (response.statusCode === 200) return resolve(answer);
          reject(Object.assign(new EngineRefusal(String(answer.message)), { name: String(answer.__type) }));
        });
      });
      sent.on('error', (error: NodeJS.ErrnoException) => {
        // The engine hangs up on who is silent for five seconds; whatever is asked here may be asked twice.
        if (error.code === 'ECONNRESET' && sent.reusedSocket) ask(action, body).then(resolve, reject);
        else reject(error);
      });
      sent.end(text);
    });
  return { ask, hangUp: () => agent.destroy() };
}

/** How an execution stands. */
export type Standing = Readonly<{ status: string; error?: string; cause?: string }>;

/** The process engine with the processes of these departments, on a clock of its own, and the desk's steps behind them. */
export async function processesOn(
  folders: readonly DepartmentFolder[],
  { now, chance, run }: Readonly<{ now: () => number; chance: () => number; run: (step: string) => Run }>,
) {
  const engine = await startEngine({
    now,
    random: chance,
    env: {},
    invokeLambda: async ({ functionName, payload }) => {
      try {
        const result = await run(functionName)(JSON.parse(payload));
        return { payload: JSON.stringify(result ?? null) };
      } catch (error) {
        const { code, name, message } = error as Error & { code?: string };
        const errorType = code ?? name;
        return { functionError: 'Unhandled', payload: JSON.stringify({ errorType, errorMessage: message }) };
      }
    },
  });
  const { ask, hangUp } = speaker(engine.url);
  const definitions = new Map<string, Definition>(
    folders.flatMap(({ id, processes }) =>
      processes.map(({ name, definition }) => [`${id}-${name}`, definition] as const),
    ),
  );
  const machines = new Map<string, string>();
  const machine = async (name: string): Promise<string> => {
    const known = machines.get(name);
    if (known !== undefined) return known;
    // Deployment puts the address of each step where its name stands.
    const definition = JSON.stringify(definitions.get(name)).replace(/\$\{(\w+)\}/g, '$1');
    const roleArn = 'arn:aws:iam::000000000000:role/process';
    const { stateMachineArn } = await ask('CreateStateMachine', { name, definition, roleArn });
    machines.set(name, String(stateMachineArn));
    return String(stateMachineArn);
  };
  const execution = async (process: string, name: string) =>
    `${(await machine(process)).replace(':stateMachine:', ':execution:')}:${name}`;
  const unlessDone = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof EngineRefusal) || !DONE.has(error.name)) throw error;
    }
  };
  const resume = async (desk: Ports, ref: string): Promise<unknown> => {
    const task = await desk.tasks.find(ref);
    if (task === undefined) throw new Error(`task ${ref} is to be resumed and is gone`);
    const { token: taskToken, answer, state } = task;
    if (answer !== undefined)
      return ask('SendTaskSuccess', { taskToken, output: JSON.stringify(told(task, answer)) });
    const error = { undeliverable: 'DeliveryFailed', expired: 'task-silent' }[String(state)];
    return error === undefined ? undefined : ask('SendTaskFailure', { taskToken, error, cause: state });
  };

  return {
    engine,
    /** Moves a process as the desk says, however often it says so. */
    move: async (desk: Ports, { caseId, effect }: Outgoing): Promise<void> => {
      if (effect.kind === 'start') {
        const { incomplete, continueAt } = effect;
        // What is undefined is left out.
        const input = JSON.stringify({ caseId, incomplete, continueAt });
        const stateMachineArn = await machine(effect.process);
        await unlessDone(ask('StartExecution', { stateMachineArn, name: effect.execution, input }));
      } else if (effect.kind === 'stop') {
        const executionArn = await execution(effect.process, effect.execution);
        await unlessDone(ask('StopExecution', { executionArn, cause: 'a person ended the case' }));
      } else if (effect.kind === 'resume') await unlessDone(resume(desk, effect.ref));
      else if (effect.kind === 'heartbeat') {
        const task = await desk.tasks.find(effect.ref);
        if (task?.state === 'asked') await unlessDone(ask('SendTaskHeartbeat', { taskToken: task.token }));
      }
    },
    standing: async (process: string, name: string): Promise<Standing> =>
      (await ask('DescribeExecution', {
        executionArn: await execution(process, name),
      })) as unknown as Standing,
    /** The pages of an execution's history, as `wentOf` reads them. */
    getExecutionHistory: async (asked: Answered): Promise<GetExecutionHistoryOutput> =>
      (await ask('GetExecutionHistory', { ...asked, includeExecutionData: false })) as never,
    execution,
    stop: async () => {
      hangUp();
      await engine.stop();
    },
  };
}

export type Processes = Awaited<ReturnType<typeof processesOn>>;
