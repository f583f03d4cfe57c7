import fc from 'fast-check';
import { expect } from 'vitest';
import { explain, nextWake, spent, THRESHOLDS, type ThresholdReached } from '#desk/sla/clock.ts';
import { type Ledger, note, type Page, pageOf, reachedExactly, share, used } from './ledger.ts';
import { BEGIN, type Step, steps } from './steps.ts';
import { calendars, change, commit, type Decision, look, type Rules, type World } from './wheel.ts';

type Witness = Readonly<{
  /** Before and after each step, and what was announced in it. */
  stepped: (world: World, now: string, ledger: Ledger, effects: readonly ThresholdReached[]) => void;
}>;

/** Plays a story: writers change clocks, wake-ups look early, late, twice, and commit after others wrote. */
function play(rules: Rules, story: readonly Step[], { stepped }: Witness): World {
  let world: World = { clocks: {}, wakeAt: undefined, version: 0 };
  const ledger: Ledger = new Map();
  const underway: Decision[] = [];
  let at = BEGIN;
  for (const { after, near, does } of story) {
    const asked = Date.parse(world.wakeAt ?? '') + (near ?? 0) * 1000;
    at = near !== null && asked >= at ? asked : at + after * 1000;
    const now = new Date(at).toISOString();
    const step = does(now);
    let effects: readonly ThresholdReached[] = [];
    if (step === 'look') underway.push(look(rules, world, now));
    else if (step === 'wake') [world, effects] = commit(rules, world, look(rules, world, now), now);
    else if (step === 'commit') {
      const decision = underway.shift();
      if (decision) [world, effects] = commit(rules, world, decision, now);
    } else {
      world = change(rules, world, step);
      note(ledger, step);
    }
    stepped(world, now, ledger, effects);
  }
  return world;
}

/** Holds each announcement against the clerk's page of its clock, at the moment it is written. */
const announced = (rules: Rules, rightly: (event: ThresholdReached, page: Page, now: number) => void) =>
  fc.property(steps, (story) => {
    play(rules, story, {
      stepped: (_world, now, ledger, effects) => {
        for (const event of effects) rightly(event, pageOf(ledger, event.clock), Date.parse(now));
      },
    });
  });

/** I1: nothing is announced before it is due, nor while its clock does not run. */
export const announcedInTime = (rules: Rules) =>
  announced(rules, ({ threshold }, page, now) => {
    expect(page.state, 'I1: only while it runs').toBe('running');
    expect(used(page, now), 'I1: only when due').toBeGreaterThanOrEqual(share(page, Number(threshold)));
  });

/** I2: nothing is announced twice in one run of its clock. */
export const announcedOnce = (rules: Rules) =>
  announced(rules, ({ threshold }, page) => {
    const once = `${page.run} ${threshold}`;
    expect(page.announced.has(once), 'I2: once').toBe(false);
    page.announced.add(once);
  });

/** I6: what is announced is dated by timestamps alone, to the millisecond, however late the wake-up came. */
export const announcedByTimestamps = (rules: Rules) =>
  announced(rules, ({ run, threshold, due }, page) => {
    expect(run, 'I6: the run it belongs to').toBe(page.run);
    expect(reachedExactly(page, Number(threshold), Date.parse(due)), 'I6: when it was reached').toBe(true);
  });

/** I3: whatever runs and has something left to announce is covered by a wake-up that is not later. */
export const covered = (rules: Rules) =>
  fc.property(steps, (story) => {
    play(rules, story, {
      stepped: ({ wakeAt }, _now, ledger, effects) => {
        for (const { clock, run, threshold } of effects)
          pageOf(ledger, clock).announced.add(`${run} ${threshold}`);
        for (const page of ledger.values()) {
          const open = THRESHOLDS.filter((threshold) => !page.announced.has(`${page.run} ${threshold}`));
          if (page.state !== 'running' || open.length === 0) continue;
          expect(wakeAt, 'I3: a wake-up is set').toBeDefined();
          const before = used(page, Date.parse(wakeAt ?? '') - 1);
          for (const threshold of open)
            expect(before, 'I3: it is not later than the threshold').toBeLessThan(
              share(page, Number(threshold)),
            );
        }
      },
    });
  });

/** I5: running and paused time make up the wall time, what is used up is what was open of it, and nothing comes back by itself. */
export const balanced = (rules: Rules) =>
  fc.property(steps, (story) => {
    const left = new Map<string, number>();
    play(rules, story, {
      stepped: ({ clocks }, now, ledger) => {
        for (const [name, page] of ledger) {
          const clock = clocks[name];
          if (!clock || page.state === 'none') continue;
          expect(spent(clock, calendars, now) * 1000, 'I5: used up').toBe(used(page, Date.parse(now)));
          const { counted, pauses, spent: total, remaining } = explain(clock, calendars, now);
          expect(wall(counted), 'L13: what is listed adds up').toBe(total * 1000);
          if (clock.state === 'running' || clock.state === 'paused') {
            const running = clock.spans.map(([from, to]) => ({ from, to: to ?? now }));
            const paused = pauses.map(({ from, to }) => ({ from, to: to ?? now }));
            const since = Date.parse(now) - Date.parse(clock.spans[0]?.[0] ?? now);
            expect(wall(running) + wall(paused), 'I5: running and paused are all').toBe(since);
          }
          const terms = `${name} ${page.run} ${page.target} ${page.calendar}`;
          expect(remaining, 'I5: nothing comes back').toBeLessThanOrEqual(left.get(terms) ?? remaining);
          left.set(terms, remaining);
        }
      },
    });
  });

const wall = (all: readonly Readonly<{ from: string; to: string }>[]) =>
  all.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);

/** I4: left alone, a case is woken a few times, each time not late, and then has nothing left to announce. */
export const comesToRest = (rules: Rules) =>
  fc.property(steps, (story) => {
    let world = play(rules, story, { stepped: () => {} });
    let wakes = 0;
    for (; world.wakeAt !== undefined && wakes < 20; wakes++) {
      const now = world.wakeAt;
      [world] = commit(rules, world, look(rules, world, now), now);
    }
    // Two thresholds of two clocks, and one early wake-up for a bound that was left behind.
    expect(wakes, 'I4: a few wake-ups are enough').toBeLessThanOrEqual(5);
    expect(nextWake(world.clocks, calendars), 'I4: nothing is left').toBeUndefined();
  });
