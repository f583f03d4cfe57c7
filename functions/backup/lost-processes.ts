import {
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  paginateListStateMachines,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { type Case, isOver } from '#desk/case/case.ts';
import type { Ports } from '#desk/ports.ts';
import { once } from '../once.ts';

const sfn = once(() => new SFNClient({}));

/** An open case whose process should run and does not, with what became of it. */
export type Lost = Readonly<{ found: Case; execution: string; process: string; became: string }>;

/** The processes that are deployed in a stage, by their names: where each one's executions are. */
async function executionPrefixes(stage: string): Promise<ReadonlyMap<string, string>> {
  const begins = `switchboard-${stage}-`;
  const all = new Map<string, string>();
  for await (const { stateMachines = [] } of paginateListStateMachines({ client: sfn() }, {}))
    for (const { name = '', stateMachineArn = '' } of stateMachines)
      if (name.startsWith(begins))
        all.set(name.slice(begins.length), stateMachineArn.replace(':stateMachine:', ':execution:'));
  return all;
}

async function* openCases({ cases, catalogue }: Ports): AsyncGenerator<Case> {
  for (const { id } of catalogue.departments) {
    let from: Readonly<Record<string, string>> | undefined;
    do {
      const { items, next } = await cases.listQueue(id, 100, from);
      for (const { caseId } of items) {
        const found = await cases.find(caseId);
        if (found !== undefined && !isOver(found)) yield found;
      }
      from = next;
    } while (from !== undefined);
  }
}

async function becameOf(executionArn: string): Promise<string> {
  try {
    const { status = 'unknown' } = await sfn().send(new DescribeExecutionCommand({ executionArn }));
    return status.toLowerCase();
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return 'gone';
    throw error;
  }
}

/** Whether a case has been resolved since its process began: one that was opened again is people's work, not its process's. */
async function isDone({ cases }: Ports, { id }: Case): Promise<boolean> {
  const events = (await cases.history(id)).flatMap((commit) => commit.events);
  const last = events.findLast(({ type }) => type === 'ProcessStarted' || type === 'CaseResolved');
  return last?.type === 'CaseResolved';
}

/** Every open case whose process does not run: after a restore all of them, otherwise those that failed. */
export async function* lostProcesses(desk: Ports, stage: string): AsyncGenerator<Lost> {
  const deployed = await executionPrefixes(stage);
  for await (const found of openCases(desk)) {
    const { department, execution } = found;
    if (found.process === undefined || execution === undefined) continue;
    const process = `${department}-${found.process}`;
    const prefix = deployed.get(process);
    const became = prefix === undefined ? 'not deployed' : await becameOf(`${prefix}:${execution}`);
    if (became !== 'running' && !(await isDone(desk, found))) yield { found, execution, process, became };
  }
}
