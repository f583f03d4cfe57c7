import { beforeEach, describe, expect, test, vi } from 'vitest';
import { slackUser } from '#functions/chat/slack-api.ts';
import { postToSlack } from '#functions/chat/slack-post.ts';

vi.mock('#functions/aws/chat-secret.ts', () => ({
  slackSecret: async () => ({ signingSecrets: [], botToken: 'xoxb-1' }),
}));

type Asked = Readonly<{ method: string; values: Readonly<Record<string, string>>; init: RequestInit }>;
let asked: Asked[];
let answers: Record<string, Response | Error>;
beforeEach(() => {
  asked = [];
  answers = {};
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const method = url.replace('https://slack.com/api/', '');
    asked.push({ method, values: Object.fromEntries(new URLSearchParams(String(init.body))), init });
    const answer = answers[method] ?? Response.json({ ok: true, ts: '9.9' });
    if (answer instanceof Error) throw answer;
    return answer;
  });
});

const talk = { app: 'slack' as const, team: 'T1', user: 'U1', channel: 'C1', thread: '1.1', direct: false };
const said = {
  id: 'c-2-ack',
  paragraphs: ['a < b', 'c'],
  links: [{ label: 'Yes', url: 'https://d.example/y' }],
};

describe('a post in Slack', () => {
  test('stands in the thread, under its own id, and calls nobody', async () => {
    expect(await postToSlack(talk, said, false)).toEqual({ kind: 'posted', channel: 'C1', thread: '1.1' });
    expect(asked).toMatchObject([
      {
        method: 'chat.postMessage',
        init: { method: 'POST', redirect: 'manual', headers: { authorization: 'Bearer xoxb-1' } },
        values: {
          channel: 'C1',
          thread_ts: '1.1',
          text: 'a &lt; b\n\nc\n\n<https://d.example/y|Yes>',
          unfurl_links: 'false',
        },
      },
    ]);
    expect(JSON.parse(asked[0]?.values.metadata ?? '')).toEqual({
      event_type: 'switchboard_post',
      event_payload: { id: 'c-2-ack' },
    });
  });

  test('to somebody alone opens a conversation and begins a thread', async () => {
    answers['conversations.open'] = Response.json({ ok: true, channel: { id: 'D7' } });
    const alone = { app: 'slack' as const, team: 'T1', user: 'U1', direct: true };
    expect(await postToSlack(alone, said, false)).toEqual({ kind: 'posted', channel: 'D7', thread: '9.9' });
    expect(asked.map(({ method }) => method)).toEqual(['conversations.open', 'chat.postMessage']);
  });

  test('C4 that was begun is looked for, and posted only where it is not found', async () => {
    const metadata = { event_type: 'switchboard_post', event_payload: { id: 'c-2-ack' } };
    answers['conversations.replies'] = Response.json({ ok: true, messages: [{ ts: '2.2', metadata }] });
    expect(await postToSlack(talk, said, true)).toMatchObject({ kind: 'posted' });
    expect(asked.map(({ method }) => method)).toEqual(['conversations.replies']);
    answers['conversations.replies'] = Response.json({ ok: true, messages: [{ ts: '2.2' }] });
    await postToSlack(talk, said, true);
    expect(asked.map(({ method }) => method).slice(1)).toEqual(['conversations.replies', 'chat.postMessage']);
  });

  test.each<[string, () => Response | Error, object]>([
    [
      'too many',
      () => new Response('', { status: 429, headers: { 'retry-after': '30' } }),
      { kind: 'later', seconds: 30 },
    ],
    ['too many, said otherwise', () => Response.json({ ok: false, error: 'ratelimited' }), { kind: 'later' }],
    ['out of order', () => new Response('<html>', { status: 503 }), { kind: 'later', note: 'answered-503' }],
    ['never answered', () => new TypeError('fetch failed'), { kind: 'later', note: 'network' }],
    [
      'archived',
      () => Response.json({ ok: false, error: 'is_archived' }),
      { kind: 'gone', cause: 'is_archived' },
    ],
    [
      'revoked',
      () => Response.json({ ok: false, error: 'token_revoked' }),
      { kind: 'gone', cause: 'token_revoked' },
    ],
    ['sent elsewhere', () => new Response('', { status: 302 }), { kind: 'gone', cause: 'answered-302' }],
  ])('%s', async (_, answer, outcome) => {
    answers['chat.postMessage'] = answer();
    expect(await postToSlack(talk, said, false)).toMatchObject(outcome);
  });
});

describe('who somebody is', () => {
  test('is asked of Slack; nobody it knows is nobody', async () => {
    answers['users.info'] = Response.json({ ok: true, user: { team_id: 'T1' } });
    expect(await slackUser('U1')).toEqual({ team_id: 'T1' });
    answers['users.info'] = Response.json({ ok: false, error: 'user_not_found' });
    expect(await slackUser('U1')).toBeUndefined();
  });

  test.each(['token_revoked', 'ratelimited'])('waits where Slack cannot say: %s', async (error) => {
    answers['users.info'] = Response.json({ ok: false, error });
    await expect(slackUser('U1')).rejects.toThrow('does not say who');
  });
});
