import { ask, type Question } from '#desk/task/ask.ts';
import { desk } from '../desk.ts';
import { step } from '../shell/step.ts';

/** Puts a process's question; the process waits until the answer on the task row resumes it. Repeating asks nobody twice. */
export const handler = step(async (question: Question) => ({ ref: await ask(desk(), question) }));
