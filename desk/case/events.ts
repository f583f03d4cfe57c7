import type { Talk } from '../intake/chat/talk.ts';
import type { ClockEvent, ClockName, PauseCause } from '../sla/clock.ts';
import type { Child, Notice, Parent } from './case.ts';
import type { ConversationFact } from './conversation.ts';
import type { Verdict } from './files/scan.ts';
import type { Glass } from './glass.ts';

/** Who did it. `clock` is time itself, `desk` the rules of the desk acting on a mail or a callback. */
export type Actor = Readonly<{
  kind: 'requester' | 'participant' | 'agent' | 'process' | 'system' | 'clock' | 'desk';
  id?: string;
}>;

/** Canonical kinds; a department says them in its own words. */
export type Kind = 'incident' | 'request' | 'question' | 'emergency' | 'care' | 'initiative';

/** The door a case came through. */
export type Channel = 'email' | 'web' | 'chat' | 'phone' | 'walkup';

/** Why a case lies where it lies: the numbers that decided, kept for `explain` (row 56). */
export type Routing = Readonly<{
  /** `matched`, `escalated`, `first-line`, `in-shadow`, `not-served`, `addressed`, `no-rule-matched`, `below-floor`, `too-close`, `handed-over`, `chosen-by-requester` or `chosen-by-agent`. */
  reason: string;
  score: number;
  /** The words and examples that spoke for it, strongest first. */
  because: readonly string[];
  runnerUp?: Readonly<{ service: string; score: number }>;
  /** The service the desk's first line is asked to confirm (row 22): `hr/leave-of-absence`. */
  proposed?: string;
}>;

/** Where a case belongs: the department, its service and what follows from them. */
export type Placement = Readonly<{
  department: string;
  service: string;
  kind: Kind;
  /** The name of the department's process, absent where people work without one (triage). */
  process?: string;
  priority: 1 | 2 | 3 | 4;
  confidential: boolean;
  routing: Routing;
}>;

type CaseOpened = Placement &
  Readonly<{
    type: 'CaseOpened';
    id: string;
    reference: string;
    channel: Channel;
    requester: Person;
    subject: string;
    /** Where the first message's text lies in the bodies bucket. */
    body: string;
    /** Whether the sender was authenticated (E4); an unverified one hears nothing personal. */
    verified: boolean;
    /** The requester's own Message-ID, for threading our answers (E9). */
    messageId?: string;
    participants?: readonly string[];
    /** Where in a chat it was said. */
    chat?: Talk;
    /** Who opened what it is a part of for the requester, where that was somebody else (A3). */
    submitter?: string;
    /** The case it is a part of. */
    parent?: Parent;
    /** It only plays along: nothing of it leaves the desk (row 65). */
    shadow?: true;
  }>;

/** A hand-over to those who know more, or word to those who answer for it (row 21). */
export type Escalation = 'functional' | 'hierarchical';

/** Why a mail did not reach somebody: it came back, was unwelcome, or was not sent because earlier mail was. */
export type ReturnCause = 'bounce' | 'complaint' | 'suppressed' | 'address';

/** A person as mail knows them. */
export type Person = Readonly<{ address: string; name?: string }>;

