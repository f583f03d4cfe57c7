import { nameOfPart } from '#desk/task/name-of-part.ts';
import { settle } from '#desk/task/settle.ts';
import { desk } from '../desk.ts';
import { step } from '../shell/step.ts';

type Payload = Readonly<{ caseId: string; state: string; index?: number }>;

/** Asks the task row what became of a question whose time is up; refuses `task-silent` where nobody answered. */
export const handler = step(async ({ caseId, state, index }: Payload) =>
  settle(desk(), caseId, nameOfPart(state, index)),
);
