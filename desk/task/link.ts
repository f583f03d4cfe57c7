import type { Key } from '../intake/tokens.ts';
import { isKeyed, keyed } from '../keyed.ts';

/** What a link lets its addressee do. */
type Purpose = 'answer' | 'survey' | 'confirm' | 'status';

/**
 * The last part of a link in a mail: an opaque reference and a keyed word bound to the person it was sent to (A6).
 * The token of the process is in no link (K5).
 */
export const linkOf = (key: Key, purpose: Purpose, ref: string, address: string): string =>
  `${ref}.${keyed(key, purpose, ref, address)}`;

/** The reference a link names; whether the link is true is told by `isLinkOf` once its addressee is known. */
export const refOfLink = (link: string): string => link.split('.')[0] ?? '';

/** Whether a link was made by us for this purpose, reference and person. */
export const isLinkOf = (
  keys: readonly Key[],
  link: string,
  purpose: Purpose,
  ref: string,
  address: string,
): boolean => link.startsWith(`${ref}.`) && isKeyed(keys, link.slice(ref.length + 1), purpose, ref, address);
