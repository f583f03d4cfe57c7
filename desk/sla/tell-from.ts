import type { Case } from '../case/case.ts';
import type { Ports } from '../ports.ts';
import { businessBetween, nextOpen } from './business-time.ts';
import type { ClockName } from './clock.ts';
import { openDays } from './open-days.ts';

/** A promise that ends with the day is told that day: whoever was there a quarter of an hour ago still is. */
const STILL_THERE = 15 * 60_000;

/**
 * From when on people may be told of a promise; undefined means now (L8, P10). They are told in their department's hours,
 * but at once where the promise counts round the clock, or the case is an emergency.
 */
export function tellFrom(
  { catalogue, now }: Pick<Ports, 'catalogue' | 'now'>,
  of: Case,
  clock: ClockName,
): string | undefined {
  const counts = of.clocks[clock];
  if (of.kind === 'emergency') return undefined;
  if (counts !== undefined && openDays(catalogue.calendar(counts.calendar)).always) return undefined;
  const [hours] = catalogue.department(of.department).calendars;
  const at = now();
  const before = new Date(Date.parse(at) - STILL_THERE).toISOString();
  if (businessBetween(hours, before, at) > 0) return undefined;
  const opens = nextOpen(hours, at);
  return opens === at ? undefined : opens;
}
