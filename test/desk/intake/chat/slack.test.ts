import { describe, expect, test } from 'vitest';
import { readMessage } from '#desk/intake/chat/slack/read-message.ts';
import { slackChatter } from '#desk/intake/chat/slack/read-user.ts';
import { slackSignature, verifySlack } from '#desk/intake/chat/slack/verify.ts';
import { fromSlack, toSlack } from '#desk/intake/chat/slack/words.ts';

/** The example of Slack's own documentation. */
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const TIME = '1531420618';
const BODY =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
const SIGNATURE = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';

const at = (seconds: number) => new Date((Number(TIME) + seconds) * 1000).toISOString();
const verifies = ({ now = [at(0)], secrets = [SECRET], body = BODY, ...headers }: Partial<Request> = {}) => {
  const given = { 'X-Slack-Request-Timestamp': TIME, 'X-Slack-Signature': SIGNATURE, ...headers };
  try {
    verifySlack({ headers: given, rawBody: Buffer.from(body), secrets, now });
    return true;
  } catch {
    return false;
  }
};
type Request = { now: string[]; secrets: string[]; body: string } & Record<`X-${string}`, string>;

describe('the signature of Slack', () => {
  test('is the one of its documentation', () => {
    expect(slackSignature(SECRET, TIME, Buffer.from(BODY))).toBe(SIGNATURE);
    expect(verifies()).toBe(true);
  });

  test.each<[boolean, string, Partial<Request>]>([
    [true, 'one of two secrets', { secrets: ['newer', SECRET] }],
    [true, 'five minutes late', { now: [at(300)] }],
    [true, 'five minutes early', { now: [at(-300)] }],
    [true, 'late here, in time at the gateway', { now: [at(10), at(400)] }],
    [false, 'later', { now: [at(301)] }],
    [false, 'earlier', { now: [at(-301)] }],
    [false, 'no secret', { secrets: [] }],
    [false, 'another secret', { secrets: ['x'] }],
    [false, 'a byte more', { body: `${BODY} ` }],
    [false, 'another time', { 'X-Slack-Request-Timestamp': '1531420619' }],
    [false, 'a time that is none', { 'X-Slack-Request-Timestamp': '1531420618.5' }],
    [false, 'a negative time', { 'X-Slack-Request-Timestamp': '-1531420618' }],
    [false, 'capitals', { 'X-Slack-Signature': SIGNATURE.toUpperCase() }],
    [false, 'a part of it', { 'X-Slack-Signature': SIGNATURE.slice(0, 40) }],
    [false, 'nothing', { 'X-Slack-Signature': '' }],
  ])('%s: %s', (holds, _, request) => {
    expect(verifies(request)).toBe(holds);
  });
});

describe('words of Slack', () => {
  test.each([
    ['<@UDESK> my laptop is slow', 'my laptop is slow'],
    ['<@UDESK>: hi', 'hi'],
    ['ask <@U2|ann> in <#C1|it>', 'ask @ann in #it'],
    [
      'see <https://a.example/x|the page> &amp; <mailto:a@corp.example|a@corp.example>',
      'see the page (https://a.example/x) & a@corp.example',
    ],
    ['1 &lt; 2 &gt; 0 &amp;lt;', '1 < 2 > 0 &lt;'],
    ['<!here> \u0000\u0007help', '@here help'],
  ])('%j reads %j', (text, read) => {
    expect(fromSlack(text, 'UDESK')).toBe(read);
  });

  test('of ours call nobody', () => {
    expect(toSlack('<!channel> <@U1> a & b')).toBe('&lt;!channel&gt; &lt;@U1&gt; a &amp; b');
  });
});

describe('a message of Slack', () => {
  const body = { team_id: 'T1', event_id: 'Ev1', api_app_id: 'A1', authorizations: [{ user_id: 'UDESK' }] };
  const message = { type: 'message', channel: 'D1', channel_type: 'im', user: 'U1', text: 'hi', ts: '2.1' };
  const read = (more: object) => readMessage(body, { ...message, ...more });

  test.each<[string, object, object | undefined]>([
    ['the desk’s own', { user: 'UDESK', bot_id: 'B1' }, { but: 'own-loop' }],
    ['of our app under another user', { app_id: 'A1', bot_id: 'B1' }, { but: 'own-loop' }],
    ['another program’s', { bot_id: 'B2' }, { but: 'bot' }],
    ['an old program’s', { subtype: 'bot_message', user: undefined, bot_id: 'B2' }, { but: 'bot' }],
    [
      'changed',
      { subtype: 'message_changed', message: { ts: '2.1', user: 'U1', text: 'x' } },
      { but: 'edited' },
    ],
    [
      'deleted',
      { subtype: 'message_deleted', previous_message: { ts: '2.1', user: 'U1' } },
      { but: 'deleted' },
    ],
    [
      'our own, unfurled',
      { subtype: 'message_changed', message: { ts: '2.1', user: 'UDESK' } },
      { but: 'own-loop' },
    ],
    [
      'with a file',
      { subtype: 'file_share', files: [{ id: 'F1', name: 'a.png' }, { id: '../x' }, 7] },
      { files: [{ id: 'F1', name: 'a.png' }, { name: 'a file' }, { name: 'a file' }] },
    ],
    ['in a thread', { channel: 'C1', channel_type: 'channel', thread_ts: '1.0' }, { addressed: false }],
    ['with our name', { type: 'app_mention', channel: 'C1', channel_type: undefined }, { addressed: true }],
    ['to others', { channel: 'C1', channel_type: 'channel' }, undefined],
    ['somebody joined', { subtype: 'channel_join' }, undefined],
  ])('%s', (_, more, said) => {
    if (said === undefined) expect(read(more)).toBeUndefined();
    else expect(read(more)).toMatchObject(said);
  });
});

describe('who somebody is', () => {
  const talk = { app: 'slack' as const, team: 'T1', user: 'U1', direct: true };
  const profile = { email: 'Ida@Corp.Example', real_name: 'Ida' };

  test.each<[string, Parameters<typeof slackChatter>[1], string, boolean]>([
    ['a member', { team_id: 'T1', profile }, 'ida@corp.example', true],
    ['a guest of one channel', { is_ultra_restricted: true, profile }, 'u1.t1@slack.invalid', false],
    ['a guest', { is_restricted: true, profile }, 'u1.t1@slack.invalid', false],
    ['somebody of another company', { team_id: 'T2', profile }, 'u1.t1@slack.invalid', false],
    ['a stranger', { is_stranger: true, profile }, 'u1.t1@slack.invalid', false],
    [
      'a member whose address nobody confirmed',
      { is_email_confirmed: false, profile },
      'u1.t1@slack.invalid',
      false,
    ],
    ['a member without an address', { profile: {} }, 'u1.t1@slack.invalid', false],
    ['a member with what is no address', { profile: { email: 'a@b@c' } }, 'u1.t1@slack.invalid', false],
    ['nobody', undefined, 'u1.t1@slack.invalid', false],
  ])('%s', (_, found, address, verified) => {
    expect(slackChatter(talk, found)).toMatchObject({ address, verified });
  });
});
