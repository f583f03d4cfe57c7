import { timingSafeEqual } from 'node:crypto';
import { DeskError } from '../errors.ts';
import { keyed } from '../keyed.ts';

/** A secret of the desk. Where several are given the first signs and all verify, so a secret can be changed without losing threads. */
export type Key = Readonly<{ id: string; secret: Uint8Array }>;

/** 16 characters are 80 bits: as good as unguessable, and the local part stays under the 64 octets of RFC 5321. */
const TOKEN = 16;
/** Four characters (20 bits) only keep typing mistakes and other desks' tags out; a tag never opens a stranger's case (E8). */
const CHECK = 4;
const CASE_ID = /^[0-9a-hjkmnp-tv-z]{26}$/;
const ARTICLE_ID = /^[0-9a-z-]{1,64}$/;
const REFERENCE = /^[A-Z0-9]+(?:-[A-Z0-9]+){1,3}$/;
const LONGEST_REFERENCE = 32;

/** A truncated HMAC of a purpose and its values: evidence made for one purpose is worth nothing for another. */
const mark = (key: Key, length: number, ...values: readonly string[]) =>
  keyed(key, ...values).slice(0, length);

/** Compares in constant time, so that the answer's delay tells a guesser nothing. */
function same(found: string, expected: string): boolean {
  const [a, b] = [Buffer.from(found), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whether one of our keys made this token of this length; every key is tried, so time does not tell which. */
const made = (keys: readonly Key[], length: number, found: string, ...values: readonly string[]) =>
  keys.map((key) => same(found, mark(key, length, ...values))).includes(true);

/** As mail systems may hand it back: in another case, wrapped, in angle brackets. */
const bare = (text: string) => text.replace(/[\s<>]/g, '').toLowerCase();

function mustBe(pattern: RegExp, value: string, what: string): void {
  if (!pattern.test(value))
    throw new DeskError('invalid', `${what} cannot carry a token: '${value.slice(0, 80)}'`);
}

/** The address a reply to this case comes back to: `help+<case>.<token>@desk.example` (E8 1). Refuses an id that is none. */
export function replyAddress(frontDoor: string, caseId: string, key: Key): string {
  mustBe(CASE_ID, caseId, 'the case id');
  const at = frontDoor.lastIndexOf('@');
  const token = mark(key, TOKEN, 'reply-address', caseId);
  return `${frontDoor.slice(0, at)}+${caseId}.${token}${frontDoor.slice(at)}`.toLowerCase();
}

/** What stands behind the plus of an address of ours. */
function plusOf(address: string, frontDoor: string): string | undefined {
  const [found, door] = [bare(address), bare(frontDoor)];
  const at = door.lastIndexOf('@');
  const [before, after] = [`${door.slice(0, at)}+`, door.slice(at)];
  if (!found.startsWith(before) || !found.endsWith(after)) return undefined;
  return found.slice(before.length, found.length - after.length);
}

/** The case that an address of ours names with a true token; undefined for every other address (E8 1). */
export function caseOfAddress(address: string, frontDoor: string, keys: readonly Key[]): string | undefined {
  const [caseId = '', token = '', ...rest] = plusOf(address, frontDoor)?.split('.') ?? [];
  if (rest.length > 0 || !CASE_ID.test(caseId)) return undefined;
  return made(keys, TOKEN, token, 'reply-address', caseId) ? caseId : undefined;
}

/** A question that a reply may decide, and the place of whoever was asked among those who were. */
export type ReplyTask = Readonly<{ ref: string; place: string }>;

const PLACE = /^\d{1,4}$/;

/** The address a reply to a question comes back to: `help+<task>.<place>.<token>@desk.example` (A7). Refuses a reference that is none. */
export function taskAddress(frontDoor: string, { ref, place }: ReplyTask, key: Key): string {
  mustBe(CASE_ID, ref, 'the task');
  mustBe(PLACE, place, 'the place');
  const at = frontDoor.lastIndexOf('@');
  const token = mark(key, TOKEN, 'reply-task', ref, place);
  return `${frontDoor.slice(0, at)}+${ref}.${place}.${token}${frontDoor.slice(at)}`.toLowerCase();
}

/** The question that an address of ours names with a true token; undefined for every other address (A7). */
export function taskOfAddress(
  address: string,
  frontDoor: string,
  keys: readonly Key[],
): ReplyTask | undefined {
  const [ref = '', place = '', token = '', ...rest] = plusOf(address, frontDoor)?.split('.') ?? [];
  if (rest.length > 0 || !CASE_ID.test(ref) || !PLACE.test(place)) return undefined;
  return made(keys, TOKEN, token, 'reply-task', ref, place) ? { ref, place } : undefined;
}

/** The Message-ID of an article we send: `c.<case>.<article>.<token>@domain`, without angle brackets (E9). Refuses ids that are none. */
export function messageIdFor(caseId: string, articleId: string, domain: string, key: Key): string {
  mustBe(CASE_ID, caseId, 'the case id');
  mustBe(ARTICLE_ID, articleId, 'the article id');
  return `c.${caseId}.${articleId}.${mark(key, TOKEN, 'message-id', caseId, articleId)}@${domain.toLowerCase()}`;
}

/** The case and article of a Message-ID that we issued; undefined for every other id (E8 2). */
export function caseOfMessageId(
  id: string,
  domain: string,
  keys: readonly Key[],
): { caseId: string; articleId: string } | undefined {
  const found = bare(id);
  const after = `@${bare(domain)}`;
  if (!found.endsWith(after)) return undefined;
  const [c, caseId = '', articleId = '', token = '', ...rest] = found.slice(0, -after.length).split('.');
  if (c !== 'c' || rest.length > 0) return undefined;
  if (!CASE_ID.test(caseId) || !ARTICLE_ID.test(articleId)) return undefined;
  return made(keys, TOKEN, token, 'message-id', caseId, articleId) ? { caseId, articleId } : undefined;
}

/** What a subject carries so that a reply is known even where every header was lost: `[HR-7K3F-9Q2 k7wd]` (E8 5). */
export function subjectTag(reference: string, key: Key): string {
  const name = reference.toUpperCase();
  mustBe(REFERENCE, name, 'the reference');
  return `[${name} ${mark(key, CHECK, 'subject-tag', name)}]`;
}

/** The first reference in a subject that has its right check characters; undefined without one (E8 5). */
export function referenceInSubject(subject: string, keys: readonly Key[]): string | undefined {
  for (const [, inside = ''] of subject.matchAll(/\[([^[\]]{1,80})\]/g)) {
    const tag = bare(inside);
    const reference = tag.slice(0, -CHECK).toUpperCase();
    if (reference.length > LONGEST_REFERENCE || !REFERENCE.test(reference)) continue;
    if (made(keys, CHECK, tag.slice(-CHECK), 'subject-tag', reference)) return reference;
  }
  return undefined;
}
