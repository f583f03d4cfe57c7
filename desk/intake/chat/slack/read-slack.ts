import { type Fields, name, object, parsed, refuse, text } from '../fields.ts';
import type { Said } from '../said.ts';
import { placeKey } from '../talk.ts';
import { readMessage } from './read-message.ts';
import { fromSlack } from './words.ts';

/** What a request of Slack is: a question whether this is the desk, something said, or nothing that concerns it. */
export type SlackCall =
  | Readonly<{ kind: 'challenge'; challenge: string }>
  | Readonly<{ kind: 'said'; said: Said; answer?: string }>
  | Readonly<{ kind: 'nothing' }>;

/** What a command without words is answered. */
const USAGE = 'Write what you need behind the command, in your own words: `/help-me my screen stays black`.';
const TAKEN = 'We have it. You hear from us in a message of your own.';

function event(body: Fields): SlackCall {
  if (body.type === 'url_verification')
    return {
      kind: 'challenge',
      challenge: text(body, 'challenge', '') || refuse('/challenge', 'is missing'),
    };
  if (body.type !== 'event_callback') return { kind: 'nothing' };
  const said = readMessage(body, object(body.event, '/event'));
  return said === undefined ? { kind: 'nothing' } : { kind: 'said', said };
}

/** A command begins a matter of its own, and is answered to the person alone. */
function command(form: Fields): SlackCall {
  const words = fromSlack(text(form, 'text', ''));
  const team = name(form, 'team_id', '');
  const trigger = name(form, 'trigger_id', '');
  const talk = { app: 'slack' as const, team, user: name(form, 'user_id', ''), direct: true };
  const message = placeKey('slack', team, 'command', trigger);
  return {
    kind: 'said',
    answer: words === '' ? USAGE : TAKEN,
    said: { talk, message, event: message, text: words, addressed: true, fresh: true },
  };
}

/** "Make a case of this": of what they wrote themselves it is answered there; of what others wrote, to whoever asked alone. */
function shortcut(payload: Fields): SlackCall {
  if (payload.type !== 'message_action') return { kind: 'nothing' };
  const [team, user, channel, said] = ['team', 'user', 'channel', 'message'].map((each) =>
    object(payload[each], `/payload/${each}`),
  ) as [Fields, Fields, Fields, Fields];
  const asker = name(user, 'id', '/payload/user');
  const at = name(said, 'ts', '/payload/message');
  const place = name(channel, 'id', '/payload/channel');
  const teamId = name(team, 'id', '/payload/team');
  const own = said.user === asker;
  const words = fromSlack(text(said, 'text', '/payload/message'));
  const alone = { app: 'slack' as const, team: teamId, user: asker, direct: true };
  const thread = typeof said.thread_ts === 'string' ? name(said, 'thread_ts', '/payload/message') : at;
  const talk = own ? { ...alone, channel: place, thread, direct: place.startsWith('D') } : alone;
  const message = placeKey('slack', teamId, place, at);
  return {
    kind: 'said',
    said: {
      talk,
      message,
      event: name(payload, 'trigger_id', '/payload'),
      text: own || words === '' ? words : `Somebody wrote in a chat:\n${words}`,
      addressed: true,
      fresh: true,
    },
  };
}

/**
 * Reads a verified request of Slack: an event, a command or a shortcut. Refuses `invalid` with the field that cannot be
 * read. What does not concern the desk is nothing, and answered like everything else: Slack repeats what is not.
 */
export function readSlack(rawBody: Uint8Array, contentType: string): SlackCall {
  const raw = Buffer.from(rawBody).toString('utf8');
  if (contentType.toLowerCase().startsWith('application/json')) return event(parsed(raw, ''));
  if (!contentType.toLowerCase().startsWith('application/x-www-form-urlencoded'))
    return refuse('', 'should be JSON or a form');
  const form = Object.fromEntries(new URLSearchParams(raw));
  if (form.payload !== undefined) return shortcut(parsed(form.payload, '/payload'));
  if (form.command !== undefined) return command(form);
  return form.ssl_check === '1' ? { kind: 'nothing' } : refuse('', 'should have a command or a payload');
}
