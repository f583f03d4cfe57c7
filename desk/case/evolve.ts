import { foldClock } from '../sla/clock.ts';
import type { Case, Notice, Opening } from './case.ts';
import type { CaseEvent, CaseFact, Placement } from './events.ts';
import { converse, isConversing, unheld } from './evolve-conversation.ts';
import { asked, inquired, lookedAt, over } from './evolve-questions.ts';
import { evolveGlass } from './glass.ts';

/** Who opened it for the requester: whoever did it is no submitter of their own request (A3). */
function submitterOf({ by, requester, submitter }: CaseEvent & { type: 'CaseOpened' }) {
  const who = submitter ?? (by.kind === 'agent' ? by.id : undefined);
  return who === undefined || who === requester.address ? {} : { submitter: who };
}

/** The part of a case that never changes, as its first event tells it. */
export const openingOf = (event: CaseEvent & { type: 'CaseOpened' }): Opening => ({
  id: event.id,
  reference: event.reference,
  channel: event.channel,
  requester: event.requester,
  subject: event.subject,
  openedAt: event.at,
  body: event.body,
  verified: event.verified,
  ...(event.messageId !== undefined && { firstMessageId: event.messageId }),
  ...submitterOf(event),
  ...(event.parent !== undefined && { parent: event.parent }),
  ...(event.shadow === true && { shadow: true as const }),
});

const placed = (to: Placement) => ({
  department: to.department,
  service: to.service,
  kind: to.kind,
  ...(to.process !== undefined && { process: to.process }),
  priority: to.priority,
  confidential: to.confidential,
  routing: to.routing,
});

/** A case as its first event leaves it. */
export const opened = (event: CaseEvent & { type: 'CaseOpened' }): Case => ({
  ...openingOf(event),
  version: 0,
  ...placed(event),
  attempt: 0,
  status: 'open',
  stage: 'received',
  participants: event.participants ?? [],
  clocks: {},
  asked: {},
  ...(event.messageId !== undefined && { lastMessageId: event.messageId }),
  ...(event.chat !== undefined && { chat: event.chat }),
  facts: {},
  automatic: [],
  reopened: [],
});

/** Only what happened within the hour before counts for a cap. */
const withinHour = (times: readonly string[], at: string) => [
  ...times.filter((time) => Date.parse(at) - Date.parse(time) < 3_600_000),
  at,
];

const joined = (before: readonly string[], address: string) =>
  before.includes(address) ? before : [...before, address];

const isClock = (event: CaseFact): event is Extract<CaseFact, { clock: string }> => 'clock' in event;

/**
 * What a case is after one more event. Pure, total, and the only place a case changes.
 * The version counts commits, not events, so it is raised by `evolveAll`.
 */
export function evolve(kept: Case | undefined, event: CaseEvent): Case {
  if (event.type === 'CaseOpened') return opened(event);
  if (kept === undefined) throw new Error(`'${event.type}' cannot be the first event of a case`);
  if (isConversing(event)) return converse(kept, event);
  const before = unheld(kept, event);
  if (isClock(event)) {
    return {
      ...before,
      clocks: { ...before.clocks, [event.clock]: foldClock(before.clocks[event.clock], event) },
    };
  }
  switch (event.type) {
    case 'CaseRouted': {
      const { process: _left, glass, ...stay } = before;
      return {
        ...stay,
        // Other people were neither told that it is read nor asked (row 28).
        ...(glass !== undefined && event.department === before.department && { glass }),
        ...placed(event),
        ...{ rerouted: true, asked: {}, status: 'open', stage: 'received' },
      };
    }
    case 'ProcessStarted':
      return begun(before, event);
    case 'MessageReceived':
      return received(before, event);
    case 'MessageSent':
      return {
        ...before,
        ...(event.waiting === true && { status: 'waiting' as const, stage: 'waiting-requester' }),
        ...(event.by.kind !== 'agent' && { automatic: withinHour(before.automatic, event.at) }),
      };
    case 'TaskAsked':
      return asked(before, event);
    case 'InquiryJoined':
      return { ...before, ...inquired(before, event.ref) };
    case 'TaskAnswered':
      return over(before, event.ref, 'answered');
    case 'TaskExpired':
      return over(before, event.ref, 'expired');
    case 'TaskWithdrawn':
      return over(before, event.ref, 'withdrawn');
    case 'DeliveryFailed':
      return over(before, event.ref, 'expired');
    case 'MailReturned':
      return { ...before, unreachable: joined(before.unreachable ?? [], event.to) };
    case 'FactRecorded':
      return { ...before, facts: { ...before.facts, [event.name]: event.value } };
    case 'ParticipantJoined':
      return { ...before, participants: joined(before.participants, event.address) };
    case 'CaseAssigned':
      return { ...before, assignee: event.assignee };
    case 'StageReached':
      return { ...before, stage: event.stage };
    case 'PriorityRaised':
    case 'CaseExpedited':
      return { ...before, priority: event.priority, rerouted: true };
    case 'NoticeDeferred':
      return { ...before, notices: [...(before.notices ?? []), event.notice] };
    case 'NoticeSettled':
      return settled(before, event.notice);
    case 'CaseResolved':
      return resolved(before, event);
    case 'CaseCancelled':
      return closed({ ...before, outcome: 'cancelled' });
    case 'CaseReopened':
      return reopened(before, event.at);
    case 'CaseClosed':
      return closed(before);
    case 'SurveyAnswered':
      return { ...before, helped: event.helped };
    case 'QuestionSeenTo':
      return lookedAt(before, event);
    case 'ChatLost':
      return spokenIn(before, { from: before.requester.address });
    case 'GlassAsked':
    case 'GlassBroken':
    case 'GlassReadThrough':
      return evolveGlass(before, event);
    case 'NoteAdded':
    case 'FileJudged':
    case 'CaseEscalated':
    case 'VoteCast':
    case 'ApprovalVoided':
    case 'TaskProgressed':
    case 'KudosReceived':
      return before;
  }
}

