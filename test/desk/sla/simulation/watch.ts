import { expect } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import type { Commit } from '#desk/ports.ts';
import { type Calendars, dueAt, nextWake, THRESHOLDS } from '#desk/sla/clock.ts';

/** Holds every write against the invariants of the clocks, and notes how late thresholds were. */
export function watch(calendars: Calendars, now: () => number) {
  const announced = new Set<string>();
  const changed = new Map<string, number>();
  const lateness: number[] = [];

  function check(stored: Case | undefined, after: Case, { events }: Commit): void {
    for (const event of events) {
      if (event.type !== 'ThresholdReached') continue;
      const clock = stored?.clocks[event.clock] ?? expect.fail('I1: there is no such clock');
      expect(clock.state, 'I1: only while it runs').toBe('running');
      const due = dueAt(clock, calendars, event.threshold);
      expect((due ?? '9') <= event.at, 'I1: only when due').toBe(true);
      expect([event.run, event.due], 'I6: dated by timestamps').toEqual([clock.run, due]);
      const once = `${after.id} ${event.clock} ${event.run} ${event.threshold}`;
      expect(announced.has(once), 'I2: once').toBe(false);
      announced.add(once);
      // What a new target has put into the past can only be noticed from then on.
      const since = Math.max(Date.parse(event.due), changed.get(after.id) ?? 0);
      lateness.push((now() - since) / 1000);
    }
    if (!events.some(({ by }) => by.kind === 'clock')) changed.set(after.id, now());
  }

  function covered({ id, clocks, wakeAt }: Case): void {
    const next = nextWake(clocks, calendars, THRESHOLDS);
    if (next === undefined) return;
    expect(wakeAt !== undefined && wakeAt <= next, `I3: ${id} is covered`).toBe(true);
  }

  return { check, covered, lateness };
}