/** A fact about a case, past tense. `evolve` is the only reader that changes anything by it. */
export type CaseFact =
  | CaseOpened
  | (Readonly<{
      type: 'CaseRouted';
      /** Why what was said in confidence may be read there: somebody of its people has released it (row 28). */
      released?: string;
    }> &
      Placement)
  | Readonly<{
      type: 'ProcessStarted';
      execution: string;
      attempt: number;
      /** The state it goes on with, where it follows an execution that ran long enough. */
      continueAt?: string;
    }>
  | Readonly<{
      type: 'MessageReceived';
      from: string;
      body: string;
      messageId?: string;
      automatic?: string;
      /** Verified by the mail's authentication or our own token; shown to agents. */
      verified: boolean;
      /** The merged case it was written to: whoever takes part in this one only does not see it. */
      via?: string;
      /** Where in a chat it was said. */
      chat?: Talk;
    }>
  /** The chat can no longer be written to; what follows goes by mail. */
  | Readonly<{ type: 'ChatLost'; cause: string }>
  | Readonly<{
      type: 'MessageSent';
      to: readonly string[];
      template: string;
      body?: string;
      waiting?: boolean;
      /** The words whose files it speaks of, by where they lie. */
      about?: string;
      /** The merged case whose people it went to. */
      via?: string;
    }>
  | Readonly<{ type: 'NoteAdded'; body?: string; text?: string }>
  | Readonly<{
      type: 'TaskAsked';
      ref: string;
      state: string;
      visit: string;
      of: string;
      expires: string;
      /** The version of the definition that asked: the one this case finishes on. */
      version?: string;
      /** What does not count until it is answered, and the promise that its answer keeps. */
      waits?: PauseCause;
      keeps?: ClockName;
      /** When its people are to be reminded (A5). */
      look?: string;
      /** The case that answers it by its end. */
      child?: Omit<Child, 'state'>;
      /** What a free question to the requester is about, and that it was answered before and is asked again (row 38). */
      topic?: string;
      again?: true;
      /** The requester was asked it in another case of the family, which reminds them. */
      elsewhere?: true;
    }>
  /** A question of another case of the family waits for the answer to one of this case. */
  | Readonly<{ type: 'InquiryJoined'; ref: string }>
  | Readonly<{ type: 'TaskProgressed'; ref: string; note: string }>
  | Readonly<{ type: 'TaskAnswered'; ref: string; outcome: string; comment?: string }>
  /** One vote of an approval: `by` voted, in the place of the seat `of` where that is somebody else (A4). */
  | Readonly<{ type: 'VoteCast'; ref: string; stage: string; of: string; vote: string; comment?: string }>
  /** A material fact changed, so the votes before count no more (A8). */
  | Readonly<{ type: 'ApprovalVoided'; ref: string; fact: string }>
  /** People were reminded, or their time was looked at; when it is to be looked at next (A5). */
  | Readonly<{ type: 'QuestionSeenTo'; ref: string; look: string; reminded?: string }>
  | Readonly<{ type: 'TaskExpired'; ref: string }>
  | Readonly<{ type: 'TaskWithdrawn'; ref: string; cause: string }>
  | Readonly<{ type: 'DeliveryFailed'; ref: string; cause: string }>
  | Readonly<{ type: 'MailReturned'; to: string; cause: ReturnCause; mail: string; status?: string }>
  | Readonly<{ type: 'FactRecorded'; name: string; value: string }>
  | Readonly<{ type: 'ParticipantJoined'; address: string }>
  | Readonly<{ type: 'CaseAssigned'; assignee: string }>
  | Readonly<{ type: 'StageReached'; stage: string }>
  | Readonly<{ type: 'PriorityRaised'; priority: Placement['priority'] }>
  /** A wish to be done sooner was granted; what was promised before stays in the history (row 11). */
  | Readonly<{
      type: 'CaseExpedited';
      priority: Placement['priority'];
      was: Readonly<{ priority: Placement['priority']; due?: string }>;
    }>
  /** To a specialist (functional) or to whoever answers for it (hierarchical): two different things (row 21). */
  | Readonly<{
      type: 'CaseEscalated';
      escalation: Escalation;
      from: string;
      to: string;
      reason: string;
    }>
  /** Somebody asks to read a case that is not theirs to see; who has to agree, to what, why and for how long (row 28). */
  | (Readonly<{ type: 'GlassAsked'; ref: string }> & Omit<Glass, 'by' | 'agreed' | 'read'>)
  /** The second person agreed: it may be read until then. */
  | Readonly<{ type: 'GlassBroken'; ref: string; until: string }>
  | Readonly<{ type: 'GlassReadThrough'; ref: string }>
  | Readonly<{ type: 'NoticeDeferred'; notice: Notice }>
  /** Told, or no longer worth telling because the promise was kept or made anew meanwhile (P10). */
  | Readonly<{ type: 'NoticeSettled'; notice: Notice; told: boolean }>
  | Readonly<{ type: 'CaseResolved'; outcome: string; closesAt?: string }>
  /** Withdrawn by its requester or ended by a person before it was done: over at once, and for good. */
  | Readonly<{ type: 'CaseCancelled'; reason?: string }>
  | Readonly<{ type: 'CaseReopened'; cause: string }>
  | Readonly<{ type: 'CaseClosed'; cause: string }>
  /** A file turned out to be infected, or could not be looked into; or a person let such a one go. */
  | Readonly<{ type: 'FileJudged'; name: string; sha256: string; verdict: Verdict }>
  | Readonly<{ type: 'KudosReceived'; body: string }>
  | Readonly<{ type: 'SurveyAnswered'; helped: boolean }>
  | ConversationFact
  | ClockFact;

/** Distributes over the clock's events, whose `at` the case event carries for them. */
type ClockFact = ClockEvent extends infer E ? (E extends unknown ? Omit<E, 'at'> : never) : never;

/** One event of a case: a fact, when it became true (ISO instant, UTC), and who made it true. */
export type CaseEvent = CaseFact & Readonly<{ at: string; by: Actor }>;

/** Writes down facts as events of one moment and one actor. */
export const happened = (at: string, by: Actor, ...facts: readonly CaseFact[]): CaseEvent[] =>
  facts.map((fact) => ({ ...fact, at, by }));
