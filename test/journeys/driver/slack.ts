import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { slackSignature } from '#desk/intake/chat/slack/verify.ts';
import { waitFor } from './wait.ts';

/** A message that the desk posted. */
export type Posted = Readonly<{
  channel: string;
  text: string;
  ts: string;
  thread_ts?: string;
  metadata: Readonly<{ event_type: string; event_payload: Readonly<{ id: string }> }>;
}>;

/** A workspace of another maker: signs what it tells, and takes what is posted. */
export interface Slack {
  readonly url: string;
  readonly secret: string;
  readonly posts: readonly Posted[];
  /** The files it hands out, by id, and how often each was fetched. */
  readonly files: Record<string, FileOfSlack>;
  /** The next calls of a method are answered with these instead. */
  answers(method: string, ...answers: readonly Answer[]): void;
  /** Waits for a post that speaks of something. */
  post(about: string, place?: number): Promise<Posted>;
  /** Tells the desk a body, signed unless forged. */
  tells(door: string, body: string, more?: Told): Promise<Response>;
  /** Somebody writes to the desk alone, or in a channel; answers with the event as it was told. */
  says(door: string, said: Said): Promise<{ ts: string; event: string }>;
  close(): Promise<void>;
}

export type FileOfSlack = { content: string; mimetype: string; size?: number; fetched?: number };
export type Answer = Readonly<{ status?: number; body?: object; headers?: Record<string, string> }>;
export type Told = Readonly<{ type?: string; timestamp?: number; signature?: string; retry?: number }>;
export type Said = Readonly<{
  user: string;
  channel: string;
  text: string;
  thread?: string;
  mention?: boolean;
  /** How often the event is told; Slack repeats what it does not see answered in time. */
  times?: number;
  more?: object;
}>;

const TEAM = 'T1';
const OURS = 'UDESK';

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

/** Starts a workspace on loopback, with its people: by their name in the workspace, what it says of them. */
export async function startSlack(people: Readonly<Record<string, object>>): Promise<Slack> {
  const posts: Posted[] = [];
  const files: Slack['files'] = {};
  const plans = new Map<string, Answer[]>();
  const secret = randomUUID();
  let last = 1_772_442_000;
  const newTs = () => {
    last += 1;
    return `${last}.000100`;
  };
  const respond: Readonly<Record<string, (form: URLSearchParams) => object>> = {
    'users.info': (form) => {
      const user = people[form.get('user') ?? ''];
      return user === undefined ? { ok: false, error: 'user_not_found' } : { ok: true, user };
    },
    'files.info': (form) => {
      const id = form.get('file') ?? '';
      const { content = '', mimetype = '', size = Buffer.byteLength(content) } = files[id] ?? {};
      const file = { id, mode: 'hosted', mimetype, size, url_private_download: `${url}/files/${id}` };
      return files[id] === undefined ? { ok: false, error: 'file_not_found' } : { ok: true, file };
    },
    'conversations.open': (form) => ({ ok: true, channel: { id: `D${form.get('users')}` } }),
    'chat.postMessage': (form) => {
      const ts = newTs();
      const thread = form.get('thread_ts');
      posts.push({
        channel: form.get('channel') ?? '',
        text: form.get('text') ?? '',
        ts,
        ...(thread !== null && { thread_ts: thread }),
        metadata: JSON.parse(form.get('metadata') ?? '{}'),
      });
      return { ok: true, ts };
    },
    'conversations.replies': (form) => ({
      ok: true,
      messages: posts.filter(({ thread_ts }) => thread_ts === form.get('ts')),
    }),
    'conversations.history': (form) => ({
      ok: true,
      messages: posts.filter(({ channel }) => channel === form.get('channel')),
    }),
  };
  const server = createServer(async (request, response) => {
    const method = (request.url ?? '').slice(1);
    const form = await formOf(request);
    const file = files[/^files\/(\w+)$/.exec(method)?.[1] ?? ''];
    if (file !== undefined && request.headers.authorization?.startsWith('Bearer ')) {
      file.fetched = (file.fetched ?? 0) + 1;
      return void response.writeHead(200, { 'content-type': file.mimetype }).end(file.content);
    }
    const planned = plans.get(method)?.shift();
    const body = planned?.body ?? respond[method]?.(form) ?? { ok: false, error: 'unknown_method' };
    response.writeHead(planned?.status ?? 200, { 'content-type': 'application/json', ...planned?.headers });
    response.end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const tells: Slack['tells'] = (door, body, more = {}) => {
    const timestamp = String(more.timestamp ?? Math.floor(Date.now() / 1000));
    return fetch(`${door}/chat/slack`, {
      method: 'POST',
      headers: {
        'content-type': more.type ?? 'application/json',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': more.signature ?? slackSignature(secret, timestamp, Buffer.from(body)),
        ...(more.retry !== undefined && {
          'x-slack-retry-num': String(more.retry),
          'x-slack-retry-reason': 'http_timeout',
        }),
      },
      body,
    });
  };
  return {
    url,
    secret,
    posts,
    files,
    answers: (method, ...answers) => void plans.set(method, [...answers]),
    post: (about, place = 1) =>
      waitFor(
        `post ${place} about ${about}`,
        async () => posts.filter(({ text }) => text.includes(about))[place - 1],
      ),
    tells,
    says: async (door, { user, channel, text, thread, mention = false, times = 1, more = {} }) => {
      const ts = newTs();
      const event = `Ev${randomUUID().slice(0, 8)}`;
      const body = JSON.stringify({
        type: 'event_callback',
        team_id: TEAM,
        api_app_id: 'A1',
        event_id: event,
        authorizations: [{ user_id: OURS, is_bot: true }],
        event: {
          type: mention ? 'app_mention' : 'message',
          channel,
          ...(!mention && { channel_type: channel.startsWith('D') ? 'im' : 'channel' }),
          user,
          text: mention ? `<@${OURS}> ${text}` : text,
          ts,
          ...(thread !== undefined && { thread_ts: thread }),
          ...more,
        },
      });
      for (let time = 0; time < times; time += 1) {
        const { status } = await tells(door, body, time === 0 ? {} : { retry: time });
        if (status !== 200) throw new Error(`the desk answered ${status}`);
      }
      return { ts, event };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
