import { describe, expect, test } from 'vitest';
import { type ClockEvent, type Clocks, dueAt, foldClock, nextWake, wakeAfter } from '#desk/sla/clock.ts';
import { type ClockFact, mergeClocks, splitClocks } from '#desk/sla/merge-clocks.ts';
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

describe('L11 a part becomes a case of its own', () => {
  const from = { resolution: clockAfter(started) };
  const fact = { type: 'ClockStarted', clock: 'resolution', target: 4 * HOUR, calendar: 'always@1' } as const;
  const due = (retroactive: boolean) =>
    dueAt(folded({}, splitClocks(from, [fact], retroactive)).resolution ?? expect.fail(), calendars);

  test('its promises count from the split, or from the start of what it was part of', () => {
    expect([due(false), due(true)]).toEqual([at('14:00'), at('12:00')]);
  });
});
