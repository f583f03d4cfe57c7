import type { CommitRow } from '../../ports.ts';
import type { Task } from '../../task/task.ts';
import type { Case } from '../case.ts';

/**
 * Who has to do something next: `you` who asked, `us` (people of its department), other departments, nobody as long as a
 * date is waited for, or nobody any more.
 */
export type Ball = Readonly<{
  holder: 'you' | 'us' | 'department' | 'date' | 'nobody';
  /** Groups and departments by name, never a person. */
  who: readonly string[];
  until?: string;
  label: string;
}>;

/** Something the requester was asked and has not answered; of each topic one. */
export type OpenAsk = Readonly<{ topic: string; since: string; until?: string; label: string }>;

/** Something they have said already; without the answer where it is about somebody else. */
export type Answered = Readonly<{ topic: string; answer?: string }>;

/** A promise about time as its requester reads it. */
export type PromiseLine = Readonly<{ label: string; due?: string; late?: true }>;

/** Whom an answer is waited from besides, by role, and since when. */
export type Outstanding = Readonly<{ who: string; since: string; label: string }>;

/** Where a part stands, in the words of the department that does it. */
export type PartLine = Readonly<{ reference: string; department: string; stage: string; over: boolean }>;

/** One thing that happened, in plain words; `on` is when, by the clocks of its department. */
export type Line = Readonly<{ at: string; on: string; label: string }>;

/** Where a case stands for whoever asked, in its department's own words (rows 16, 38). */
export type Status = Readonly<{
  caseId: string;
  reference: string;
  status: 'open' | 'waiting' | 'resolved' | 'closed';
  stage: string;
  label: Readonly<{ stage: string; kind?: string; department?: string; service?: string }>;
  /** Who leads it for its requester: a role, or a name where the department names its people. */
  contact?: string;
  ball?: Ball;
  asks: readonly OpenAsk[];
  answered: readonly Answered[];
  outstanding: readonly Outstanding[];
  promises: readonly PromiseLine[];
  parts: readonly PartLine[];
  /** The newest first. */
  history: readonly Line[];
}>;

/**
 * How much a reader may know: everything its requester may; what may stand on a page whose link can be passed on; or what
 * those may who take part, who are not told what the requester alone was asked, said and was told.
 */
export type Openness = 'all' | 'by-link' | 'taking-part';

/** What is read for a status, as far as its reader may know it. */
export type Known = Readonly<{
  of: Case;
  commits: readonly CommitRow[];
  /** The rows of questions that are open. */
  tasks: readonly Task[];
  /** Everything its requester was asked in words of a team, answered or not (row 38). */
  inquired: readonly Task[];
  parts: readonly Case[];
  /** The name of whoever leads it, where their department names its people. */
  leader?: string;
}>;
