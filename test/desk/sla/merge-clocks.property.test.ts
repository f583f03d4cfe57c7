import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClockEvent, type Clocks, foldClock } from '#desk/sla/clock.ts';
import { type ClockFact, mergeClocks, unmergeClocks } from '#desk/sla/merge-clocks.ts';
import { breaks, holds } from './runs.ts';
import { BEGIN, type Step, steps } from './steps.ts';

/** Later than anything a story of steps tells. */
const THEN = new Date(BEGIN + 60 * 86_400_000).toISOString();

/** The clocks of a case after such a story. */
function clocksAfter(story: readonly Step[]): Clocks {
  const clocks: Record<string, Clocks[keyof Clocks]> = {};
  let at = BEGIN;
  for (const { after, does } of story) {
    at += after * 1000;
    const event = does(new Date(at).toISOString());
    if (typeof event !== 'string') clocks[event.clock] = foldClock(clocks[event.clock], event);
  }
  return clocks;
}

const folded = (clocks: Clocks, facts: readonly ClockFact[]): Clocks => {
  const all: Record<string, Clocks[keyof Clocks]> = { ...clocks };
  for (const fact of facts) all[fact.clock] = foldClock(all[fact.clock], { ...fact, at: THEN } as ClockEvent);
  return all;
};

/** P15: whatever happened to the promises of two cases, a merge and its undo leave both as they were. */
const undoes = (undo: typeof unmergeClocks) =>
  fc.property(steps, steps, (one, two) => {
    const [into, from] = [clocksAfter(one), clocksAfter(two)];
    const merge = mergeClocks(into, from);
    const [survivor, merged] = [folded(into, merge.survivor), folded(from, merge.merged)];
    for (const clock of Object.values(merged))
      expect(clock?.run === 0 || clock?.state === 'cancelled', 'L11: in no statistic').toBe(true);
    const back = undo({ now: survivor, before: into }, { now: merged, before: from });
    expect(folded(merged, back.merged), 'P15: the merged one').toEqual(from);
    expect(folded(survivor, back.survivor), 'P15: the other one').toEqual(into);
  });

test('P15: a merge and its undo leave the promises of both cases as they were', () =>
  holds('P15', undoes(unmergeClocks), 1000));

test('P15: and an undo that begins what was paused would be noticed', () =>
  breaks(
    'P15',
    'begins what was paused',
    undoes((into, from) => {
      const { survivor, merged } = unmergeClocks(into, from);
      const all = merged.map((fact) =>
        fact.type === 'ClockRestored' ? { ...fact, was: 'running' as const } : fact,
      );
      return { survivor, merged: all };
    }),
    1000,
  ));
