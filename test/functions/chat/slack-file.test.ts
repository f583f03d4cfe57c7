import { beforeEach, describe, expect, test, vi } from 'vitest';
import { isSlackHost } from '#desk/intake/chat/slack/read-file.ts';
import { fetchSlackFile } from '#functions/chat/slack-file.ts';

vi.mock('#functions/aws/chat-secret.ts', () => ({
  slackSecret: async () => ({ signingSecrets: [], botToken: 'xoxb-1' }),
}));

const LIES = 'https://files.slack.com/files-pri/T1-F1/download/screen.png';
const FILE = { mode: 'hosted', size: 4, mimetype: 'image/png', url_private_download: LIES };

let info: () => Response;
let bytes: () => Response;
let fetched: { url: string; init: RequestInit }[];
beforeEach(() => {
  info = () => Response.json({ ok: true, file: FILE });
  bytes = () => new Response('1234', { headers: { 'content-type': 'image/png' } });
  fetched = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.endsWith('/files.info')) return info();
    fetched.push({ url, init });
    return bytes();
  });
});

const fetches = (
  refusal: (of: number) => string | undefined = () => undefined,
  until = new AbortController().signal,
) => fetchSlackFile('F1', refusal, until);
const UNFETCHED = 'could not be fetched';
const LATER = { kind: 'later' };

describe('a file of Slack', () => {
  test('is fetched with our token, where Slack says it lies', async () => {
    expect(await fetches()).toEqual({ kind: 'file', type: 'image/png', content: Buffer.from('1234') });
    expect(fetched).toMatchObject([
      { url: LIES, init: { redirect: 'manual', headers: { authorization: 'Bearer xoxb-1' } } },
    ]);
  });

  test.each([
    ['lies elsewhere', { ...FILE, url_private_download: 'https://evil.example/x' }],
    ['is only linked', { ...FILE, mode: 'external' }],
    ['was deleted', { mode: 'tombstone' }],
    ['is nothing at all', undefined],
  ])('that %s is not asked for', async (_why, file) => {
    info = () => Response.json({ ok: true, file });
    expect(await fetches()).toEqual({ kind: 'refused', bytes: 0, why: UNFETCHED });
    expect(fetched).toEqual([]);
  });

  test('that the desk does not take is not fetched', async () => {
    expect(await fetches((of) => `has ${of} bytes`)).toEqual({
      kind: 'refused',
      bytes: 4,
      why: 'has 4 bytes',
    });
    expect(fetched).toEqual([]);
  });

  test.each([
    ['is a redirect', () => new Response(null, { status: 302, headers: { location: LIES } })],
    [
      'is the page for signing in',
      () => new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } }),
    ],
    ['is longer than Slack said', () => new Response('12345')],
    ['is a refusal', () => new Response('no', { status: 403 })],
  ])('whose answer %s could not be fetched', async (_what, answer) => {
    bytes = answer;
    expect(await fetches()).toEqual({ kind: 'refused', bytes: 4, why: UNFETCHED });
  });

  test('may be had later where Slack does not answer now, and is not asked for once time is up', async () => {
    bytes = () => new Response('busy', { status: 503 });
    expect(await fetches()).toEqual(LATER);
    bytes = () => {
      throw new Error('ECONNRESET');
    };
    expect(await fetches()).toEqual(LATER);
    info = () => Response.json({ ok: false, error: 'ratelimited' });
    expect(await fetches()).toEqual(LATER);
    fetched = [];
    expect([await fetches(undefined, AbortSignal.abort()), fetched]).toEqual([LATER, []]);
  });

  test('that Slack knows nothing of, or does not show us, could not be fetched', async () => {
    info = () => Response.json({ ok: false, error: 'missing_scope' });
    expect(await fetches()).toEqual({ kind: 'refused', bytes: 0, why: UNFETCHED });
  });
});

test.each([
  [true, LIES],
  [true, 'https://corp.slack.com/files/x'],
  [false, 'http://files.slack.com/x'],
  [false, 'https://files.slack.com:8443/x'],
  [false, 'https://a:b@files.slack.com/x'],
  [false, 'https://files.slack.com.evil.example/x'],
  [false, 'https://evilslack.com/x'],
  [false, 'no url'],
])('W7 our token goes to Slack alone: %s %s', (may, url) => {
  expect(isSlackHost(url)).toBe(may);
});

test('a place that was set by hand stands for Slack, and Slack itself no more', () => {
  expect([
    isSlackHost('http://127.0.0.1:9/files/F1', 'http://127.0.0.1:9'),
    isSlackHost('http://127.0.0.1:8/files/F1', 'http://127.0.0.1:9'),
    isSlackHost(LIES, 'http://127.0.0.1:9'),
  ]).toEqual([true, false, false]);
});
