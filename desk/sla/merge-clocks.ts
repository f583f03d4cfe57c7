import { type ClockEvent, type ClockName, type Clocks, MERGED } from './clock.ts';

/** What becomes of clocks, without the moment, which the commit adds. */
export type ClockFact = ClockEvent extends infer E ? (E extends unknown ? Omit<E, 'at'> : never) : never;

// A record's keys are clock names by its type, which Object.entries forgets.
const named = (clocks: Clocks) => Object.entries(clocks) as [ClockName, NonNullable<Clocks[ClockName]>][];
const counts = ({ state }: { state: string }) => state === 'running' || state === 'paused';
const startOf = (clock: Clocks[ClockName]) => clock?.spans[0]?.[0];

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
      const since = startOf(merged[clock]);
      const begun = startOf(own);
      if (!counts(own) || since === undefined || begun === undefined) return [];
      return Date.parse(since) < Date.parse(begun) ? [{ type: 'ClockBackdated', clock, since }] : [];
    }),
    merged: named(merged)
      .filter(([, clock]) => clock.run > 0 && clock.state !== 'cancelled')
      .map(([clock]) => ({ type: 'ClockCancelled', clock, cause: MERGED })),
  };
}

/**
 * A merge is undone. The promises of the one that was merged are what they `were` before it, and those that it made count
 * from earlier count from their own start again, unless they were begun anew meanwhile. What was announced stays so (L12).
 */
export function unmergeClocks(
  survivor: Readonly<{ now: Clocks; before: Clocks }>,
  merged: Readonly<{ now: Clocks; before: Clocks }>,
): Readonly<{ survivor: readonly ClockFact[]; merged: readonly ClockFact[] }> {
  return {
    survivor: named(survivor.now).flatMap(([clock, own]): ClockFact[] => {
      const [since, moved] = [startOf(survivor.before[clock]), startOf(merged.before[clock])];
      const isBackdated = since !== undefined && moved !== undefined && Date.parse(moved) < Date.parse(since);
      if (!isBackdated || startOf(own) !== moved) return [];
      return [{ type: 'ClockRestored', clock, since }];
    }),
    merged: named(merged.now).flatMap(([clock, { state, cause }]): ClockFact[] => {
      const was = merged.before[clock]?.state;
      if (state !== 'cancelled' || cause !== MERGED || was === undefined || was === 'cancelled') return [];
      return [{ type: 'ClockRestored', clock, was }];
    }),
  };
}

/**
 * The promises of a case that is split off (L11): they count from the split, or, where it is `retroactive`, from the
 * moment at which its first message came.
 */
export const splitClocks = <T extends { type: string }>(
  started: readonly T[],
  since: string | undefined,
): readonly T[] =>
  started.map((fact) => (fact.type === 'ClockStarted' && since !== undefined ? { ...fact, since } : fact));
