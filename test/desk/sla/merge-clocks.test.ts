import { describe, expect, test } from 'vitest';
import { type ClockEvent, type Clocks, dueAt, foldClock, nextWake, wakeAfter } from '#desk/sla/clock.ts';
import { type ClockFact, mergeClocks, splitClocks, unmergeClocks } from '#desk/sla/merge-clocks.ts';
import { at, clockAfter, HOUR, paused, resumed, started, stopped } from './story.ts';
import { calendars } from './wheel.ts';

function folded(clocks: Clocks, facts: readonly ClockFact[]): Clocks {
  const all: Record<string, Clocks[keyof Clocks]> = { ...clocks };
  for (const fact of facts)
    all[fact.clock] = foldClock(all[fact.clock], { ...fact, at: at('10:00') } as ClockEvent);
  return all;
}

describe('L11 two cases become one', () => {
  const survivor = { resolution: clockAfter({ ...started, at: at('09:00') }) };
  const merged = { resolution: clockAfter(started), firstResponse: clockAfter(started, stopped('08:30')) };
  const facts = mergeClocks(survivor, merged);

  test('the one that goes on counts from the earlier start, and its wake-up comes earlier', () => {
    const after = folded(survivor, facts.survivor);
    expect(dueAt(after.resolution ?? expect.fail(), calendars)).toBe(at('12:00'));
    const bound = nextWake(survivor, calendars);
    expect([bound, wakeAfter(bound, after, calendars, 'changed')]).toEqual([at('12:00'), at('11:00')]);
  });

  test('a later start changes nothing', () => {
    expect(mergeClocks(merged, survivor).survivor).toEqual([]);
  });

  test('the promises of the other are cancelled, kept ones too', () => {
    const after = folded(merged, facts.merged);
    expect(Object.values(after).map((clock) => clock?.cause)).toEqual(['merged', 'merged']);
    expect(nextWake(after, calendars)).toBeUndefined();
  });

  test('what was paused stays paused and keeps its pauses', () => {
    const waiting = { resolution: clockAfter({ ...started, at: at('09:00') }, paused('09:30')) };
    const { resolution } = folded(waiting, mergeClocks(waiting, merged).survivor);
    expect(resolution?.spans).toEqual([[at('08:00'), at('09:30'), 'waiting-requester']]);
    expect(dueAt(foldClock(resolution, resumed('10:00')), calendars)).toBe(at('12:30'));
  });
});

describe('P15 a merge is undone', () => {
  const own = { resolution: clockAfter({ ...started, at: at('09:00') }) };
  const waiting = clockAfter(started, paused('08:30'));
  const other = {
    resolution: waiting,
    firstResponse: clockAfter(started, stopped('08:30')),
    triage: clockAfter(started),
  };
  const merge = mergeClocks(own, other);
  const [survivor, merged] = [folded(own, merge.survivor), folded(other, merge.merged)];
  const undo = unmergeClocks({ now: survivor, before: own }, { now: merged, before: other });

  test('each promise is what it would be without the merge', () => {
    expect(folded(survivor, undo.survivor)).toEqual(own);
    expect(folded(merged, undo.merged)).toEqual(other);
  });

  test('one that was begun anew meanwhile stays as it is', () => {
    const anew = { resolution: clockAfter({ ...started, at: at('09:30') }) };
    expect(unmergeClocks({ now: anew, before: own }, { now: merged, before: other }).survivor).toEqual([]);
  });

  test('a promise that no merge cancelled stays cancelled, and a second undo changes nothing', () => {
    const again = folded(folded(merged, undo.merged), undo.merged);
    expect(again).toEqual(other);
  });
});

describe('L11 a part becomes a case of its own', () => {
  const fact = { type: 'ClockStarted', clock: 'resolution', target: 4 * HOUR, calendar: 'always@1' } as const;
  const due = (retroactive: boolean) =>
    dueAt(
      folded({}, splitClocks([fact], retroactive ? at('08:00') : undefined)).resolution ?? expect.fail(),
      calendars,
    );

  test('its promises count from the split, or from the moment its first message came', () => {
    expect([due(false), due(true)]).toEqual([at('14:00'), at('12:00')]);
  });
});
