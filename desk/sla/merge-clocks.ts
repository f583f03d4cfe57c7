import type { ClockEvent, ClockName, Clocks } from './clock.ts';

/** What becomes of clocks, without the moment, which the commit adds. */
export type ClockFact = ClockEvent extends infer E ? (E extends unknown ? Omit<E, 'at'> : never) : never;

// A record's keys are clock names by its type, which Object.entries forgets.
const named = (clocks: Clocks) => Object.entries(clocks) as [ClockName, NonNullable<Clocks[ClockName]>][];
const counts = ({ state }: { state: string }) => state === 'running' || state === 'paused';

/**
 * Two cases become one (L11): each promise of the one that goes on counts from the earlier start of the two, and those of
 * the other are cancelled, which keeps them out of every statistic.
 */
export function mergeClocks(
  survivor: Clocks,
  merged: Clocks,
): Readonly<{ survivor: readonly ClockFact[]; merged: readonly ClockFact[] }> {
  return {
    survivor: named(survivor).flatMap(([clock, own]): ClockFact[] => {
      const since = merged[clock]?.spans[0]?.[0];
      const begun = own.spans[0]?.[0];
      if (!counts(own) || since === undefined || begun === undefined) return [];
      return Date.parse(since) < Date.parse(begun) ? [{ type: 'ClockBackdated', clock, since }] : [];
    }),
    merged: named(merged)
      .filter(([, clock]) => clock.run > 0 && clock.state !== 'cancelled')
      .map(([clock]) => ({ type: 'ClockCancelled', clock, cause: 'merged' })),
  };
}

/**
 * The promises of a case that is split off (L11): they count from the split, or from the start of the case they come from
 * where the part was asked for from the beginning (`retroactive`).
 */
export function splitClocks(
  from: Clocks,
  started: readonly (ClockFact & { type: 'ClockStarted' })[],
  retroactive: boolean,
): readonly ClockFact[] {
  return started.map((fact) => {
    const since = from[fact.clock]?.spans[0]?.[0];
    return retroactive && since !== undefined ? { ...fact, since } : fact;
  });
}
