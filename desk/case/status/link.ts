import type { Key } from '../../intake/tokens.ts';
import { linkOf } from '../../task/link.ts';
import type { Case } from '../case.ts';
import { isQuiet, isUrgent } from '../quiet.ts';

/**
 * Whether a link may lead to where a case stands: never for somebody in distress (row 14), nor where nobody is sure who
 * asked (E4) or nothing leaves the desk (row 65).
 */
export const hasPage = (of: Case): boolean => of.verified && of.shadow !== true && !isQuiet(of);

/**
 * The last part of the link to where a case stands, for its requester alone; undefined for everybody else, and in danger,
 * where a mail says whom to call and nothing besides (row 13).
 */
export const statusLinkOf = (key: Key, of: Case, to: string): string | undefined =>
  hasPage(of) && !isUrgent(of) && to === of.requester.address ? linkOf(key, 'status', of.id, to) : undefined;
