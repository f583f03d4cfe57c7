import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { linkIn, post, replyTo } from '#test/journeys/driver/letters.ts';
import { press } from '#test/journeys/driver/page.ts';
import { startSystem } from '#test/journeys/driver/system.ts';
import { waitFor } from '#test/journeys/driver/wait.ts';
import { type BenchDesk, startBenchDesk } from './desk.ts';
import { between, type Span } from './snapshot.ts';

const WHO = 'rosa@corp.example';

/** A stretch of the reference case, by what happened in it. */
export type Phase = Readonly<{ name: string; span: Span }>;

/** The reference case as it was counted. */
export type ReferenceCase = Readonly<{
  phases: readonly Phase[];
  transitions: number;
  mails: number;
}>;

/** States entered, over all executions of all processes. */
async function transitionsOf(endpoint: string): Promise<number> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SFNClient({ endpoint, region: 'us-east-1', credentials });
  let entered = 0;
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  for (const { stateMachineArn } of stateMachines) {
    const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
    for (const { executionArn } of executions) {
      const { events = [] } = await client.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }),
      );
      entered += events.filter(({ type }) => type?.endsWith('StateEntered')).length;
    }
  }
  client.destroy();
  return entered;
}

async function openedBy(desk: BenchDesk, messageId: string): Promise<string> {
  const row = (await desk.ledger()).find((one) => one.messageId?.includes(messageId));
  if (row?.class !== 'opened') throw new Error(`the mail became ${JSON.stringify(row)}`);
  return row.caseId;
}

/** An agent's message through the API, then the requester's answer to it by mail. */
function conversation(desk: BenchDesk, phase: (name: string, act: () => Promise<unknown>) => Promise<void>) {
  return async (caseId: string, nth: string, text: string, waitForReply: boolean) => {
    const authorization = `Bearer ${await desk.token('agent@corp.example', 'it')}`;
    const headers = { authorization, 'content-type': 'application/json' };
    await phase(`message ${nth}`, async () => {
      const body = JSON.stringify({ text, waitForReply });
      const answer = await fetch(`${desk.http}/cases/${caseId}/messages`, { method: 'POST', headers, body });
      if (answer.status !== 201) throw new Error(`the message was answered ${answer.status}`);
    });
    const mail = await waitFor(text, async () =>
      (await desk.mails(WHO)).find((one) => one.text.includes(text)),
    );
    await phase(`reply ${nth}`, () =>
      post(desk.smtp, replyTo(mail, WHO, `Thank you, this is my answer ${nth}.`)),
    );
  };
}

/** Plays the reference case: three tasks by webhook and callback, two messages each way, resolved, confirmed, closed. */
export async function playReferenceCase(): Promise<ReferenceCase> {
  const system = await startSystem();
  const desk = await startBenchDesk({
    DESK_COUNT: '1',
    DESK_ENDPOINT_IT: system.url,
    DESK_SECRET_IT: system.secret,
  });
  const phases: Phase[] = [];
  const phase = async (name: string, act: () => Promise<unknown>) => {
    const before = await desk.rest();
    await act();
    phases.push({ name, span: between(before, await desk.rest()) });
  };
  const callback = async (nth: number) => {
    const asked = await system.next(WHO, nth);
    await phase(`callback ${nth}`, async () => {
      const { status } = await system.call(asked.body.callbackUrl, { outcome: 'completed' });
      if (status !== 202) throw new Error(`the callback was answered ${status}`);
    });
  };
  try {
    let messageId = '';
    await phase('intake', async () => {
      const subject = 'Device exchange at the end of the lease';
      const text = 'Hello,\n\nthe lease of my notebook ends this month, please exchange the device.\n\nRosa';
      messageId = await post(desk.smtp, { from: WHO, subject, text });
      await system.next(WHO);
    });
    const caseId = await openedBy(desk, messageId);
    const talk = conversation(desk, phase);
    await callback(1);
    await talk(caseId, '1', 'Which colour would you like?', true);
    await callback(2);
    await talk(caseId, '2', 'The new device arrives on Thursday.', false);
    await callback(3);
    const mail = await waitFor('the survey', async () =>
      (await desk.mails(WHO)).find((one) => one.text.includes('Did this help')),
    );
    await phase('survey', async () => {
      const { status } = await press(linkIn(mail, '/surveys/', 'helped=yes'), 'yes');
      if (status !== 200) throw new Error(`the survey was answered ${status}`);
    });
    const { processes = '' } = await desk.counters();
    return {
      phases,
      transitions: await transitionsOf(processes),
      mails: 3 + (await desk.mails(WHO)).length,
    };
  } finally {
    await desk.end();
    await system.close();
  }
}
