import { ask, type Question } from '#desk/task/ask.ts';
import { step } from '../shell/step.ts';
import { desk } from '../signing-desk.ts';

/** Puts a process's question; the process waits until the answer on the task row resumes it. Repeating asks nobody twice. */
export const handler = step(async (question: Question) => ({ ref: await ask(desk(), question) }));
