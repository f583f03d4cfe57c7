import { linkIn, post, replyTo } from '#test/journeys/driver/letters.ts';
import { press } from '#test/journeys/driver/page.ts';
import { startSystem } from '#test/journeys/driver/system.ts';
import { waitFor } from '#test/journeys/driver/wait.ts';
import { type BenchDesk, startBenchDesk } from './desk.ts';
import { type Counting, counting, openedBy, type PlayedCase } from './played-case.ts';

const WHO = 'rosa@corp.example';

/** An agent's message through the API, then the requester's answer to it by mail. */
function conversation(desk: BenchDesk, { phase }: Counting) {
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
export async function playReferenceCase(): Promise<PlayedCase> {
  const system = await startSystem();
  const desk = await startBenchDesk({
    DESK_COUNT: '1',
    DESK_ENDPOINT_IT: system.url,
    DESK_SECRET_IT: system.secret,
  });
  const counted = counting(desk);
  const { phase, played } = counted;
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
    const talk = conversation(desk, counted);
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
    return await played(caseId);
  } finally {
    await desk.end();
    await system.close();
  }
}
