import type { Case } from '../case/case.ts';
import { domainOf } from '../intake/addresses.ts';
import { capReached } from '../intake/caps.ts';
import type { Ports } from '../ports.ts';
import { linkOf } from '../task/link.ts';
import type { Task } from '../task/task.ts';
import { mimeOf } from './body.ts';
import { bookReturned } from './book-returned.ts';
import type { Effect } from './effect.ts';
import { isSendable } from './encode-header.ts';
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
const WORDS = new Set(['message', 'question']);

/** Those texts the desk writes to a requester by itself: what the caps count (E10). */
const TO_REQUESTERS = new Set(['acknowledgement', 'resolved', 'cancelled', 'told', 'oversized']);

/** And those about what was merged, and about a question that waits. */
const CONVERSING = new Set(['merged', 'merged-resolved', 'reminder', 'closed-unanswered']);

async function links(desk: Ports, mail: Mail, of: Case): Promise<Record<string, string>> {
  const [key] = await desk.keys();
  const { publicUrl } = desk.settings;
  const [to = ''] = mail.to;
  if (mail.template === 'task') {
    return { answer: `${publicUrl}/answers/${linkOf(key, 'answer', mail.values?.ref ?? '', to)}` };
  }
  const survey = `${publicUrl}/surveys/${linkOf(key, 'survey', of.id, to)}`;
  return { yes: `${survey}?helped=yes`, no: `${survey}?helped=no` };
}

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

async function compose(desk: Ports, mail: Mail, of: Case, task: Task | undefined): Promise<string> {
  const [key] = await desk.keys();
  const { frontDoor } = desk.settings;
  const words = mail.body ?? task?.message;
  const body = words === undefined ? undefined : await desk.bodies.get(words);
  const text = textOf(mail.template, {
    of,
    catalogue: desk.catalogue,
    values: mail.values ?? {},
    links: await links(desk, mail, of),
    ...(body !== undefined && { words: body.text }),
    ...(task !== undefined && { task }),
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
      at: desk.now(),
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

/**
 * Sends one mail of a case. Repeating is safe: a mail that is marked delivered is not sent again, and one that was
 * sent but not yet marked goes out under the same Message-ID, which a mailbox shows once (C4). Too many automatic
 * mails to one address are suppressed and booked (E10), and so is mail to an address that cannot be reached (E6), and
 * a question that is over by then. An outage throws, so the queue tries again.
 */
export async function sendMail(
  desk: Ports,
  caseId: string,
  mail: Mail,
  hand: Hand,
): Promise<'delivered' | 'suppressed' | 'repeated'> {
  if ((await desk.deliveries.find(mail.id)) !== undefined) return 'repeated';
  const at = desk.now();
  const log = { id: mail.id, caseId, kind: 'mail' as const, at, attempts: 1 };
  const ref = mail.values?.ref;
  const task = ref === undefined ? undefined : await desk.tasks.find(ref);
  if (task !== undefined && task.state !== 'asked') {
    await desk.deliveries.keep({ ...log, state: 'suppressed', note: task.state });
    return 'suppressed';
  }
  const reached = await reachable(desk, caseId, mail);
  const [to = mail.to[0] ?? ''] = reached;
  const of = (await desk.cases.find(mail.of ?? caseId)) ?? nobody(caseId, to, at);
  if (reached.length === 0) {
    await desk.deliveries.keep({ ...log, state: 'suppressed', note: 'unreachable' });
    return 'suppressed';
  }
  if (TO_REQUESTERS.has(mail.template) || CONVERSING.has(mail.template)) {
    const cap = await countAutomatic(desk, { recipient: to, caseId, at, mail: mail.id });
    if (cap !== undefined) {
      await desk.deliveries.keep({ ...log, state: 'suppressed', note: cap });
      return 'suppressed';
    }
  }
  const raw = await compose(desk, { ...mail, to: reached }, of, task);
  const note = await hand(reached, raw, { caseId, id: mail.id });
  await desk.deliveries.keep({ ...log, state: 'delivered', note });
  return 'delivered';
}
