import { type Reading, readFact } from '#desk/case/read-fact.ts';
import { desk } from '../desk.ts';
import { step } from '../shell/step.ts';

/** Reads a list or a date that stands on the case; refuses `invalid` where it cannot be used. Repeating reads it again. */
export const handler = step(async (reading: Reading) => readFact(desk(), reading));
