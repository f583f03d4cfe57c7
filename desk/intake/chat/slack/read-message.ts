import { type Fields, name, object, text } from '../fields.ts';
import type { Said, Shown } from '../said.ts';
import { placeKey } from '../talk.ts';
import { fromSlack } from './words.ts';

/** Messages with these marks are a person's words all the same. */
const WORDS = new Set(['file_share', 'thread_broadcast', 'me_message']);
const CHANGES: Readonly<Record<string, 'edited' | 'deleted'>> = {
  message_changed: 'edited',
  message_deleted: 'deleted',
};

/** The desk's own user, as Slack names those it tells an event. */
function ourselves(body: Fields): string | undefined {
  const [first] = Array.isArray(body.authorizations) ? body.authorizations : [];
  const user = (first as Fields | undefined)?.user_id;
  return typeof user === 'string' ? user : undefined;
}

function whose(body: Fields, event: Fields): Said['but'] {
  if (typeof event.user === 'string' && event.user === ourselves(body)) return 'own-loop';
  if (event.app_id !== undefined && event.app_id === body.api_app_id) return 'own-loop';
  return event.bot_id !== undefined || event.subtype === 'bot_message' ? 'bot' : undefined;
}

const filesOf = ({ files }: Fields): readonly Shown[] =>
  (Array.isArray(files) ? files : []).slice(0, 20).map((file) => {
    const { name: called, id } = (file ?? {}) as Fields;
    return {
      name: typeof called === 'string' ? called.replace(/\p{Cc}/gu, ' ').slice(0, 200) : 'a file',
      ...(typeof id === 'string' && /^F\w{1,40}$/.test(id) && { id }),
    };
  });

/**
 * A message event: `message` of a direct conversation or of a channel, or `app_mention`. Undefined for what nobody said
 * (somebody joined, a topic changed) and for what is said in a channel neither to the desk nor in a thread: most of what
 * is said there. Refuses `invalid` with the field that cannot be read.
 */
export function readMessage(body: Fields, event: Fields): Said | undefined {
  const { type, subtype } = event;
  if (type !== 'message' && type !== 'app_mention') return undefined;
  const team = name(body, 'team_id', '');
  const told = name(body, 'event_id', '');
  const channel = name(event, 'channel', '/event');
  const direct = event.channel_type === 'im' || channel.startsWith('D');
  const change = typeof subtype === 'string' ? CHANGES[subtype] : undefined;
  if (
    subtype !== undefined &&
    subtype !== 'bot_message' &&
    change === undefined &&
    !WORDS.has(String(subtype))
  )
    return undefined;
  // A change tells of the message inside it.
  const within = change === 'edited' ? 'message' : 'previous_message';
  const message = change === undefined ? event : object(event[within], `/event/${within}`);
  const at = name(message, 'ts', '/event');
  const under = message.thread_ts === undefined ? undefined : name(message, 'thread_ts', '/event');
  if (type === 'message' && !direct && under === undefined) return undefined;
  const but = whose(body, message) ?? change;
  const files = filesOf(message);
  return {
    talk: {
      app: 'slack',
      team,
      user: but === undefined ? name(message, 'user', '/event') : 'nobody',
      channel,
      thread: under ?? at,
      direct,
    },
    message: placeKey('slack', team, channel, at),
    event: told,
    text: fromSlack(text(message, 'text', '/event'), ourselves(body)),
    ...(files.length > 0 && { files }),
    addressed: direct || type === 'app_mention',
    ...(but !== undefined && { but }),
  };
}
