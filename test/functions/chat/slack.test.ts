import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { slackSignature } from '#desk/intake/chat/slack/verify.ts';
import { slackSecret } from '#functions/aws/chat-secret.ts';
import { send } from '#functions/aws/queues.ts';
import { handler } from '#functions/chat/slack.ts';

vi.mock('#functions/aws/chat-secret.ts', () => ({ slackSecret: vi.fn() }));
vi.mock('#functions/aws/queues.ts', () => ({ send: vi.fn() }));

const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
vi.stubEnv('CHAT_QUEUE', 'CHAT_QUEUE');

let queued: unknown[];
beforeEach(() => {
  queued = [];
  vi.mocked(slackSecret).mockResolvedValue({ signingSecrets: ['old', SECRET], botToken: 'xoxb' });
  vi.mocked(send).mockImplementation(async (_queue, messages) => {
    queued.push(...messages.map(({ body }) => JSON.parse(JSON.stringify(body))));
  });
});

type Told = Readonly<{ type?: string; signature?: string; ago?: number; base64?: boolean; retry?: string }>;

/** Slack tells the desk a body. */
async function tell(
  body: string,
  { type = 'application/json', ago = 0, base64 = false, ...more }: Told = {},
) {
  const timestamp = String(Math.floor(Date.now() / 1000) - ago);
  const event = {
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': more.signature ?? slackSignature(SECRET, timestamp, Buffer.from(body)),
      ...(more.retry !== undefined && { 'x-slack-retry-num': more.retry }),
    },
    body: base64 ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: base64,
    rawPath: '/chat/slack',
    requestContext: { timeEpoch: Date.now() },
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, body: said = '' } = (await handler(
    event,
    {} as Context,
  )) as APIGatewayProxyStructuredResultV2;
  return { status: statusCode, said };
}

const event = (more: object = {}) =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T1',
    event_id: 'Ev1',
    event: {
      type: 'message',
      channel_type: 'im',
      channel: 'D1',
      user: 'U1',
      text: 'Hällo',
      ts: '1.1',
      ...more,
    },
  });
const form = (values: Readonly<Record<string, string>>) => new URLSearchParams(values).toString();
const FORM = { type: 'application/x-www-form-urlencoded' };

describe('the door for Slack', () => {
  test('answers the question whether it is there', async () => {
    const asked = await tell(JSON.stringify({ type: 'url_verification', challenge: 'c1' }));
    expect(asked).toEqual({ status: 200, said: '{"challenge":"c1"}' });
  });

  test.each([false, true])(
    'puts what was said into the queue before it answers; base64: %s',
    async (base64) => {
      expect(await tell(event(), { base64, retry: '1' })).toEqual({ status: 200, said: '' });
      expect(queued).toEqual([
        {
          talk: { app: 'slack', team: 'T1', user: 'U1', channel: 'D1', thread: '1.1', direct: true },
          message: 'slack/T1/D1/1.1',
          event: 'Ev1',
          text: 'Hällo',
          addressed: true,
        },
      ]);
    },
  );

  test('throws where the queue does not take it, so that Slack tells it again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.mocked(send).mockRejectedValue(new Error('no queue'));
    await expect(tell(event())).rejects.toThrow('no queue');
  });

  test.each([
    ['a wrong signature', { signature: `v0=${'0'.repeat(64)}` }],
    ['no signature', { signature: '' }],
    ['a signature of another version', { signature: 'v1=abc' }],
    ['one that is older than five minutes', { ago: 301 }],
    ['one from the future', { ago: -301 }],
  ])('lets nobody in by %s', async (_, forged) => {
    const { status, said } = await tell(event(), forged);
    expect([status, JSON.parse(said).code]).toEqual([401, 'signature-invalid']);
    expect(queued).toEqual([]);
  });

  test.each<[string, string, string, Told]>([
    ['no JSON', '{', '', {}],
    ['a list', '[]', '', {}],
    ['another type', 'hello', '', { type: 'text/plain' }],
    ['an event that is none', JSON.stringify({ type: 'event_callback', event: 7 }), '/event', {}],
    ['no team', event().replace('"T1"', '7'), '/team_id', {}],
    ['no event id', event().replace('"Ev1"', '""'), '/event_id', {}],
    ['no channel', event({ channel: null }), '/event/channel', {}],
    ['a channel that breaks a key', event({ channel: 'D1/../C2' }), '/event/channel', {}],
    ['no moment', event({ ts: 1.1 }), '/event/ts', {}],
    ['nobody', event({ user: undefined }), '/event/user', {}],
    ['words that are none', event({ text: {} }), '/event/text', {}],
    ['a payload that is none', form({ payload: 'x' }), '/payload', FORM],
    ['a shortcut on nothing', form({ payload: '{"type":"message_action"}' }), '/payload/team', FORM],
    [
      'a command of nobody',
      form({ command: '/help-me', text: 'x', team_id: 'T1', trigger_id: '1' }),
      '/user_id',
      FORM,
    ],
    ['a form without a purpose', form({ a: 'b' }), '', FORM],
  ])('refuses %s by the field', async (_, body, pointer, told) => {
    const { status, said } = await tell(body, told);
    expect([status, JSON.parse(said).faults]).toEqual([422, [{ pointer, message: expect.any(String) }]]);
    expect(queued).toEqual([]);
  });

  test('refuses what is too large', async () => {
    expect((await tell(`{"a":"${'x'.repeat(300_000)}"}`)).status).toBe(413);
  });

  test.each([
    ['what is said in a channel to others', event({ channel: 'C1', channel_type: 'channel' })],
    ['somebody joining', event({ subtype: 'channel_join' })],
    ['an event of another kind', event({ type: 'reaction_added' })],
    ['what is no event', JSON.stringify({ type: 'app_rate_limited' })],
  ])('takes note of %s and keeps nothing', async (_, body) => {
    expect(await tell(body)).toEqual({ status: 200, said: '' });
    expect(queued).toEqual([]);
  });

  test('takes a command and answers its person alone; without words it says how', async () => {
    const asked = {
      command: '/help-me',
      text: 'my screen is black',
      team_id: 'T1',
      user_id: 'U1',
      trigger_id: '1.2',
    };
    const { status, said } = await tell(form(asked), FORM);
    expect([status, JSON.parse(said).response_type]).toEqual([200, 'ephemeral']);
    expect(queued).toMatchObject([
      { text: 'my screen is black', fresh: true, talk: { direct: true, user: 'U1' } },
    ]);
    expect(JSON.parse((await tell(form({ ...asked, text: ' ' }), FORM)).said).text).toContain('/help-me');
    expect(queued).toHaveLength(1);
  });

  test('makes a case of a message: in its thread for who wrote it, alone with who did not', async () => {
    const payload = (author: string) =>
      form({
        payload: JSON.stringify({
          type: 'message_action',
          trigger_id: '9',
          team: { id: 'T1' },
          user: { id: 'U1' },
          channel: { id: 'C1' },
          message: { user: author, ts: '5.5', text: 'the door is stuck' },
        }),
      });
    await tell(payload('U1'), FORM);
    await tell(payload('U2'), FORM);
    expect(queued).toMatchObject([
      {
        message: 'slack/T1/C1/5.5',
        text: 'the door is stuck',
        talk: { channel: 'C1', thread: '5.5', direct: false },
      },
      {
        message: 'slack/T1/C1/5.5',
        text: 'Somebody wrote in a chat:\nthe door is stuck',
        talk: { direct: true },
      },
    ]);
  });
});
