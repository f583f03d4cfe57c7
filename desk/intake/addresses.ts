import { addressParser } from 'postal-mime';
import { all, first, type Header, plainValue } from './headers.ts';
import type { Correspondent } from './message.ts';

/** Longer is no address (RFC 5321: 64 + 1 + 255), and a list beyond this is no list of people. */
const LONGEST_ADDRESS = 320;
const MOST_ADDRESSES = 1000;
const LONGEST_NAME = 200;

/** One line, without control and bidirectional override characters: what may be shown as a name or a subject. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .trim();

/** Every address of a header value, folded to lower case; what is no address is left out. */
export function correspondents(value: string): readonly Correspondent[] {
  const mailboxes = addressParser(value.slice(0, 256 * 1024), { flatten: true });
  return mailboxes.slice(0, MOST_ADDRESSES).flatMap((mailbox) => {
    const address = (mailbox.address ?? '').replace(/\s/g, '').toLowerCase();
    if (!/^[^@\s<>,;:"]+@[^@\s<>,;:"]+$/.test(address) || address.length > LONGEST_ADDRESS) return [];
    const name = oneLine(mailbox.name).slice(0, LONGEST_NAME);
    return [name ? { address, name } : { address }];
  });
}

/** The domain of an address, undefined for what is none. */
export const domainOf = (address: string | undefined): string | undefined =>
  address?.includes('@') ? address.slice(address.lastIndexOf('@') + 1).toLowerCase() : undefined;

/** An address without its `+detail`: the mailbox it belongs to. */
export const mailboxOf = (address: string): string =>
  address
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*(?=@[^@]*$)/, '');

/** Whoever the mail says wrote it; undefined when it names nobody or several, since then nobody was authenticated (E7). */
export function sender(headers: readonly Header[]): Correspondent | undefined {
  const named = all(headers, 'from').flatMap(correspondents);
  return new Set(named.map(({ address }) => address)).size === 1 ? named[0] : undefined;
}

/** The envelope sender: `''` for the null path of bounces, undefined when nothing says. */
export function envelopeSender(headers: readonly Header[]): string | undefined {
  const value = first(headers, 'return-path');
  if (value === undefined) return undefined;
  if (/^\s*<\s*>\s*$/.test(value)) return '';
  return correspondents(value)[0]?.address;
}

/** Only the newest hops were ours or our company's; older ones name addresses that are nobody's here. */
const OUR_HOPS = 3;

/** Every address the mail was sent to, in the order they are believed: the envelope's first, then the headers' (E8, E17). */
export function recipients(headers: readonly Header[]): readonly string[] {
  const hops = all(headers, 'received').slice(0, OUR_HOPS);
  const envelope = hops.flatMap((hop) => {
    // One address (RFC 5321), or as many as the envelope had (RFC 822): to the date or the next word.
    const [, named = ''] = /\sfor\s+([^;]+)/i.exec(plainValue(hop)) ?? [];
    const [first = '', ...others] = named.split(/[\s,<>]+/).filter((word) => word !== '');
    const end = others.findIndex((word) => !word.includes('@'));
    const listed = [first, ...(end < 0 ? others : others.slice(0, end))];
    return listed.filter((word) => word.includes('@')).map((word) => word.toLowerCase());
  });
  const named = ['x-original-to', 'delivered-to', 'to', 'cc'].flatMap((name) =>
    all(headers, name).flatMap(correspondents),
  );
  return [...new Set([...envelope, ...named.map(({ address }) => address)])].slice(0, MOST_ADDRESSES);
}

/** Message-IDs of a header, in its order, without angle brackets; folding inside an id is undone. */
export function messageIds(value: string | undefined): readonly string[] {
  const text = (value ?? '').slice(0, 64 * 1024);
  const bracketed = [...text.matchAll(/<([^<>]{1,1500})>/g)].map(([, id = '']) => id.replace(/\s/g, ''));
  const ids = bracketed.length > 0 ? bracketed : text.split(/[\s,]+/).filter((word) => word.includes('@'));
  return [...new Set(ids)].filter((id) => id !== '' && id.length <= 998).slice(-200);
}
