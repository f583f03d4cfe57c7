import type { Case } from '../../case/case.ts';
import { change } from '../../case/commit.ts';
import { type Actor, type CaseEvent, happened } from '../../case/events.ts';
import { evolve } from '../../case/evolve.ts';
import type { Commit, Ports } from '../../ports.ts';
import { resumption } from '../answer.ts';
import { whenOver } from '../task-clocks.ts';
import { type Inquired, inquiriesOf, openOf } from './inquiry.ts';

/** What a person says to all that is asked of them just now. */
export type Said = Readonly<{
  text: string;
  by: Actor & Readonly<{ id: string }>;
  /** Only what was asked up to then is meant: whoever answers on a page has seen no later question. */
  seen?: string;
  /** Which mail said it: the same one again means nothing that was asked after it was heard. */
  deliveryId?: string;
}>;

/** No answer is longer (letters); the whole of a mail stands in the case. */
const LONGEST_ANSWER = 2000;

function answering(
  desk: Ports,
  found: Case,
  open: readonly Inquired[],
  { text, by, deliveryId }: Said,
): Commit {
  const at = desk.now();
  const comment = text.trim().slice(0, LONGEST_ANSWER);
  const answer = {
    outcome: 'answered',
    comment,
    by: by.id,
    at,
    actor: by,
    ...(deliveryId !== undefined && { deliveryId }),
  };
  let seen = found;
  const events: CaseEvent[] = [];
  // Of a case of the family that waits with this one, the row is answered; it books that with its own next commit.
  for (const { ref } of open.filter(({ caseId }) => caseId === found.id)) {
    const over = happened(
      at,
      by,
      { type: 'TaskAnswered', ref, outcome: answer.outcome, comment },
      ...whenOver(desk.catalogue, seen, ref),
    );
    events.push(...over);
    seen = over.reduce(evolve, seen);
  }
  return {
    events,
    effects: [],
    tasks: open.map((task) => ({ type: 'answer', ref: task.ref, answer, effects: [resumption(task)] })),
  };
}

/** The same words for everything that is open in a case, or for these topics of it, all or nothing. */
async function answerIn(
  desk: Ports,
  caseId: string,
  said: Said,
  topics?: ReadonlySet<string>,
): Promise<boolean> {
  let answered = false;
  await change(
    desk,
    caseId,
    async (found) => {
      const all = await inquiriesOf(desk, found);
      const { deliveryId, seen = desk.now() } = said;
      const heard = all.find(({ answer }) => deliveryId !== undefined && answer?.deliveryId === deliveryId);
      const until = heard?.answer?.at ?? seen;
      const open = openOf(all).filter(
        ({ inquiry, askedAt }) => (topics?.has(inquiry.topic) ?? true) && askedAt <= until,
      );
      answered = open.length > 0;
      return answered ? answering(desk, found, open, said) : undefined;
    },
    { answers: true },
  );
  return answered;
}

/**
 * Answers every open question to the requester of a case with one text, kept for all of them: each process that waits for
 * one goes on, and so does whoever of the family waits with it. Rows, history and what resumes the processes are one
 * write (K3), so two answers at once are one answer. Repeating is safe: what is answered is open no more, and what is asked after a mail was heard is not answered by it. Says
 * whether anything was open.
 */
export async function answerInquiries(desk: Ports, found: Case, said: Said): Promise<boolean> {
  if (said.text.trim() === '') return false;
  const open = openOf(await inquiriesOf(desk, found));
  const elsewhere = new Map<string, Set<string>>();
  for (const { inquiry } of open)
    if (inquiry.joins !== undefined && inquiry.joins.caseId !== found.id) {
      const { caseId } = inquiry.joins;
      elsewhere.set(caseId, (elsewhere.get(caseId) ?? new Set()).add(inquiry.topic));
    }
  let answered = false;
  for (const [caseId, topics] of elsewhere)
    answered = (await answerIn(desk, caseId, said, topics)) || answered;
  return (await answerIn(desk, found.id, said)) || answered;
}
