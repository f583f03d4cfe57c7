import type { Post } from '#desk/delivery/chat/posts.ts';
import type { Posted } from '#desk/delivery/chat/send-chat.ts';
import type { Talk } from '#desk/intake/chat/talk.ts';
import { teamsSecret } from '../aws/chat-secret.ts';
import { type Called, mayPass } from './call.ts';
import { type Asked, connector, part } from './teams-api.ts';

function outcome(asked: Asked): Posted | Called['body'] {
  if (asked === undefined || asked === 'no-token') return { kind: 'later', note: asked ?? 'network' };
  if (asked === 'not-allowed') return { kind: 'gone', cause: asked };
  const { status, wait, body } = asked;
  const note = `answered-${status}`;
  if (mayPass(status)) return { kind: 'later', note, ...(wait !== undefined && { seconds: wait }) };
  return status >= 200 && status < 300 ? body : { kind: 'gone', cause: note };
}

const isPosted = (found: Posted | Called['body']): found is Posted => 'kind' in found;

/** The conversation with somebody alone; asking twice opens one. */
async function alone({ channel, user, team, service = '' }: Talk): Promise<Posted | string> {
  if (channel !== undefined) return channel;
  const { appId = '' } = await teamsSecret();
  const opened = outcome(
    await connector(service, '', {
      bot: { id: `28:${appId}` },
      isGroup: false,
      members: [{ id: user }],
      tenantId: team,
      channelData: { tenant: { id: team } },
    }),
  );
  if (isPosted(opened)) return opened;
  return typeof opened.id === 'string' ? opened.id : { kind: 'gone', cause: 'no-conversation' };
}

/** Words of ours as Teams takes them: as plain text, in which nothing calls anybody. */
const textOf = ({ paragraphs, links }: Pick<Post, 'paragraphs' | 'links'>): string =>
  [...paragraphs, ...links.map(({ label, url }) => `${label}: ${url}`)].join('\n\n');

/**
 * Posts one message of the desk in Teams. The connector has neither an idempotency key nor a way to look, so a post whose
 * answer was lost may stand there twice. An outgoing webhook can only be answered at once: there is no way back later.
 */
export async function postToTeams(to: Talk, said: Pick<Post, 'paragraphs' | 'links'>): Promise<Posted> {
  if (to.service === undefined) return { kind: 'gone', cause: 'no-way-back' };
  const channel = await alone(to);
  if (typeof channel !== 'string') return channel;
  const under = !to.direct && to.thread !== undefined ? `;messageid=${to.thread}` : '';
  const body = { type: 'message', textFormat: 'plain', text: textOf(said) };
  const posted = outcome(await connector(to.service, `${part(channel + under)}/activities`, body));
  if (isPosted(posted)) return posted;
  return { kind: 'posted', channel, thread: to.thread ?? String(posted.id ?? '') };
}
