import { describe, expect, test } from 'vitest';
import { MUTANTS } from './mutants.ts';
import { SCENARIOS } from './scenarios.ts';
import { simulate } from './simulate.ts';

const SEED = 20_260_301;
/** A few of the runs of `npm run bench:loops`, which tries ten thousand. */
const RUNS = 25;

describe('machines that answer machines come to rest (P1, E10)', () => {
  test.each(SCENARIOS)('P1 $name', async (scenario) => {
    let written = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const { broken, automatic } = await simulate(scenario, SEED + run);
      expect(broken, `seed ${SEED + run}`).toBeUndefined();
      written += automatic;
    }
    // A desk that never writes by itself would come to rest too.
    expect(written).toBeGreaterThan(RUNS / 2);
  });
});

describe('and a wrong desk is found out', () => {
  test.each(MUTANTS)('$name', async ({ mutant, scenarios }) => {
    const tried = SCENARIOS.filter(({ name }) => scenarios.includes(name));
    const found: (string | undefined)[] = [];
    for (let run = 0; run < RUNS && !found.some(Boolean); run += 1)
      for (const scenario of tried) found.push((await simulate(scenario, SEED + run, mutant)).broken);
    expect(found.find(Boolean)).toBeDefined();
  });
});
