import type { Case } from '../case/case.ts';
import { change } from '../case/commit.ts';
import { mayReopen } from '../case/may-reopen.ts';
import { openCase } from '../case/open-case.ts';
import { receive } from '../case/receive.ts';
import { receiveWithdrawal } from '../case/receive-withdrawal.ts';
import { isStopped } from '../delivery/suppression.ts';
import { DeskError, isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { route, saidOf } from '../routing/route.ts';
import { answerByReply } from '../task/answer-by-reply.ts';
import { accept } from './accept.ts';
import { domainOf, mailboxOf } from './addresses.ts';
import { keepBody } from './body.ts';
import { book, bookAgain, isBooked } from './book.ts';
import { isStoppedByCap } from './caps.ts';
import { findThread } from './find-thread.ts';
import { isGratitude } from './gratitude.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { Message } from './message.ts';
import { heard } from './own-domain.ts';
import { readMail } from './read-mail.ts';
import { refuse } from './refuse.ts';
import { isWithdrawal } from './withdrawal.ts';

/** A mail as it lies in the bucket, stored before anything else happened to it (E1). */
export type RawMail = Readonly<{ raw: Uint8Array; key: string }>;

/**
 * Takes one mail in: exactly one ledger row, and a new case, a place in a thread, or the cause why neither (C3).
 * Repeating is safe: the ledger row is written once, in the same transaction as everything the mail causes.
 */
export async function takeIn(desk: Ports, mail: RawMail): Promise<void> {
  let message: Message;
  try {
    message = heard(await readMail(mail.raw, { ours: [desk.settings.frontDoor] }), desk.settings);
  } catch (error) {
    if (error instanceof DeskError) return refuse(desk, mail, error);
    throw error;
  }
  const ledger = {
    key: message.dedupeKey,
    at: desk.now(),
    raw: mail.key,
    ...(message.messageId !== undefined && { messageId: message.messageId }),
  };
  try {
    // Looking first spares the work of a repeat; the condition in the write is what decides a race.
    if (isBooked(await desk.ledger.find(ledger.key), ledger.raw)) return await bookAgain(desk, ledger);
    await place(desk, mail, message, ledger);
  } catch (error) {
    if (!isRefusal(error, 'duplicate')) throw error;
    await bookAgain(desk, ledger);
  }
}

async function place(
  desk: Ports,
  mail: RawMail,
  message: Message,
  ledger: Omit<LedgerEntry, 'class' | 'caseId'>,
): Promise<void> {
  const { settings } = desk;
  const sender = message.from;
  const authenticated = message.verdicts.dmarc === 'pass';
  const thread = await findThread(desk, message, { address: sender?.address ?? '', authenticated });
  const silent = await isStopped(desk, message);
  const fate = accept(message, {
    companyDomains: settings.companyDomains,
    onKnownCase: thread.found !== undefined,
    suppressed: () => silent,
  });
  if (fate.class !== 'accepted') return book(desk, { ...ledger, class: fate.class, cause: fate.cause });

  if (thread.found === undefined && fate.mayAcknowledge && sender !== undefined) {
    const answered = await desk.automatic.find(sender.address);
    if (isStoppedByCap(answered, ledger.at))
      return book(desk, { ...ledger, class: 'suspended', cause: 'cap' });
  }

  const body = await keepBody(desk, mail, message);
  if (thread.found !== undefined) {
    const arrived = {
      from: sender?.address ?? '',
      body,
      verified: fate.verified,
      byToken: thread.byToken,
      gratitude: isGratitude(message),
      ledger,
      ...(message.messageId !== undefined && { messageId: message.messageId }),
      ...(fate.as === 'note' && { automatic: message.automation.kind }),
      ...(thread.via !== undefined && { via: thread.via }),
    };
    // The answer before its mail is booked: a crash in between brings the mail again, and a question takes one answer.
    if (arrived.automatic === undefined && !arrived.gratitude && (arrived.verified || arrived.byToken))
      await answerByReply(desk, thread.found, { from: arrived.from, text: message.newText });
    const withdraws = isWithdrawal(message);
    const into = withdraws ? receiveWithdrawal : receive;
    const taken = async (found: Case) => {
      const reopensClosed = await mayReopen(desk, found);
      const needsOpen = arrived.automatic === undefined && !arrived.gratitude;
      if (found.merged !== undefined || (found.status === 'closed' && needsOpen && !reopensClosed))
        throw new DeskError('case-closed', `case ${found.reference} is closed`);
      return into(desk, found, { ...arrived, reopensClosed });
    };
    try {
      await change(desk, thread.found.id, taken, { answers: withdraws });
    } catch (error) {
      if (!isRefusal(error, 'case-closed')) throw error;
      // It was closed for good, or merged, between the look and the write: decided anew, where it belongs now (V1).
      await place(desk, mail, message, ledger);
    }
    return;
  }
  await openFrom(desk, message, { body, ledger, fate, related: thread.related, follows: thread.follows });
}

async function openFrom(
  desk: Ports,
  message: Message,
  known: Readonly<{
    body: string;
    ledger: Omit<LedgerEntry, 'class' | 'caseId'>;
    fate: Readonly<{ verified: boolean; mayAcknowledge: boolean }>;
    related: Case | undefined;
    follows: Case | undefined;
  }>,
): Promise<void> {
  // Who wrote is who asked; a Reply-To is never an identity (E7).
  const requester = message.from;
  if (requester === undefined) throw new Error('an accepted mail without a sender');
  const company = new Set(desk.settings.companyDomains);
  // The front door takes no part, even where it shares the company's domain: it would be written its own mail.
  const door = mailboxOf(desk.settings.frontDoor);
  const copied = message.recipients.filter(
    (address) =>
      company.has(domainOf(address) ?? '') && address !== requester.address && mailboxOf(address) !== door,
  );
  const placement = route(desk.catalogue, { subject: message.subject, text: message.newText });
  await openCase(desk, {
    channel: 'email',
    requester,
    subject: message.subject.slice(0, 200) || '(no subject)',
    body: known.body,
    verified: known.fate.verified,
    ...(message.messageId !== undefined && { messageId: message.messageId }),
    participants: known.fate.verified ? copied.slice(0, 20) : [],
    placement,
    said: saidOf(desk.catalogue, placement, `${message.subject}\n${message.newText}`, known.ledger.at),
    acknowledge: known.fate.mayAcknowledge,
    ledger: known.ledger,
    ...(known.related !== undefined && { related: known.related.id }),
    ...(known.follows !== undefined && { follows: known.follows.id }),
  });
}
