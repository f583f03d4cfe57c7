import fc from 'fast-check';
import { expect } from 'vitest';

/** The same sequences in every run: a failure found once is found by everyone. */
const SEED = 20_260_301;

/** The rule holds for every sample; prints how many were tried. */
export function holds<T>(rule: string, property: fc.IProperty<T>, numRuns: number): void {
  const outcome = fc.check(property, { seed: SEED, numRuns });
  console.log(`${rule}: held in ${outcome.numRuns} runs (seed ${SEED})`);
  if (outcome.failed) expect.fail(`${rule}\n${fc.defaultReportMessage(outcome)}`);
}

/** The rule is seen to break: a property that a wrong implementation survives says nothing about the right one. */
export function breaks<T>(mutant: string, property: fc.IProperty<T>, numRuns: number): void {
  const outcome = fc.check(property, { seed: SEED, numRuns });
  const how = `after ${outcome.numRuns} runs, shrunk ${outcome.numShrinks} times`;
  console.log(`mutant "${mutant}": ${outcome.failed ? `found ${how}` : 'survived'}`);
  if (!outcome.failed) expect.fail(`the mutant "${mutant}" survived ${outcome.numRuns} runs`);
}
