import { type Telling, tellRequester } from '#desk/case/tell-requester.ts';
import { desk } from '../desk.ts';
import { step } from '../shell/step.ts';

/** Tells the requester a sentence of the process. Repeating the same visit of a state tells nothing again. */
export const handler = step(async (telling: Telling) => {
  const { status } = await tellRequester(desk(), telling);
  return { status };
});
