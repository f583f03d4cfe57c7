import type { Case } from '../case/case.ts';
import { checkFields } from '../case/fields/check-fields.ts';
import { saidIn } from '../case/fields/said-in.ts';
import { ASKED_BEFORE } from '../case/own-facts.ts';
import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { answerTask } from './answer.ts';
import { ROUNDS } from './ask-requester.ts';

/** A person's reply on a case, its sender authenticated or known by our own token. */
export type Reply = Readonly<{ from: string; text: string; messageId?: string }>;

/**
 * Reads a requester's reply to what was missing, and answers the open question with it: everything said, a part of it
 * (the process asks for the rest), or nothing that can be read, in which case a person of the department takes over, as
 * after the last round. Repeating is safe: the row of the question takes one answer; done before the mail is booked, so
 * that a crash in between repeats it. Says whether the reply was an answer.
 */
export async function answerByReply(desk: Ports, found: Case, reply: Reply): Promise<boolean> {
  const asked = Object.values(found.asked).find(({ waits }) => waits === 'waiting-requester');
  if (asked === undefined || reply.from !== found.requester.address) return false;
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
