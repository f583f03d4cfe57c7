import { continueProcess, type Renewal } from '#desk/case/continue-process.ts';
import { desk } from '../desk.ts';
import { step } from '../shell/step.ts';

/** Starts the execution that follows one which ran long enough. Repeating starts it once. */
export const handler = step(async (renewal: Renewal) => {
  const { attempt } = await continueProcess(desk(), renewal);
  return { attempt };
});
