import type { Talk } from '../intake/chat/talk.ts';
import type { Clock, ClockName, PauseCause, Threshold } from '../sla/clock.ts';
import type { Conversation } from './conversation.ts';
import type { Channel, Kind, Person, Placement, Routing } from './events.ts';
import type { Glass } from './glass.ts';

/** The class of a case's status; the department's own word for it is `stage`. */
export type Status = 'open' | 'waiting' | 'resolved' | 'closed';

/** A question that is out: which state of the process asked, and in which visit of that state. */
export type Asked = Readonly<{
  ref: string;
  visit: string;
  /** What does not count until it is answered. */
  waits?: PauseCause;
  /** Since when the requester was asked, where they are to answer. */
  since?: string;
  /** The requester is asked in another case of the family, which reminds them. */
  elsewhere?: true;
  /** The promise that its answer keeps. */
  keeps?: ClockName;
  /** When its people are to be reminded, or their time is up (A5). */
  look?: string;
  /** The moment of the newest reminder that was given. */
  reminded?: string;
}>;

/** A part of a case that a department does as a case of its own; as long as it is `asked`, its parent waits for it (row 23). */
export type Child = Readonly<{
  caseId: string;
  reference: string;
  department: string;
  /** Of the task the parent waits on: answered by the child's end, expired, or withdrawn with the parent. */
  state: 'asked' | 'answered' | 'expired' | 'withdrawn';
}>;

/** The case that a child is a part of, the task its end answers, and how many cases stand above it. */
export type Parent = Readonly<{ caseId: string; taskRef: string; depth: number }>;

/** Something people are to be told of a promise once they are at work (L8). */
export type Notice = Readonly<{
  promise: ClockName;
  run: number;
  threshold: Threshold;
  due: string;
  /** Whom to tell, by role, and from when on. */
  to: readonly string[];
  until: string;
}>;

/** What never changes after a case was opened, but for a parent that it got later (`adopted`). Kept in its first event row, never written again (write budget). */
export type Opening = Readonly<{
  id: string;
  reference: string;
  channel: Channel;
  requester: Person;
  subject: string;
  openedAt: string;
  body: string;
  verified: boolean;
  firstMessageId?: string;
  /** Who opened it for the requester, where that was somebody else; they decide nothing about it (A3). */
  submitter?: string;
  /** What it is a part of. */
  parent?: Parent;
  /** It only plays along with a department's process: nothing of it leaves the desk (row 65). */
  shadow?: true;
}>;

/** What does change: the small item that every transaction rewrites. */
export type Head = Readonly<{
  version: number;
  department: string;
  service: string;
  kind: Kind;
  process?: string;
  execution?: string;
  attempt: number;
  /** The state its execution began with, where that followed one which ran long enough. */
  continueAt?: string;
  priority: Placement['priority'];
  confidential: boolean;
  routing: Routing;
  /** It was given another place than the one it was opened with; until then its row does not repeat the place. */
  rerouted?: true;
  /** It became a part after it was opened; until then its row does not repeat its parent. */
  adopted?: true;
  status: Status;
  /** The key of the department's own word for where the case stands. */
  stage: string;
  assignee?: string;
  participants: readonly string[];
  /** Addresses whose mail came back, until somebody writes from there again (E6). */
  unreachable?: readonly string[];
  clocks: Readonly<Record<string, Clock>>;
  /** Open questions by the state of the process that asked them. */
  asked: Readonly<Record<string, Asked>>;
  /** Every free question to its requester it knows of, by the reference of its task; only a case that asked one has any (row 38). */
  inquired?: readonly string[];
  /** Its parts in other departments by the reference of their task; only a parent has any. */
  children?: Readonly<Record<string, Child>>;
  /** Who asked to read it although it is not theirs to see, and who may for a time (row 28). */
  glass?: Readonly<Record<string, Glass>>;
  /** Where the requester last spoke, if that was in a chat: they are answered there. */
  chat?: Talk;
  /** The person's newest Message-ID, which our next mail answers (E9). */
  lastMessageId?: string;
  outcome?: string;
  closesAt?: string;
  helped?: boolean;
  /** Facts the process recorded on the way (a return date, an outside reference). */
  facts: Readonly<Record<string, string>>;
  /** When our automatic mails of the last hour left, for the caps (E10). */
  automatic: readonly string[];
  /** Reopenings by mail within the last hour, for the caps (E10). */
  reopened: readonly string[];
  /** The earliest moment anything of this case may be due: a lower bound, never later than the truth (I3). */
  wakeAt?: string;
  /** What people are to be told once they are at work. */
  notices?: readonly Notice[];
  /** When the next promise falls due: the order of the queue. */
  dueAt?: string;
}> &
  Conversation;

/** One matter of one person, from the first word to the closing. */
export type Case = Opening & Head;

/** Whether nothing more may happen to it except an explicit reopening. */
export const isOver = ({ status }: Pick<Case, 'status'>): boolean =>
  status === 'resolved' || status === 'closed';
