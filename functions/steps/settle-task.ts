import { settle } from '#desk/task/settle.ts';
import { desk } from '../desk.ts';
import { step } from '../shell/step.ts';

/** Asks the task row what became of a question whose time is up; refuses `task-silent` where nobody answered. */
export const handler = step(async ({ caseId, state }: { caseId: string; state: string }) =>
  settle(desk(), caseId, state),
);
