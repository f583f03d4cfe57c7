import { settle } from '#desk/task/settle.ts';
import { desk } from '../desk.ts';
import { step } from '../shell/step.ts';

/** Asks the task row what became of a question whose time is up; refuses `task-silent` where nobody answered. */
export const handler = step(
  // Executions that began before the definitions said which of them asks say only the state.
  async ({ caseId, state, execution }: { caseId: string; state: string; execution?: string }) =>
    settle(desk(), caseId, state, execution),
);
