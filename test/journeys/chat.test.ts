import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { type Slack, startSlack } from './driver/slack.ts';
import { reaches, seen } from './driver/story.ts';
import { startTeams, type Teams } from './driver/teams.ts';
import { waitFor } from './driver/wait.ts';

const IDA = 'ida@corp.example';
const member = (email: string) => ({ team_id: 'T1', profile: { email, real_name: 'Ida' } });

/** Sets a secret as somebody would by hand. */
async function knows(program: string, secret: object): Promise<void> {
  const { body: engines } = await desk.get('/local/engines');
  const { AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets } = engines as Record<string, string>;
  const SecretId = `switchboard/local/chat/${program}`;
  const { status } = await fetch(secrets ?? '', {
    method: 'POST',
    headers: { 'x-amz-target': 'secretsmanager.PutSecretValue' },
    body: JSON.stringify({ SecretId, SecretString: JSON.stringify(secret) }),
  });
  expect(status).toBe(200);
}

let desk: Desk;
let slack: Slack;
let teams: Teams;
beforeAll(async () => {
  slack = await startSlack({ U1: member(IDA), U2: { is_restricted: true, profile: {} } });
  teams = await startTeams({ '29:ida': IDA });
  desk = await startDesk();
  await knows('slack', { signingSecrets: [slack.secret], botToken: 'xoxb-1', api: slack.url });
  await knows('teams', teams.secret);
});
afterAll(async () => {
  await desk?.end();
  await Promise.all([slack?.close(), teams?.close()]);
});

const door = () => desk.running().http;
const agent = () => desk.as('agent@corp.example', 'it');
const writes = async (caseId: string, text: string, waitForReply = false) => {
  const { status } = await agent().post(`/cases/${caseId}/messages`, { text, waitForReply });
  expect(status).toBe(201);
};
const row = (place: number) => waitFor(`row ${place}`, async () => (await desk.ledger())[place - 1]);
const rowsSince = async (before: number) =>
  (await desk.ledger()).slice(before).map(({ class: kind, cause, caseId }) => [kind, cause ?? caseId]);

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

describe('files shown in Slack', () => {
  test('lie on the case once and wait for a verdict; what the desk does not take is told once', async () => {
    const before = (await desk.ledger()).length;
    const page = '<p>what I see</p>';
    slack.files.F1 = { content: page, mimetype: 'text/html' };
    slack.files.F2 = { content: '', mimetype: 'video/mp4', size: 400_000_000 };
    const files = ['F1 screen.html', 'F2 film.mp4', 'F3 gone.txt'].map((each) => {
      const [id, name] = each.split(' ');
      return { id, name };
    });
    const { ts } = await slack.says(door(), {
      user: 'U1',
      channel: 'DU1',
      text: 'Now my laptop shows a blue screen.',
      times: 2,
      more: { subtype: 'file_share', files, thread_ts: '1772440000.000100' },
    });
    const told = await slack.post('film.mp4');
    expect(told.thread_ts).toBe('1772440000.000100');
    expect(told.text).toMatch(/“film.mp4” is larger than .*“gone.txt” could not be fetched/);
    expect(told.text).not.toContain('screen.html');
    await desk.atRest();
    const [[kind, caseId] = []] = await rowsSince(before);
    expect([kind, ts]).toEqual(['opened', expect.any(String)]);
    const shown = async () =>
      (await seen(desk, String(caseId))).history.flatMap(
        ({ attachments }) => (attachments ?? []) as readonly Readonly<{ name: string; state: string }>[],
      );
    const states = async () => (await shown()).map(({ name, state }) => [name, state]);
    const refused = [
      ['film.mp4', 'refused'],
      ['gone.txt', 'refused'],
    ];
    expect(await states()).toEqual([['screen.html', 'pending'], ...refused]);
    expect(slack.posts.filter(({ text }) => text.includes('film.mp4'))).toHaveLength(1);

    const sha256 = createHash('sha256').update(page).digest('hex');
    await desk.put('/local/verdicts', { sha256, result: 'NO_THREATS_FOUND' });
    await waitFor('a verdict', async () => (await states())[0]?.[1] === 'clean');
    const { body } = await agent().get(`/cases/${caseId}/attachments/1.1`);
    expect(await (await fetch((body as { url: string }).url)).text()).toBe(page);
    expect(await desk.deadLetters()).toEqual([]);
  }, 60_000);
});

