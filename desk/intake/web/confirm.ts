import type { Case } from '../../case/case.ts';
import type { Outgoing } from '../../delivery/effect.ts';
import { DeskError } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import { isLinkOf, refOfLink } from '../../task/link.ts';
import { book, hash } from '../book.ts';
import { PER_ADDRESS, takeOne } from './allowance.ts';
import { type Asked, checkRequest, isInNeed, openRequest } from './open-request.ts';

/** How long an address may be confirmed, in milliseconds: a day. What waits for it goes within two. */
const LASTS = 24 * 3_600_000;

const placeOf = (ref: string) => `unconfirmed/${ref}`;

/** What became of a request from nobody known: it waits for its address, or people hear it at once. */
export type Taken = Readonly<{ status: 'confirm' } | { status: 'received'; opened: Case }>;

/**
 * Takes a request in whose address nobody has proved. Nothing of it is a case before the address is confirmed, and nothing is
 * sent there but one mail without a word of it, three times a day at most: whoever types in somebody else's address reaches
 * nobody's desk in their name, and fills no mailbox (E4, P19). Never confirmed, it goes but for its row in the books. What
 * somebody in need writes is no exception to being heard: it opens at once, unverified, and its address is written
 * nothing (rows 13, 14). Repeating is safe by `key`. Refuses `invalid` for what a form can be corrected for.
 */
export async function receiveUnconfirmed(desk: Ports, asked: Asked, key: string): Promise<Taken> {
  if (isInNeed(asked)) {
    return {
      status: 'received',
      opened: await openRequest(desk, asked, { channel: 'web', verified: false, key }),
    };
  }
  checkRequest(desk, asked);
  if ((await desk.ledger.find(key)) !== undefined) return { status: 'confirm' };
  const at = desk.now();
  const row = { key, at, class: 'suspended' as const };
  if (!(await takeOne(desk, `confirm#${asked.address}`, PER_ADDRESS))) {
    // Whoever asks is told the same: which addresses were asked for today is nobody's business.
    await book(desk, { ...row, cause: 'unconfirmed-cap' });
    return { status: 'confirm' };
  }
  const ref = desk.ids.caseId();
  await desk.bodies.put(placeOf(ref), { text: JSON.stringify({ asked, at }) });
  const mail: Outgoing = {
    caseId: ref,
    effect: {
      kind: 'mail',
      id: `${ref}-1-confirm`,
      to: [asked.address],
      template: 'confirm-address',
      values: { ref },
    },
  };
  await book(desk, { ...row, cause: 'unconfirmed' }, [mail]);
  return { status: 'confirm' };
}

const REF = /^[0-9a-hjkmnp-tv-z]{26}$/;

/**
 * The request behind a link that its address was sent. Refuses `case-not-found` for every other link alike: made up, changed,
 * or older than a day.
 */
export async function unconfirmed(desk: Pick<Ports, 'bodies' | 'keys' | 'now'>, link: string) {
  const ref = refOfLink(link);
  const kept = REF.test(ref) ? await desk.bodies.get(placeOf(ref)) : undefined;
  const { asked, at } = JSON.parse(kept?.text ?? '{}') as Partial<Readonly<{ asked: Asked; at: string }>>;
  const isOurs = asked !== undefined && isLinkOf(await desk.keys(), link, 'confirm', ref, asked.address);
  if (asked === undefined || !isOurs || Date.parse(desk.now()) - Date.parse(at ?? '') > LASTS)
    throw new DeskError('case-not-found', 'this link is not one of ours, or older than a day');
  return { ref, asked };
}

/** Opens the case of a request whose address is confirmed by this link. Repeating is safe: it is one case. */
export async function confirmRequest(desk: Ports, link: string): Promise<Case> {
  const { ref, asked } = await unconfirmed(desk, link);
  return openRequest(desk, asked, { channel: 'web', verified: true, key: hash(`confirmed\n${ref}`) });
}