/** An execution that begins at the beginning is told so by what is absent. */
function begun(
  before: Case,
  { execution, attempt, continueAt }: CaseEvent & { type: 'ProcessStarted' },
): Case {
  const { continueAt: _earlier, ...stay } = before;
  return { ...stay, execution, attempt, ...(continueAt !== undefined && { continueAt }) };
}

function settled({ notices = [], ...before }: Case, { promise, run, threshold }: Notice): Case {
  const left = notices.filter(
    (each) => each.promise !== promise || each.run !== run || each.threshold !== threshold,
  );
  return { ...before, ...(left.length > 0 && { notices: left }) };
}

/** A requester is answered where they last spoke: in that chat, or by mail. */
function spokenIn(
  before: Case,
  { from, via, chat }: Pick<CaseEvent & { type: 'MessageReceived' }, 'from' | 'via' | 'chat'>,
): Case {
  if (from !== before.requester.address || via !== undefined) return before;
  const { chat: _left, ...stay } = before;
  return { ...stay, ...(chat !== undefined && { chat }) };
}

/** A person's answer ends the waiting for it; automated mail changes nothing (C6). */
function received(before: Case, event: CaseEvent & { type: 'MessageReceived' }): Case {
  if (event.automatic !== undefined) return before;
  const { unreachable = [], ...stay } = spokenIn(before, event);
  // Who writes can be reached again, if it is truly they who wrote (E6); what is said in a chat says nothing of mail.
  const still =
    event.verified && event.chat === undefined
      ? unreachable.filter((address) => address !== event.from)
      : unreachable;
  return {
    ...stay,
    ...(still.length > 0 && { unreachable: still }),
    // Our next mail answers the requester's thread, not that of somebody whose case was merged into this one (E9).
    ...(event.messageId !== undefined &&
      (event.via === undefined || event.from === before.requester.address) && {
        lastMessageId: event.messageId,
      }),
    ...(before.status === 'waiting' && { status: 'open' as const, stage: 'answered' }),
  };
}

/** Each solution is asked about anew: what somebody said of an earlier one says nothing of this one. */
function resolved(before: Case, { outcome, closesAt }: CaseEvent & { type: 'CaseResolved' }): Case {
  const { helped: _earlier, ...stay } = before;
  return {
    ...stay,
    status: 'resolved',
    stage: outcome,
    outcome,
    ...(closesAt !== undefined && { closesAt }),
  };
}

function reopened(before: Case, at: string): Case {
  const { closesAt: _closes, outcome: _outcome, ...stay } = before;
  return { ...stay, status: 'open', stage: 'reopened', reopened: withinHour(before.reopened, at) };
}

function closed(before: Case): Case {
  const { wakeAt: _wake, closesAt: _closes, notices: _untold, ...stay } = before;
  return { ...stay, status: 'closed', stage: before.outcome ?? 'closed', asked: {} };
}

/** A case after one commit: all its events, and one version more (O1). */
export function evolveAll(before: Case | undefined, events: readonly CaseEvent[]): Case {
  let after = before;
  for (const event of events) after = evolve(after, event);
  if (after === undefined) throw new Error('a commit without events');
  return { ...after, version: (before?.version ?? 0) + 1 };
}
