import { expect, test } from 'vitest';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { ORDINARY_PATHS } from './ordinary-paths.ts';

test('every process of every department has an ordinary way whose cost is counted', () => {
  const all = DEPARTMENTS.flatMap(({ id, processes }) => processes.map(({ name }) => `${id}/${name}`));
  expect(ORDINARY_PATHS.map(({ process }) => process).sort()).toEqual(all.sort());
});
