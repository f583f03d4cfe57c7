import type { Case } from '../case/case.ts';
import { checkFields } from '../case/fields/check-fields.ts';
import { saidIn } from '../case/fields/said-in.ts';
import { ASKED_BEFORE } from '../case/own-facts.ts';
import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { answerTask } from './answer.ts';
import { answerInquiries } from './inquiry/answer-inquiries.ts';

/** A person's reply on a case, its sender authenticated or known by our own token. */
export type Reply = Readonly<{ from: string; text: string; messageId?: string; files?: number; key: string }>;

/** A requester is asked this often for what is missing; then a person of the department takes over. */
const ROUNDS = 3;

/** Whoever sends nothing but files has answered with them. */
const ONLY_FILES = 'The answer is in the files of the message.';

/**
 * Takes a requester's reply as the answer to what they are asked just now: its new words, whatever they say, for every
 * free question that is open (row 38), and what they say of what is missing (row 18). Says whether it answered anything.
 */
export async function answerByReply(desk: Ports, found: Case, reply: Reply): Promise<boolean> {
  if (reply.from !== found.requester.address) return false;
  const text = reply.text.trim() === '' && (reply.files ?? 0) > 0 ? ONLY_FILES : reply.text;
  const by = { kind: 'requester' as const, id: reply.from };
  const answered =
    found.inquired !== undefined && (await answerInquiries(desk, found, { text, by, deliveryId: reply.key }));
  return (await answerMissing(desk, found, reply)) || answered;
}

/**
 * Reads a requester's reply to what was missing, and answers the open question with it: everything said, a part of it
 * (the process asks for the rest), or nothing that can be read, in which case a person of the department takes over, as
 * after the last round. Repeating is safe: the row of the question takes one answer; done before the mail is booked, so
 * that a crash in between repeats it. Says whether the reply was an answer.
 */
async function answerMissing(desk: Ports, found: Case, reply: Reply): Promise<boolean> {
  const { inquired = [] } = found;
  const asked = Object.values(found.asked).find(
    ({ waits, ref }) => waits === 'waiting-requester' && !inquired.includes(ref),
  );
  if (asked === undefined) return false;
  const task = await desk.tasks.find(asked.ref);
  if (task?.state !== 'asked' || !task.outcomes.includes('given')) return false;
  const at = desk.now();
  const said = saidIn(task.fields, reply.text, at);
  const { values, faults } = checkFields(task.fields, said, at);
  const over = Object.keys(said).length === 0 || Number(found.facts[ASKED_BEFORE] ?? 0) >= ROUNDS;
  const outcome = faults.length === 0 ? 'given' : over ? 'unclear' : 'partly';
  try {
    await answerTask(
      desk,
      asked.ref,
      { kind: 'requester', id: reply.from },
      // What does not fit is kept as it was said, so that the next question can say why.
      { outcome, fields: { ...said, ...values }, by: reply.from, at },
      () => true,
    );
  } catch (error) {
    // Answered on the page, or its time was up, between the look and the write: the mail is a message like any other.
    if (!isRefusal(error, 'task-over')) throw error;
    return false;
  }
  return true;
}
