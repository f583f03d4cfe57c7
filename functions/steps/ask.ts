import { ask, type Question } from '#desk/task/ask.ts';
import { askRequester, type Completion } from '#desk/task/ask-requester.ts';
import { step } from '../shell/step.ts';
import { desk } from '../signing-desk.ts';

/** What is missing is asked of the requester; everything else of whoever decides or does it. */
type Asking = Question | (Completion & Readonly<{ of: Readonly<{ requester: true }> }>);

const ofRequester = (asking: Asking): asking is Exclude<Asking, Question> => 'requester' in asking.of;

/** Puts a process's question; the process waits until the answer on the task row resumes it. Repeating asks nobody twice. */
export const handler = step(async (asking: Asking) => ({
  ref: ofRequester(asking) ? await askRequester(desk(), asking) : await ask(desk(), asking),
}));
