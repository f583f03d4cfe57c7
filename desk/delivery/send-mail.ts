import type { Case } from '../case/case.ts';
import { isQuiet, isUrgent, REQUESTER } from '../case/quiet.ts';
import { domainOf } from '../intake/addresses.ts';
import type { Ports } from '../ports.ts';
import { type AskedIn, askedIn } from './asked-in.ts';
import { mimeOf } from './body.ts';
import { bookReturned } from './book-returned.ts';
import { isCaptured } from './capture.ts';
import { countAutomatic } from './count-automatic.ts';
import type { Effect } from './effect.ts';
import { isSendable } from './encode-header.ts';
import { decidedByReply, wordsShown } from './invitation.ts';
import { linksOf, statusLink } from './links.ts';
import { headerBlock, mailHeaders } from './mail.ts';
import { stops } from './suppression.ts';
import { textOf } from './texts.ts';

type Mail = Extract<Effect, { kind: 'mail' }>;

/** Hands a finished mail to the provider, named so that what the provider tells of it later leads back; answers with the provider's id. */
export type Hand = (
  to: readonly string[],
  raw: string,
  about: Readonly<{ caseId: string; id: string }>,
) => Promise<string>;

/** The texts that carry a person's words. */
export const WORDS: ReadonlySet<string> = new Set(['message', 'question']);

/** Those texts the desk writes to a requester by itself: what the caps count (E10). */
const TO_REQUESTERS = new Set([
  'acknowledgement',
  'resolved',
  'cancelled',
  'told',
  'oversized',
  'not-served',
  'not-understood',
  'file-refused',
  'files-unkept',
  'confirm-address',
]);

/** And those about what was merged, and about a question that waits. */
const CONVERSING = new Set(['merged', 'merged-resolved', 'reminder', 'asked-again', 'closed-unanswered']);

/** A case that never was, for the one mail about a mail that could not be taken in. */
const nobody = (id: string, to: string, at: string): Case => ({
  id,
  reference: 'SD-0000-000',
  version: 0,
  channel: 'email',
  requester: { address: to },
  subject: 'Your mail',
  openedAt: at,
  body: '',
  verified: true,
  department: 'triage',
  service: 'unplaced',
  kind: 'question',
  attempt: 0,
  priority: 3,
  confidential: false,
  routing: { reason: 'no-rule-matched', score: 0, because: [] },
  status: 'closed',
  stage: 'received',
  participants: [],
  clocks: {},
  asked: {},
  facts: {},
  automatic: [],
  reopened: [],
});

async function compose(desk: Ports, mail: Mail, of: Case, asked: AskedIn): Promise<string> {
  const { task } = asked;
  const [key] = await desk.keys();
  const { frontDoor } = desk.settings;
  const words = mail.body ?? wordsShown(mail.values, task);
  const body = words === undefined ? undefined : await desk.bodies.get(words);
  const text = textOf(mail.template, {
    of,
    catalogue: desk.catalogue,
    values: mail.values ?? {},
    links: { ...(await linksOf(desk, mail, of, task)), ...(await statusLink(desk, mail.to, of)) },
    ...(body !== undefined && { words: body.text }),
    ...asked,
  });
  const toRequester = mail.to.includes(of.requester.address);
  const headers = mailHeaders(
    {
      kind: text.kind,
      caseId: of.id,
      reference: of.reference,
      articleId: mail.id.slice(of.id.length + 1),
      from: { address: frontDoor, name: desk.catalogue.department(of.department).name },
      to: mail.to,
      subject: text.subject,
      ...(toRequester && isQuiet(of) && { untagged: true as const }),
      at: desk.now(),
      ...decidedByReply(mail.values, task),
      // Only the requester's own thread is continued: an approver never saw the mail that began it.
      ...(toRequester && of.lastMessageId !== undefined && { inReplyTo: of.lastMessageId }),
      ...(toRequester && of.firstMessageId !== undefined && { references: [of.firstMessageId] }),
    },
    { frontDoor, domain: domainOf(frontDoor) ?? '', key },
  );
  return headerBlock(headers) + mimeOf(text, `=_${mail.id}`);
}

/** Those recipients that can be reached; the others are booked on the case, whose owner hears of it (E6). */
async function reachable(desk: Ports, caseId: string, mail: Mail): Promise<readonly string[]> {
  const reached: string[] = [];
  for (const to of mail.to) {
    if (!isSendable(to)) {
      await bookReturned(desk, caseId, { to, cause: 'address', mail: mail.id });
      continue;
    }
    const found = await desk.suppressions.find(to);
    if (!stops(found, desk.now(), WORDS.has(mail.template))) reached.push(to);
    else await bookReturned(desk, caseId, { to, cause: 'suppressed', mail: mail.id });
  }
  return reached;
}

/** A mail with the address of whoever it only calls the requester. */
const named = (mail: Mail, of: Case | undefined): Mail =>
  of === undefined
    ? mail
    : { ...mail, to: mail.to.map((to) => (to === REQUESTER ? of.requester.address : to)) };

/**
 * Sends one mail of a case. Repeating is safe: a mail that is marked delivered is not sent again, and one that was
 * sent but not yet marked goes out under the same Message-ID, which a mailbox shows once (C4). Too many automatic
 * mails to one address are suppressed and booked (E10), and so is mail to an address that cannot be reached (E6), and
 * a question that is over by then. An outage throws, so the queue tries again.
 */
export async function sendMail(
  desk: Ports,
  caseId: string,
  effect: Mail,
  hand: Hand,
): Promise<'delivered' | 'suppressed' | 'repeated' | 'captured'> {
  if ((await desk.deliveries.find(effect.id)) !== undefined) return 'repeated';
  const at = desk.now();
  const log = { id: effect.id, caseId, kind: 'mail' as const, at, attempts: 1 };
  const known = await desk.cases.find(effect.of ?? caseId);
  const mail = named(effect, known);
  if (isCaptured(known)) {
    await desk.deliveries.keep({ ...log, state: 'captured', note: mail.template });
    return 'captured';
  }
  const { asked, over } = await askedIn(desk, mail.values);
  if (over !== undefined) {
    await desk.deliveries.keep({ ...log, state: 'suppressed', note: over });
    return 'suppressed';
  }
  const reached = await reachable(desk, caseId, mail);
  const [to = mail.to[0] ?? ''] = reached;
  const of = known ?? nobody(caseId, to, at);
  if (reached.length === 0) {
    await desk.deliveries.keep({ ...log, state: 'suppressed', note: 'unreachable' });
    return 'suppressed';
  }
  // Whoever is in need is told whom to call, however often the desk has written today.
  const first = isUrgent(of) && mail.template === 'acknowledgement';
  // What a person says is no automatic mail, whichever sentence of the process comes with it.
  const said = mail.template === 'told' && mail.values?.by !== undefined;
  if (!first && !said && (TO_REQUESTERS.has(mail.template) || CONVERSING.has(mail.template))) {
    const cap = await countAutomatic(desk, { recipient: to, caseId, at, mail: mail.id });
    if (cap !== undefined) {
      await desk.deliveries.keep({ ...log, state: 'suppressed', note: cap });
      return 'suppressed';
    }
  }
  const raw = await compose(desk, { ...mail, to: reached }, of, asked);
  const note = await hand(reached, raw, { caseId, id: mail.id });
  await desk.deliveries.keep({ ...log, state: 'delivered', note });
  return 'delivered';
}
