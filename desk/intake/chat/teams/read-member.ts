import type { Chatter } from '../note.ts';
import { unknownAddress } from '../slack/read-user.ts';
import type { Talk } from '../talk.ts';

/** What the connector says of a member of a conversation. */
export type Member = Readonly<{
  email?: string;
  userPrincipalName?: string;
  name?: string;
  tenantId?: string;
  userRole?: string;
}>;

/** Who somebody of a tenant is: a member of the company's own tenant, and no guest, is who has that address (E4). */
export function memberChatter(talk: Talk, found: Member | undefined): Chatter {
  const address = (found?.email ?? found?.userPrincipalName)?.trim().toLowerCase();
  const name = found?.name?.replace(/\p{Cc}/gu, ' ').slice(0, 200);
  const known =
    address !== undefined && /^[^@\s<>,;:"#]+@[^@\s<>,;:"#]+$/.test(address) && address.length <= 320;
  const guest =
    found?.userRole === 'guest' ||
    found?.userRole === 'anonymous' ||
    (found?.userPrincipalName ?? '').toUpperCase().includes('#EXT#') ||
    found?.tenantId !== talk.team;
  const verified = known && !guest;
  return {
    address: verified ? address : unknownAddress(talk),
    ...(name !== undefined && name !== '' && { name }),
    verified,
  };
}
