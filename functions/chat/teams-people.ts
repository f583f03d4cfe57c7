import type { Chatter } from '#desk/intake/chat/note.ts';
import type { Talk } from '#desk/intake/chat/talk.ts';
import { type Member, memberChatter } from '#desk/intake/chat/teams/read-member.ts';
import { mayPass } from './call.ts';
import { connector, part } from './teams-api.ts';

/** Who somebody is: what the connector says of a member; of an outgoing webhook, which has none, nobody we know. */
export async function teamsChatter(talk: Talk): Promise<Chatter> {
  const { service, channel, user } = talk;
  if (service === undefined || channel === undefined) return memberChatter(talk, undefined);
  const found = await connector(service, `${part(channel)}/members${part(user)}`);
  if (found === undefined || found === 'no-token' || (typeof found === 'object' && mayPass(found.status)))
    throw new Error('Teams does not say who somebody is');
  const known = typeof found === 'object' && found.status === 200;
  return memberChatter(talk, known ? (found.body as Member) : undefined);
}
