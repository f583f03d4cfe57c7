import fc from 'fast-check';
import { expect } from 'vitest';

/** The same sequences in every run: a failure found once is found by everyone. */
const SEED = 20_260_301;

/** The rule holds for every sample; prints how many were tried. */
export async function holds<T>(rule: string, property: fc.IAsyncProperty<T>, numRuns: number): Promise<void> {
  const outcome = await fc.check(property, { seed: SEED, numRuns });
  console.log(`${rule}: held in ${outcome.numRuns} runs (seed ${SEED})`);
  if (outcome.failed) expect.fail(`${rule}\n${await fc.asyncDefaultReportMessage(outcome)}`);
}

/** The rule is seen to break, and for the reason it names: what a wrong desk survives says nothing about the right one. */
export async function breaks<T>(
  rule: string,
  mutant: string,
  property: fc.IAsyncProperty<T>,
  numRuns: number,
): Promise<void> {
  const {
    failed,
    numRuns: runs,
    errorInstance,
  } = await fc.check(property, { seed: SEED, numRuns, endOnFailure: true });
  if (!failed) expect.fail(`${rule}: the mutant "${mutant}" survived ${runs} runs`);
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  console.log(`${rule}: mutant "${mutant}" found after ${runs} runs (${reason.split('\n')[0]})`);
  expect(reason).toContain(`${rule}: `);
}
