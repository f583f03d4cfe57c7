import { ask, type Question } from '#desk/task/ask.ts';
import { askRequester, type Completion } from '#desk/task/ask-requester.ts';
import { inquire } from '#desk/task/inquiry/inquire.ts';
import type { Inquiring } from '#desk/task/inquiry/row.ts';
import { step } from '../shell/step.ts';
import { desk } from '../signing-desk.ts';

type OfRequester = Readonly<{ of: Readonly<{ requester: true }> }>;

/** What is missing, and what teams want to know, is asked of the requester; everything else of whoever decides or does it. */
type Asking = Question | ((Completion | Inquiring) & OfRequester);

const ofRequester = (asking: Asking): asking is Exclude<Asking, Question> => 'requester' in asking.of;

function put(asking: Asking): Promise<string> {
  if (!ofRequester(asking)) return ask(desk(), asking);
  return 'by' in asking ? inquire(desk(), asking) : askRequester(desk(), asking);
}

/** Puts a process's question; the process waits until the answer on the task row resumes it. Repeating asks nobody twice. */
export const handler = step(async (asking: Asking) => ({
  ref: await put(asking),
}));
