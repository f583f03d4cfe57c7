import { describe, test } from 'vitest';
import { change, commit } from '#desk/case/commit.ts';
import { isRefusal } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import { write } from '../memory/cases.ts';
import { boundedRetries, CHANGING, type Changing, headIsHistory, noLostUpdate } from './order.ts';
import { breaks, holds } from './runs.ts';

const RUNS = 500;

describe('cases hold their invariants', () => {
  test('V1, V3, O1: nobody’s word is lost', () => holds('V1, V3, O1', noLostUpdate(CHANGING), RUNS));
  test('V2: retries are bounded', () => holds('V2', boundedRetries(CHANGING), 40));
  test('V3, S1, S3: the head is what its history says', () =>
    holds('V3, S1, S3', headIsHistory(CHANGING), RUNS));
});

/** A commit without its condition. */
const unconditional: Changing = {
  ...CHANGING,
  ports: ({ ports, rows }) => {
    const append: Ports['cases']['append'] = async (before, after, commit) =>
      write(rows, before, after, commit);
    return { ...ports, cases: { ...ports.cases, append } };
  },
};

/** A lost race is answered by sending what was decided before once more, on top of what stands there now. */
const resends: Changing = {
  ...CHANGING,
  change: async (desk, id, decide) => {
    const seen = await desk.cases.find(id);
    const decided = seen && (await decide(seen));
    for (let before = seen; before && decided; before = await desk.cases.find(id)) {
      try {
        return await commit(desk, before, decided);
      } catch (error) {
        if (!isRefusal(error, 'stale-version')) throw error;
      }
    }
    return undefined;
  },
};

/** A lost race is taken for done. */
const givesIn: Changing = {
  ...CHANGING,
  change: async (desk, id, decide, options) => {
    const seen = await desk.cases.find(id);
    try {
      return (
        seen &&
        (await commit(desk, seen, (await decide(seen)) ?? { events: [], effects: [] }, options?.exact))
      );
    } catch (error) {
      if (!isRefusal(error, 'stale-version')) throw error;
      return seen;
    }
  },
};

/** Tries for as long as it takes. */
const endless: Changing = {
  ...CHANGING,
  change: async (desk, id, decide, options) => {
    for (;;) {
      try {
        return await change(desk, id, decide, options);
      } catch (error) {
        if (!isRefusal(error, 'stale-version')) throw error;
      }
    }
  },
};

describe('and each of them would notice its mutant', () => {
  test('V1: the old write is sent again', () => breaks('V1', 'resends', noLostUpdate(resends), RUNS));
  test('V1: a write without its condition', () =>
    breaks('V1', 'unconditional', noLostUpdate(unconditional), RUNS));
  test('V3: a lost race is taken for done', () => breaks('V3', 'gives in', noLostUpdate(givesIn), RUNS));
  test('V3: a head that its history does not explain', () =>
    breaks('V3', 'unconditional', headIsHistory(unconditional), RUNS));
  test('V2: tries for as long as it takes', () => breaks('V2', 'endless', boundedRetries(endless), 40));
});