describe('a conversation in Teams', () => {
  const says = (text: string, more: object = {}) => teams.says(door(), { user: '29:ida', text, ...more });

  test('stays one case over chat and mail; what is changed or deleted afterwards is noted (row 48)', async () => {
    const before = (await desk.ledger()).length;
    const wish = { user: '29:ida', text: 'The VPN connection drops all the time.', id: '1772450000000' };
    for (let time = 0; time < 3; time += 1) expect((await teams.says(door(), wish)).status).toBe(200);
    const ack = await teams.post('takes care of it');
    expect(ack.conversation).toBe('a:29:ida');
    await desk.atRest();
    const [[kind, caseId] = []] = await rowsSince(before);
    expect([kind, await seen(desk, String(caseId))]).toMatchObject([
      'opened',
      { requester: { address: IDA }, verified: true, department: 'it' },
    ]);
    const writes = (text: string, waitForReply = false) =>
      agent().post(`/cases/${caseId}/messages`, { text, waitForReply });
    await writes('Which network are you in?', true);
    await teams.post('Which network are you in?');

    const to = /help\+[0-9a-z.]+@desk\.example/.exec(ack.text)?.[0] ?? expect.fail('no address to write to');
    const reply = await desk.becomes({ from: IDA, to, subject: 'my VPN', text: 'The one at home.' });
    expect(reply).toMatchObject({ class: 'appended', caseId });
    await writes('Thank you, it is being repaired.');
    await desk.mailTo(IDA, 'it is being repaired');

    expect((await says('Now it does not connect at all.')).status).toBe(200);
    await waitFor('the third word', async () => (await rowsSince(before)).length === 3);
    await writes('Somebody comes at once.');
    expect((await teams.post('comes at once')).conversation).toBe('a:29:ida');

    const timestamp = '2026-03-02T09:00:00Z';
    await says('The VPN connection drops.', { id: wish.id, more: { type: 'messageUpdate', timestamp } });
    await says('', { id: wish.id, more: { type: 'messageDelete', timestamp } });
    await waitFor('both changes', async () => (await rowsSince(before)).length === 5);
    await desk.atRest();
    expect((await rowsSince(before)).map(([what, cause]) => (what === 'suppressed' ? cause : what))).toEqual([
      'opened',
      'appended',
      'appended',
      'edited',
      'deleted',
    ]);
    expect(teams.posts.filter(({ text }) => text.includes('takes care of it'))).toHaveLength(1);
    expect(await desk.deadLetters()).toEqual([]);
  }, 60_000);

  test('begins with a token or a signature of theirs, and with no other', async () => {
    const before = (await desk.ledger()).length;
    const said = {
      user: '29:guest',
      text: 'My laptop is slow.',
      conversation: '19:team@thread.tacv2;messageid=1',
    };
    expect((await teams.says(door(), said, teams.token('another-bot'))).status).toBe(401);
    expect((await teams.says(door(), said, 'Bearer x')).status).toBe(401);
    expect((await teams.calls(door(), said, Buffer.from('forged').toString('base64'))).status).toBe(401);
    const { status, body } = await teams.calls(door(), said);
    expect([status, body]).toEqual([
      200,
      { type: 'message', text: expect.stringContaining('your mail address') },
    ]);
    await desk.atRest();
    const [[kind, caseId] = [], ...more] = await rowsSince(before);
    expect([kind, more]).toEqual(['opened', []]);
    expect(await seen(desk, String(caseId))).toMatchObject({ verified: false });
  }, 60_000);
});
