import type { Case } from '../case/case.ts';
import { changeWhole, isWhole } from '../case/children.ts';
import { change } from '../case/commit.ts';
import { mayReopen } from '../case/may-reopen.ts';
import { isQuiet, isUrgent } from '../case/quiet.ts';
import { receive } from '../case/receive.ts';
import { receiveWithdrawal } from '../case/receive-withdrawal.ts';
import { isStopped } from '../delivery/suppression.ts';
import { DeskError, isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { settleRoute } from '../routing/roll-out.ts';
import { TRIAGE } from '../routing/route.ts';
import { answerByReply } from '../task/answer-by-reply.ts';
import { accept } from './accept.ts';
import { answersNotice } from './answers-notice.ts';
import { keepBody } from './body.ts';
import { book } from './book.ts';
import { isStoppedByCap } from './caps.ts';
import type { Talk } from './chat/talk.ts';
import type { Thread } from './find-thread.ts';
import { forward } from './forward.ts';
import { isGratitude } from './gratitude.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { Message } from './message.ts';
import { openFromMail, routeOf } from './open-from-mail.ts';
import { isForOthers } from './own-domain.ts';
import { isRestricted, leavesThread, relation } from './urgent.ts';
import { besides, voteByMail } from './vote-by-mail.ts';
import { isWithdrawal } from './withdrawal.ts';

/** The door a message came through: how its thread is found, and where in a chat it was said. */
export type Door = Readonly<{
  thread(message: Message, sender: Readonly<{ address: string; authenticated: boolean }>): Promise<Thread>;
  chat?: Talk;
}>;

/** A message that was read, with the books' row of it, where what was received lies, and its bytes where it is a mail. */
export type Received = Readonly<{
  message: Message;
  ledger: Omit<LedgerEntry, 'class' | 'caseId'>;
  raw: string;
  bytes?: Uint8Array;
  door: Door;
}>;

/** What is to become of what was received: kept, or forgotten because it was only passed on (row 64). */
export type Placed = 'kept' | 'passed-on';

/**
 * Finds a message its place, whichever door it came through: a new case, a place in a thread, or the cause why neither,
 * with its ledger row in that same write (C3). Refuses `duplicate` where that row stands.
 */
export async function place(desk: Ports, received: Received): Promise<Placed> {
  const { message, ledger, door } = received;
  const { settings } = desk;
  const sender = message.from;
  const authenticated = message.verdicts.dmarc === 'pass';
  const joined = await door.thread(message, { address: sender?.address ?? '', authenticated });
  const thread: Thread =
    joined.found !== undefined &&
    (leavesThread(joined.found, message) || (await isForOthers(desk, joined.found, message)))
      ? { byToken: false, related: joined.found }
      : joined;
  // Mail that came back says nothing of another way to somebody.
  const silent = door.chat === undefined && (await isStopped(desk, message));
  const fate = accept(message, {
    companyDomains: settings.companyDomains,
    onKnownCase: thread.found !== undefined,
    released: ledger.released !== undefined,
    suppressed: () => silent,
  });
  if (fate.class !== 'accepted') return booked(desk, { ...ledger, class: fate.class, cause: fate.cause });

  const routed = thread.found === undefined ? routeOf(desk, message) : undefined;
  const settled = routed && settleRoute(desk.catalogue, routed.placement, sender?.address ?? '');
  // No cap keeps anybody in need waiting for a person to look.
  const counts = settled !== undefined && !isUrgent(settled.placement) && ledger.released === undefined;
  if (counts && fate.mayAcknowledge && sender !== undefined) {
    const answered = await desk.automatic.find(sender.address);
    if (isStoppedByCap(answered, ledger.at))
      return booked(desk, { ...ledger, class: 'suspended', cause: 'cap' });
  }

  // Of what belongs to a department that does not take part, nothing is kept (row 64).
  if (settled?.absent !== undefined) {
    await forward(desk, settled.absent, message, ledger, fate.mayAcknowledge);
    return 'passed-on';
  }

  // The vote before its mail is booked: a crash in between brings the mail again, and it finds its own vote.
  const voted =
    thread.found === undefined
      ? undefined
      : await voteByMail(desk, message, thread.found, { verified: fate.verified, key: ledger.key });
  if (voted?.done === true && thread.found !== undefined) {
    const { id: caseId } = thread.found;
    const out = voted.effects.map((effect) => ({ caseId, effect }));
    return booked(desk, { ...ledger, class: 'appended', cause: 'vote', caseId }, out);
  }

  const quiet =
    thread.found === undefined
      ? settled !== undefined && isRestricted(settled.placement)
      : isQuiet(thread.found);
  const into = thread.found ?? settled?.placement ?? { department: TRIAGE };
  const body = await keepBody(desk, { key: received.raw, bytes: received.bytes }, message, into, quiet);
  if (thread.found !== undefined) {
    // What whoever was asked to decide writes instead is meant for those who asked (E15), and not for the requester.
    const internal =
      sender?.address !== thread.found.requester.address &&
      ((voted !== undefined && fate.as !== 'note') || (await answersNotice(desk, message)));
    const arrived = {
      from: sender?.address ?? '',
      body,
      verified: fate.verified,
      // Who is asked to decide takes no part in the case by answering (A10).
      byToken: thread.byToken && voted === undefined,
      gratitude: isGratitude(message),
      // A history goes forward: what a person let in late joins it now.
      ledger: ledger.released === undefined ? ledger : { ...ledger, at: desk.now() },
      ...(message.messageId !== undefined && { messageId: message.messageId }),
      ...(fate.as === 'note' && { automatic: message.automation.kind }),
      ...(thread.via !== undefined && { via: thread.via }),
      ...(internal && { internal }),
      ...(door.chat !== undefined && { chat: door.chat }),
    };
    // "Never mind" of somebody in need is no reason to let go.
    const withdraws = !internal && isWithdrawal(message) && !isUrgent(thread.found);
    // The answer before its mail is booked: a crash in between brings the mail again, and a question takes one answer.
    // What was written to a merged case answers nothing that is asked in this one.
    if (
      !internal &&
      !withdraws &&
      thread.via === undefined &&
      arrived.automatic === undefined &&
      !arrived.gratitude &&
      (arrived.verified || arrived.byToken)
    )
      await answerByReply(desk, thread.found, {
        from: arrived.from,
        text: message.newText,
        key: ledger.key,
        files: message.attachments.filter(({ inline }) => !inline).length,
      });
    const into = withdraws ? receiveWithdrawal : receive;
    const taken = async (found: Case) => {
      const reopensClosed = await mayReopen(desk, found);
      const needsOpen = arrived.automatic === undefined && !arrived.gratitude;
      if (found.merged !== undefined || (found.status === 'closed' && needsOpen && !reopensClosed))
        throw new DeskError('case-closed', `case ${found.reference} is closed`);
      return besides(await into(desk, found, { ...arrived, reopensClosed }), voted, arrived.ledger.at);
    };
    try {
      const each = (part: Case) => receive(desk, part, arrived);
      if (isWhole(thread.found) && arrived.automatic === undefined && !internal)
        await changeWhole(desk, thread.found.id, taken, each);
      else await change(desk, thread.found.id, taken, { answers: withdraws });
    } catch (error) {
      if (!isRefusal(error, 'case-closed')) throw error;
      // It was closed for good, or merged, between the look and the write: decided anew, where it belongs now (V1).
      return place(desk, received);
    }
    return 'kept';
  }
  if (settled === undefined || routed === undefined) return 'kept';
  const { related, follows } = relation(thread, settled.placement);
  await openFromMail(desk, message, settled, {
    body,
    ledger,
    fate,
    related,
    follows,
    door,
    parts: routed.parts,
  });
  return 'kept';
}

/** Books what touches no case. */
async function booked(...of: Parameters<typeof book>): Promise<Placed> {
  await book(...of);
  return 'kept';
}
