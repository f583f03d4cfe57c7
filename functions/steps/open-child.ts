import { openChild, type Part } from '#desk/task/open-child.ts';
import { step } from '../shell/step.ts';
import { desk } from '../writing-desk.ts';

/** Opens a part of a case in a department; the process waits until the end of that part resumes it. Repeating opens it once. */
export const handler = step(async (part: Part) => ({ ref: await openChild(desk(), part) }));
