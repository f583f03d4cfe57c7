import type { Post } from '#desk/delivery/chat/posts.ts';
import type { Posted } from '#desk/delivery/chat/send-chat.ts';
import { toSlack } from '#desk/intake/chat/slack/words.ts';
import type { Talk } from '#desk/intake/chat/talk.ts';
import { type Answered, slack } from './slack-api.ts';

type Said = Pick<Post, 'id' | 'paragraphs' | 'links'>;

/** The mark by which a post of ours is found again. */
const MARK = 'switchboard_post';

type Message = Readonly<{
  ts?: string;
  metadata?: Readonly<{ event_type?: string; event_payload?: Readonly<{ id?: string }> }>;
}>;

const refused = (answer: Exclude<Answered, { kind: 'ok' }>): Posted =>
  answer.kind === 'later' ? answer : { kind: 'gone', cause: answer.error };

const textOf = ({ paragraphs, links }: Said): string =>
  [...paragraphs.map(toSlack), ...links.map(({ label, url }) => `<${url}|${toSlack(label)}>`)].join('\n\n');

/** Whether an earlier attempt was heard: the newest messages of the place carry their ids. */
async function heard(
  channel: string,
  thread: string | undefined,
  { id }: Said,
): Promise<Answered | string | undefined> {
  const among = { channel, include_all_metadata: 'true', limit: '100' };
  const found =
    thread === undefined
      ? await slack('conversations.history', among)
      : await slack('conversations.replies', { ...among, ts: thread });
  if (found.kind !== 'ok') return found;
  const messages = Array.isArray(found.body.messages) ? (found.body.messages as readonly Message[]) : [];
  return messages.find(({ metadata }) => metadata?.event_type === MARK && metadata.event_payload?.id === id)
    ?.ts;
}

/** The channel where somebody is written to alone; asking twice opens one. */
async function alone({ channel, user }: Talk): Promise<Answered | string> {
  if (channel !== undefined) return channel;
  const opened = await slack('conversations.open', { users: user });
  const { id } = (opened.kind === 'ok' ? (opened.body.channel ?? {}) : {}) as { id?: string };
  return id ?? (opened.kind === 'ok' ? { kind: 'no', error: 'channel_not_found' } : opened);
}

/**
 * Posts one message of the desk in Slack: in the thread, or to the person alone. Slack knows no idempotency key, so a post
 * carries its id in its metadata, and one that may have been heard is looked for there first (C4).
 */
export async function postToSlack(to: Talk, said: Said, begun: boolean): Promise<Posted> {
  const channel = await alone(to);
  if (typeof channel !== 'string')
    return channel.kind === 'ok' ? { kind: 'gone', cause: 'unknown' } : refused(channel);
  const { thread } = to;
  const earlier = begun ? await heard(channel, thread, said) : undefined;
  if (typeof earlier === 'string') return { kind: 'posted', channel, thread: thread ?? earlier };
  if (earlier !== undefined && earlier.kind !== 'ok') return refused(earlier);
  const posted = await slack('chat.postMessage', {
    channel,
    text: textOf(said),
    ...(thread !== undefined && { thread_ts: thread }),
    // Our links are for people: nothing opens them to look what is behind.
    unfurl_links: 'false',
    unfurl_media: 'false',
    metadata: JSON.stringify({ event_type: MARK, event_payload: { id: said.id } }),
  });
  if (posted.kind !== 'ok') return refused(posted);
  return { kind: 'posted', channel, thread: thread ?? String(posted.body.ts ?? '') };
}
