import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import type { BenchDesk } from './desk.ts';
import { between, type Span } from './snapshot.ts';

/** A stretch of a case, by what happened in it. */
export type Phase = Readonly<{ name: string; span: Span }>;

/** A case as it was counted. */
export type PlayedCase = Readonly<{
  phases: readonly Phase[];
  transitions: number;
}>;

/** Counts what a desk does for one case: each stretch from rest to rest. */
export interface Counting {
  /** Does something, waits until the desk has done all it leads to, and counts that. */
  phase(name: string, act: () => Promise<unknown>): Promise<void>;
  played(caseId: string): Promise<PlayedCase>;
}

/** States entered, in branches and for each of a list too, over all executions of a case. */
async function transitionsOf(endpoint: string, caseId: string): Promise<number> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SFNClient({ endpoint, region: 'us-east-1', credentials });
  let entered = 0;
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  for (const { stateMachineArn } of stateMachines) {
    const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
    for (const { executionArn } of executions.filter(({ name }) => name?.startsWith(caseId))) {
      const { events = [] } = await client.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
      );
      entered += events.filter(({ type }) => type?.endsWith('StateEntered')).length;
    }
  }
  client.destroy();
  return entered;
}

/** Begins to count a case on a desk that has nothing else to do. */
export function counting(desk: BenchDesk): Counting {
  const phases: Phase[] = [];
  return {
    phase: async (name, act) => {
      const before = await desk.rest();
      await act();
      phases.push({ name, span: between(before, await desk.rest()) });
    },
    played: async (caseId) => {
      const { processes = '' } = await desk.counters();
      return { phases, transitions: await transitionsOf(processes, caseId) };
    },
  };
}

/** The case a mail has opened. */
export async function openedBy(desk: BenchDesk, messageId: string): Promise<string> {
  const row = (await desk.ledger()).find((one) => one.messageId?.includes(messageId));
  if (row?.class !== 'opened') throw new Error(`the mail became ${JSON.stringify(row)}`);
  return row.caseId;
}
