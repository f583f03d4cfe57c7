import { describe, test } from 'vitest';
import { breaks, holds } from '../invariants/runs.ts';
import { forgetsClocks, forgetsRows, standing, VERBS } from './standing.ts';

const RULE = 'whatever happens to cases';

describe('S1, I3, L2, K1, K2 whatever happens to cases, in whatever order', () => {
  test('each lies in one queue, is woken in time, pauses for a reason, and asks what its rows say', async () => {
    await holds(RULE, standing(RULE), 40);
  }, 60_000);

  test.each([
    ['a rest that ends and resumes nothing', 'resumes', forgetsClocks],
    ['a restart that leaves the rows of its questions', 'restarts', forgetsRows],
  ])(
    'mutant: %s',
    async (mutant, verb, wrong) => {
      await breaks(RULE, mutant, standing(RULE, { ...VERBS, [verb]: wrong }), 200);
    },
    60_000,
  );
});
