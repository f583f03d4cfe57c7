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

/**
 * The rule is seen to break, and for the reason it names: a property that a wrong implementation survives says nothing
 * about the right one.
 */
export function breaks<T>(rule: string, mutant: string, property: fc.IProperty<T>, numRuns: number): void {
  const { failed, numRuns: runs, errorInstance } = fc.check(property, { seed: SEED, numRuns });
  if (!failed) expect.fail(`${rule}: the mutant "${mutant}" survived ${runs} runs`);
  // A property that answers false has one rule only; one that expects says which of its rules is broken.
  const { message } = errorInstance instanceof Error ? errorInstance : new Error('');
  const reason = message.includes('returning false') ? `${rule}: not so` : message;
  console.log(`${rule}: mutant "${mutant}" found after ${runs} runs (${reason.split('\n')[0]})`);
  expect(reason).toContain(`${rule}: `);
}
