import { ALWAYS, type Calendar } from '#desk/sla/calendar.ts';
import {
  type Calendars,
  type ClockEvent,
  type Clocks,
  fireDue,
  foldClock,
  type ThresholdReached,
  wakeAfter,
} from '#desk/sla/clock.ts';

const office = [['09:00', '17:00']] as const;

/** Office hours over the weekend on which the clocks change, with a holiday after it. */
export const BERLIN: Calendar = {
  name: 'office',
  version: 1,
  zone: 'Europe/Berlin',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office, sun: [['00:00', '04:00']] },
  holidays: ['2026-03-31'],
};

/** The two calendars of these stories. */
export const calendars: Calendars = (key) => (key === 'always@1' ? ALWAYS : BERLIN);

/** What a case row carries for its clocks, and the version that guards it. */
export type World = Readonly<{ clocks: Clocks; wakeAt: string | undefined; version: number }>;

/** What a handler that looked at the case wants to write. */
export type Decision = Readonly<{
  version: number;
  fired: readonly ThresholdReached[];
  wakeAt: string | undefined;
}>;

/** The rules under test; a mutant replaces one of them. */
export type Rules = Readonly<{
  fold: typeof foldClock;
  fire: (clocks: Clocks, now: string) => readonly ThresholdReached[];
  wake: (
    before: string | undefined,
    after: Clocks,
    reason: ClockEvent['type'] | 'woken',
  ) => string | undefined;
  /** A commit is conditional on the version that was read (V1). */
  guarded: boolean;
  /** Whether a write of this event counts the version up. */
  counts: (event: ClockEvent) => boolean;
}>;

/** The desk's own rules. */
export const RULES: Rules = {
  fold: foldClock,
  fire: (clocks, now) => fireDue(clocks, calendars, now),
  wake: (before, after, reason) =>
    wakeAfter(before, after, calendars, reason === 'woken' ? 'woken' : 'changed'),
  guarded: true,
  counts: () => true,
};

/** A writer changes a clock: state, index entry and version in one write. */
export function change(rules: Rules, world: World, event: ClockEvent): World {
  const clocks = folded(rules, world.clocks, [event]);
  const wakeAt = rules.wake(world.wakeAt, clocks, event.type);
  return { clocks, wakeAt, version: world.version + (rules.counts(event) ? 1 : 0) };
}

/** A wake-up reads the case and decides. */
export function look(rules: Rules, world: World, now: string): Decision {
  const fired = rules.fire(world.clocks, now);
  const wakeAt = rules.wake(world.wakeAt, folded(rules, world.clocks, fired), 'woken');
  return { version: world.version, fired, wakeAt };
}

/** The decision is written, or made again when someone else wrote in between. */
export function commit(
  rules: Rules,
  world: World,
  decision: Decision,
  now: string,
): [World, Decision['fired']] {
  const stale = rules.guarded && decision.version !== world.version;
  const { fired, wakeAt } = stale ? look(rules, world, now) : decision;
  return [{ clocks: folded(rules, world.clocks, fired), wakeAt, version: world.version + 1 }, fired];
}

function folded({ fold }: Rules, before: Clocks, events: readonly ClockEvent[]): Clocks {
  let clocks = before;
  for (const event of events) clocks = { ...clocks, [event.clock]: fold(clocks[event.clock], event) };
  return clocks;
}
