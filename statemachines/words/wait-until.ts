import type { Zones } from '#desk/case/read-fact.ts';
import { CASE, comment, invoke } from './invoke.ts';
import type { Meta, State } from './process.ts';

type Steps<Name extends string> = `${Name}: is it over?` | `${Name}: until then`;

/**
 * Waits until a date that stands on the case as a fact. Gives three states: reading the date, asking whether it is over,
 * and the wait, after which the date is read again, because it may have been moved meanwhile. A wait of many months looks
 * again `everyDays` and goes by `again`, where another execution may take over. A date in the past goes on at once; one that is missing, no date, or further ahead than `atMostDays` leads to `onMissing`.
 */
export function waitUntil<const Own extends string, const Name extends string>(
  name: Own,
  {
    fact,
    days = 0,
    time = '00:00',
    zone = 'department',
    atMostDays,
    everyDays,
    next,
    again,
    onMissing,
    ...meta
  }: Meta &
    Readonly<{
      fact: string;
      /** Calendar days from the date; negative ones lie before it. */
      days?: number;
      /** The local time, `HH:MM`. */
      time?: `${number}:${number}`;
      /** Whose zone the day is counted in. */
      zone?: 'department' | 'requester' | Zones;
      atMostDays: number;
      everyDays?: number;
      next: Name;
      /** Where it goes after each wait; unless said it reads the date again at once. */
      again?: Name;
      onMissing: Name;
    }>,
): Readonly<Record<Own | Steps<Own>, State<Name | Own | Steps<Own>>>> {
  const over = `${name}: is it over?` as const;
  const then = `${name}: until then` as const;
  const states = {
    [name]: {
      ...invoke('readFact', {
        caseId: CASE,
        fact,
        moment: { days, time, zone, atMostDays, ...(everyDays !== undefined && { everyDays }) },
      }),
      Comment: comment(meta),
      Assign: { until: '{% $states.result.Payload %}' },
      Output: '{% $states.input %}',
      Next: over,
      Catch: [{ ErrorEquals: ['invalid'], Next: onMissing, Output: '{% $states.input %}' }],
    },
    [over]: {
      Type: 'Choice',
      Comment: comment(meta),
      Choices: [{ Condition: '{% $until.passed %}', Next: next }],
      Default: then,
    },
    [then]: {
      Type: 'Wait',
      Comment: comment(meta),
      Timestamp: '{% $until.at %}',
      Next: again ?? name,
    },
  };
  return states as unknown as Record<Own | Steps<Own>, State<Name | Own | Steps<Own>>>;
}
