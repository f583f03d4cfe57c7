import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { type Slack, startSlack } from './driver/slack.ts';
import { reaches, seen } from './driver/story.ts';
import { waitFor } from './driver/wait.ts';

const IDA = 'ida@corp.example';
const member = (email: string) => ({ team_id: 'T1', profile: { email, real_name: 'Ida' } });

/** Sets a secret as somebody would by hand, before the desk is started. */
function knows(assembly: string, name: string, secret: object): void {
  const file = join(assembly, 'switchboard-local-desk.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8')) as {
    Resources: Record<string, { Properties?: Record<string, unknown> }>;
  };
  const found = Object.values(template.Resources).find(({ Properties }) => Properties?.Name === name);
  if (found === undefined) throw new Error(`there is no secret ${name}`);
  found.Properties = { Name: name, SecretString: JSON.stringify(secret) };
  writeFileSync(file, JSON.stringify(template));
}

let desk: Desk;
let slack: Slack;
beforeAll(async () => {
  slack = await startSlack({ U1: member(IDA), U2: { is_restricted: true, profile: {} } });
  const secret = { signingSecrets: [slack.secret], botToken: 'xoxb-1', api: slack.url };
  desk = await startDesk({}, (assembly) => knows(assembly, 'switchboard/local/chat/slack', secret));
});
afterAll(async () => {
  await desk?.end();
  await slack?.close();
});

const door = () => desk.running().http;
const agent = () => desk.as('agent@corp.example', 'it');
const writes = async (caseId: string, text: string, waitForReply = false) => {
  const { status } = await agent().post(`/cases/${caseId}/messages`, { text, waitForReply });
  expect(status).toBe(201);
};
const row = (place: number) => waitFor(`row ${place}`, async () => (await desk.ledger())[place - 1]);

describe('a conversation that changes channel', () => {
  test('stays one case, answered where its person last spoke', async () => {
    const said = { user: 'U1', channel: 'DU1', text: 'The wifi is very slow and disconnects.', times: 3 };
    const { ts } = await slack.says(door(), said);
    const ack = await slack.post('takes care of it');
    expect(ack).toMatchObject({ channel: 'DU1', thread_ts: ts });
    const opened = await row(1);
    expect(opened.class).toBe('opened');
    const caseId = String(opened.caseId);
    expect(await seen(desk, caseId)).toMatchObject({
      department: 'it',
      requester: { address: IDA },
      verified: true,
    });

    await writes(caseId, 'Which room are you in?', true);
    expect(await slack.post('Which room')).toMatchObject({ channel: 'DU1', thread_ts: ts });
    expect(await desk.mailbox(IDA)).toEqual([]);

    const to = /help\+[0-9a-z.]+@desk\.example/.exec(ack.text)?.[0] ?? expect.fail('no address to write to');
    const reply = await desk.becomes({ from: IDA, to, subject: 'my wifi', text: 'Room 7.' });
    expect(reply).toMatchObject({ class: 'appended', caseId });
    await reaches(desk, caseId, 'answered', ({ status }) => status === 'open');
    await writes(caseId, 'Thank you, we look at it.');
    await desk.mailTo(IDA, 'we look at it');

    await slack.says(door(), { user: 'U1', channel: 'DU1', text: 'It is worse now.', thread: ts });
    await waitFor('the third word', async () => (await desk.ledger()).length === 3);
    await writes(caseId, 'Somebody is on the way.');
    expect(await slack.post('on the way')).toMatchObject({ channel: 'DU1', thread_ts: ts });
    await desk.atRest();
    expect((await desk.ledger()).map(({ class: kind, caseId: of }) => [kind, of])).toEqual([
      ['opened', caseId],
      ['appended', caseId],
      ['appended', caseId],
    ]);
    expect(slack.posts.filter(({ text }) => text.includes('takes care of it'))).toHaveLength(1);
    expect(await desk.deadLetters()).toEqual([]);
  }, 60_000);
});
