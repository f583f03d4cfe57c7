import fc from 'fast-check';
import type { ClockEvent, ClockName } from '#desk/sla/clock.ts';

/**
 * One thing that happens, some seconds after the one before: a change of a clock, or a part of a wake-up. `near` puts it
 * so many seconds from the moment the index asks for, when that is still to come.
 */
export type Step = Readonly<{
  after: number;
  near: number | null;
  does: (at: string) => ClockEvent | 'wake' | 'look' | 'commit';
}>;

/** Friday before the clocks change, shortly before closing. */
export const BEGIN = Date.parse('2026-03-27T14:00:00Z');

const clock = fc.constantFrom<ClockName>('resolution', 'resolution', 'firstResponse');
const terms = fc.record({
  clock,
  // At least a second: the ledger finds a threshold by the time used up before it, and zero has none.
  target: fc.integer({ min: 1, max: 10 }).map((hours) => hours * 3600),
  calendar: fc.constantFrom('always@1', 'office@1'),
});
const cause = fc.constantFrom('waiting-requester', 'waiting-approval', 'waiting-supplier', 'on-hold');

const happening = fc.oneof(
  {
    weight: 3,
    arbitrary: terms.map(
      (t) =>
        (at: string): ClockEvent => ({ type: 'ClockStarted', at, ...t }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({ clock, cause }).map(
      (t) =>
        (at: string): ClockEvent => ({ type: 'ClockPaused', at, ...t }),
    ),
  },
  {
    weight: 4,
    arbitrary: clock.map(
      (clock) =>
        (at: string): ClockEvent => ({ type: 'ClockResumed', at, clock }),
    ),
  },
  {
    weight: 1,
    arbitrary: clock.map(
      (clock) =>
        (at: string): ClockEvent => ({ type: 'ClockStopped', at, clock }),
    ),
  },
  {
    weight: 1,
    arbitrary: clock.map(
      (clock) =>
        (at: string): ClockEvent => ({ type: 'ClockCancelled', at, clock, cause: 'merged' }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({ mode: fc.constantFrom('carry', 'restart'), terms }).map(
      ({ mode, terms }) =>
        (at: string): ClockEvent => ({ type: 'ClockRetargeted', at, mode, ...terms }),
    ),
  },
  {
    weight: 8,
    arbitrary: fc.constantFrom('wake' as const, 'look', 'look', 'commit', 'commit').map((step) => () => step),
  },
);

/** Up to two dozen things within some days: many at the same moment, so that writers race, many close to a threshold. */
export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    after: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 1, max: 7200 }),
      fc.integer({ min: 7200, max: 90_000 }),
    ),
    near: fc.option(fc.oneof(fc.constant(0), fc.integer({ min: -180, max: 600 }))),
    does: happening,
  }),
  { maxLength: 24, size: 'max' },
);
