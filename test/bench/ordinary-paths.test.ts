import { expect, test } from 'vitest';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { ORDINARY_PATHS } from './ordinary-paths.ts';

test('every process of every department has an ordinary way whose cost is counted', () => {
  // What is done as a part of other matters only is counted with them.
  const all = DEPARTMENTS.flatMap(({ id, services }) => [
    ...new Set(
      services.flatMap(({ process, onlyAsPart }) =>
        process === undefined || onlyAsPart !== undefined ? [] : [`${id}/${process}`],
      ),
    ),
  ]);
  expect(ORDINARY_PATHS.map(({ process }) => process).sort()).toEqual(all.sort());
});
