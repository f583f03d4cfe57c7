import { Temporal } from 'temporal-polyfill';

/** A night on which the clocks of a zone changed: when, and from which offset to which. */
export type TimeChange = Readonly<{ at: string; from: string; to: string }>;

/** More than forty years of summer time: no explanation is longer. */
const MOST = 100;

/** Every change of a zone's offset between two instants, in order (L13). */
export function timeChanges(zone: string, from: string, to: string): readonly TimeChange[] {
  const found: TimeChange[] = [];
  const end = Date.parse(to);
  let there = Temporal.Instant.from(from).toZonedDateTimeISO(zone);
  while (found.length < MOST) {
    const next = there.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds > end) break;
    const before = next.subtract({ nanoseconds: 1 });
    const at = new Date(next.epochMilliseconds).toISOString();
    if (before.offset !== next.offset) found.push({ at, from: before.offset, to: next.offset });
    there = next;
  }
  return found;
}
