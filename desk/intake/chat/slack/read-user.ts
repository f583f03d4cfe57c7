import type { Chatter } from '../note.ts';
import type { Talk } from '../talk.ts';

/** What Slack says of a person, as far as it is read (`users.info`). */
export type SlackUser = Readonly<{
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  is_bot?: boolean;
  is_email_confirmed?: boolean;
  team_id?: string;
  profile?: Readonly<{ email?: string; real_name?: string }>;
}>;

/** Stands for the address of whoever's the chat does not tell: nobody is ever written there (RFC 2606). */
export const unknownAddress = ({ app, team, user }: Pick<Talk, 'app' | 'team' | 'user'>): string =>
  `${user}.${team}@${app}.invalid`.toLowerCase().replace(/[^a-z0-9.@-]/g, '-');

/**
 * Who somebody of a workspace is: a member with an address is the person who has it in the company's mail; a guest, or
 * somebody of another company's workspace, is an outsider whose address proves nothing (E4).
 */
export function slackChatter(talk: Talk, found: SlackUser | undefined): Chatter {
  const address = found?.profile?.email?.trim().toLowerCase();
  const name = found?.profile?.real_name?.replace(/\p{Cc}/gu, ' ').slice(0, 200);
  const guest =
    found?.is_restricted === true || found?.is_ultra_restricted === true || found?.is_stranger === true;
  const elsewhere = found?.team_id !== undefined && found.team_id !== talk.team;
  const known =
    address !== undefined && /^[^@\s<>,;:"]+@[^@\s<>,;:"]+$/.test(address) && address.length <= 320;
  const verified = known && !guest && !elsewhere && found?.is_email_confirmed !== false;
  return {
    address: verified ? address : unknownAddress(talk),
    ...(name !== undefined && name !== '' && { name }),
    verified,
  };
}
