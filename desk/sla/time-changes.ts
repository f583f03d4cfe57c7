import * as Instant from 'temporal-polyfill/fns/Instant';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';

/** A night on which the clocks of a zone changed: when, and from which offset to which. */
export type TimeChange = Readonly<{ at: string; from: string; to: string }>;

/** More than forty years of summer time: no explanation is longer. */
const MOST = 100;

/** Every change of a zone's offset between two instants, in order (L13). */
export function timeChanges(zone: string, from: string, to: string): readonly TimeChange[] {
  const found: TimeChange[] = [];
  const end = Date.parse(to);
  let there = Instant.toZonedDateTimeISO(Instant.fromString(from), zone);
  while (found.length < MOST) {
    const next = ZonedDateTime.getTimeZoneTransition(there, 'next');
    if (next === null || next.epochMilliseconds > end) break;
    const [before, after] = [ZonedDateTime.subtractNanoseconds(next, 1), next].map(ZonedDateTime.offset);
    const at = new Date(next.epochMilliseconds).toISOString();
    if (before !== undefined && after !== undefined && before !== after)
      found.push({ at, from: before, to: after });
    there = next;
  }
  return found;
}
