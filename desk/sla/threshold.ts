/**
 * A moment of a promise at which the desk does something (L8): so many percent of its target used up, or so many business
 * seconds before or after it is. 100 is the breach.
 */
export type Threshold = number | `before:${number}` | `after:${number}`;

/** The breach: the whole target is used up. */
export const BREACH = 100;

/**
 * How much of a target has to be used up for a threshold, in whole milliseconds, rounded up so that nothing is announced
 * early. Undefined where it has no such moment: ten minutes before the end of a promise of five.
 */
export function shareOf(target: number, threshold: Threshold): number | undefined {
  const whole = Math.max(0, target);
  if (typeof threshold === 'number') return Math.ceil(whole * threshold * 10);
  const [side, text] = threshold.split(':');
  const seconds = side === 'before' ? whole - Number(text) : whole + Number(text);
  return seconds < 0 ? undefined : Math.ceil(seconds * 1000);
}

/** Whether the promise is broken by then. */
export const isLate = (threshold: Threshold): boolean =>
  typeof threshold === 'number' ? threshold >= BREACH : threshold.startsWith('after:');
