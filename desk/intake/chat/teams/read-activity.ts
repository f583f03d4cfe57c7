import { type Fields, name, object, parsed, refuse, text } from '../fields.ts';
import type { Said, Shown } from '../said.ts';
import { placeKey } from '../talk.ts';

/** What an activity of Teams is: who would be answered where, and what was said, if anything was. */
export type Activity = Readonly<{ channel: string; service: string; said?: Said }>;

const LONGEST = 40_000;
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
};

/** What a person wrote in Teams, without the names of those it was said to and without markup. */
export const fromTeams = (words: string): string =>
  words
    .slice(0, LONGEST)
    .replace(/<at>[^<]{0,200}<\/at>/gi, ' ')
    .replace(/<br\s*\/?>|<\/p>|<\/div>/gi, '\n')
    .replace(/<\/?[a-z][^<>]{0,2000}>/gi, '')
    .replace(/&(?:lt|gt|amp|quot|#39|nbsp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed()
    .replace(/^[\s,:]+/, '')
    .trim();

const CHANGES: Readonly<Record<string, 'edited' | 'deleted'>> = {
  messageUpdate: 'edited',
  messageDelete: 'deleted',
};

const inside = (of: Fields, field: string): Fields =>
  typeof of[field] === 'object' && of[field] !== null ? (of[field] as Fields) : {};

/** Files and cards that came along; the words themselves come once more as one of type HTML. */
const filesOf = ({ attachments }: Fields): readonly Shown[] =>
  (Array.isArray(attachments) ? attachments : [])
    .filter((each: Fields) => each?.contentType !== 'text/html')
    .slice(0, 20)
    .map(({ name: called }: Fields) => ({
      name: typeof called === 'string' ? called.replace(/\p{Cc}/gu, ' ').slice(0, 200) : 'a file',
    }));

/**
 * Reads an activity of Teams, of a bot or of an outgoing webhook. In a channel the conversation names the message that all
 * of a thread stand under. Refuses `invalid` with the field that cannot be read. Teams tells a bot only what is said to it.
 */
export function readActivity(rawBody: Uint8Array): Activity {
  const body = parsed(Buffer.from(rawBody).toString('utf8'), '');
  const { type } = body;
  if (typeof type !== 'string') refuse('/type', 'should be a text');
  const from = object(body.from ?? {}, '/from');
  const conversation = object(body.conversation ?? {}, '/conversation');
  const place = { channel: text(body, 'channelId', ''), service: text(body, 'serviceUrl', '') };
  const change = CHANGES[type];
  if (type !== 'message' && change === undefined) return place;

  const [where = '', under] = name(conversation, 'id', '/conversation').split(';messageid=');
  const at = name(body, 'id', '');
  const tenant = inside(inside(body, 'channelData'), 'tenant').id ?? conversation.tenantId;
  if (typeof tenant !== 'string' || !/^[\w.-]{1,100}$/.test(tenant))
    refuse('/channelData/tenant/id', 'should be the name of a tenant');
  const direct = conversation.conversationType === 'personal';
  const but = from.role === 'bot' || from.role === 'skill' ? ('bot' as const) : change;
  const files = filesOf(body);
  const event = change === undefined ? at : `${at}/${change}/${text(body, 'timestamp', '').slice(0, 40)}`;
  return {
    ...place,
    said: {
      talk: {
        app: 'teams',
        team: tenant,
        user: but === undefined ? name(from, 'id', '/from') : 'nobody',
        channel: where,
        thread: under ?? at,
        direct,
        ...(place.service !== '' && { service: place.service }),
      },
      message: placeKey('teams', tenant, where, at),
      event: placeKey('teams', tenant, where, event),
      text: fromTeams(text(body, 'text', '')),
      ...(files.length > 0 && { files }),
      addressed: true,
      ...(but !== undefined && { but }),
    },
  };
}
