import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, test } from 'vitest';
import {
  addBusiness,
  businessBetween,
  type Calendar,
  openIntervals,
  type Segment,
  WEEKDAYS,
} from '#desk/sla/calendar.ts';
import { calendars, durations, instants } from './arbitrary-calendar.ts';
import { breaks, holds } from './runs.ts';

const RUNS = 300;

type Adding = typeof addBusiness;

const monotone = (add: Adding) =>
  fc.property(calendars(), instants, instants, durations, (calendar, a, b, seconds) => {
    const [early, late] = a < b ? [a, b] : [b, a];
    return add(calendar, early, seconds) <= add(calendar, late, seconds);
  });

const inTwoSteps = (add: Adding) =>
  fc.property(calendars(), instants, durations, durations, (calendar, start, a, b) => {
    // At closing time nothing is left to add, but zero seconds ask for the next opening, so the last step takes time.
    fc.pre(b > 0);
    return add(calendar, add(calendar, start, a), b) === add(calendar, start, a + b);
  });

const elapsed = (add: Adding, between: typeof businessBetween) =>
  fc.property(calendars(), instants, durations, (calendar, start, seconds) => {
    return between(calendar, start, add(calendar, start, seconds)) === seconds;
  });

const laterByHoliday = (add: Adding) =>
  fc.property(
    calendars(),
    instants,
    durations,
    fc.integer({ min: 0, max: 40 }),
    (calendar, start, seconds, days) => {
      const holiday = new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);
      const { overrides: _none, ...plain } = calendar;
      const more = { ...plain, holidays: [...(plain.holidays ?? []), holiday] };
      return add(plain, start, seconds) <= add(more, start, seconds);
    },
  );

const opensFirst = (add: Adding) =>
  fc.property(calendars(), instants, (calendar, start) => {
    const first = add(calendar, start, 0);
    const next = new Date(Date.parse(first) + 1000).toISOString();
    return (
      first >= start &&
      businessBetween(calendar, start, first) === 0 &&
      businessBetween(calendar, first, next) === 1
    );
  });

describe('business time holds L6', () => {
  test('L6: a later start is never due earlier', () => holds('L6 monotone', monotone(addBusiness), RUNS));
  test('L6: two steps are as far as one', () => holds('L6 additive', inTwoSteps(addBusiness), RUNS));
  test('L6: as much has passed as was added', () =>
    holds('L6 elapsed', elapsed(addBusiness, businessBetween), RUNS));
  test('L6: one more holiday never makes due earlier', () =>
    holds('L6 holiday', laterByHoliday(addBusiness), RUNS));
  test('L6, L7: a zero target is due at the first open instant', () =>
    holds('L6 zero', opensFirst(addBusiness), RUNS));

  test('stretches are in order, apart, and add up to what lies between', () =>
    holds(
      'stretches',
      fc.property(calendars(), instants, durations, (calendar, start, seconds) => {
        const end = addBusiness(calendar, start, seconds);
        const all = [...openIntervals(calendar, start, end)];
        const sum = all.reduce((open, { from, to }) => open + Date.parse(to) - Date.parse(from), 0);
        const apart = all.every(
          ({ from, to }, i) => from < to && (i === 0 || (all[i - 1]?.to ?? '') <= from),
        );
        return apart && sum === seconds * 1000;
      }),
      RUNS,
    ));

  test('years, which are counted by blocks of days, are what their days are', () =>
    holds(
      'blocks',
      fc.property(calendars(), instants, durations, (calendar, start, seconds) => {
        const years = 20 * seconds;
        const end = addBusiness(calendar, start, years);
        let sum = 0;
        for (const { from, to } of openIntervals(calendar, start, end))
          sum += Date.parse(to) - Date.parse(from);
        return sum === years * 1000 && businessBetween(calendar, start, end) === years;
      }),
      40,
    ));
});

/** Wall-clock membership, minute by minute: slow and plain, and right where no edge falls into a change of offset. */
function openMinutes(calendar: Calendar, from: string, minutes: number): number {
  const special = (date: string): readonly Segment[] | undefined => {
    const closed = calendar.holidays?.includes(date) || calendar.holidaysYearly?.includes(date.slice(5));
    return calendar.overrides?.[date] ?? (closed ? [] : undefined);
  };
  const weekly = (day: Temporal.PlainDate) => calendar.week[WEEKDAYS[day.dayOfWeek - 1] ?? 'mon'] ?? [];
  let open = 0;
  for (let minute = 0; minute < minutes; minute++) {
    const local = Temporal.Instant.from(from).add({ minutes: minute }).toZonedDateTimeISO(calendar.zone);
    const today = local.toPlainDate();
    const yesterday = today.subtract({ days: 1 });
    const clock = local.toPlainTime().toString({ smallestUnit: 'minute' });
    const own = special(today.toString());
    const opensToday = (own ?? weekly(today)).some(([a, b]) => clock >= a && (clock < b || b <= a));
    const before = special(yesterday.toString()) ?? weekly(yesterday);
    const fromYesterday = own === undefined && before.some(([a, b]) => b <= a && clock < b);
    if (opensToday || fromYesterday) open++;
  }
  return open;
}

test('open time is what a look at the wall clock finds, minute by minute, also in a week of a time change', () => {
  // Hours begin at 05:00, after every change; a night shift may still last through it, until 00:15 or past 04:00.
  const outsideChanges = (calendar: Calendar) =>
    Object.values({ ...calendar.week, ...calendar.overrides })
      .flat()
      .every(([, close]) => close < '00:16' || close > '03:59');
  const everyMinute = fc.property(calendars(20).filter(outsideChanges), instants, (calendar, at) => {
    fc.pre(calendar.zone !== 'America/Havana');
    const start = `${at.slice(0, 16)}:00.000Z`;
    const end = new Date(Date.parse(start) + 2000 * 60_000).toISOString();
    return businessBetween(calendar, start, end) === openMinutes(calendar, start, 2000) * 60;
  });
  holds('wall clock', everyMinute, 60);
});

describe('and the properties would notice', () => {
  const off =
    (by: number): Adding =>
    (calendar, start, seconds) =>
      new Date(Date.parse(addBusiness(calendar, start, seconds)) + by).toISOString();
  const ignoresHolidays: Adding = ({ holidays, holidaysYearly, ...calendar }, start, seconds) =>
    addBusiness(holidays?.length === 1 ? { ...calendar, holidays } : calendar, start, seconds);
  const byWallClock: Adding = (calendar, start, seconds) =>
    // A fixed offset from the start on: what a clock without summer time would say.
    addBusiness({ ...calendar, zone: 'UTC' }, start, seconds);
  const startsAtOnce: Adding = (calendar, start, seconds) =>
    seconds === 0 ? start : addBusiness(calendar, start, seconds);

  test('hours counted in another zone', () =>
    breaks('L6', 'zone', elapsed(byWallClock, businessBetween), RUNS));
  test('a due one second late', () => breaks('L6', 'off by one', inTwoSteps(off(1000)), RUNS));
  test('holidays that count only alone', () =>
    breaks('L6', 'holidays', laterByHoliday(ignoresHolidays), RUNS));
  test('a zero target due at once, at night', () =>
    breaks('L6', 'zero at once', opensFirst(startsAtOnce), RUNS));
  test('a zero target that is not', () => breaks('L6', 'zero late', opensFirst(off(1000)), RUNS));
  test('a start whose due depends on its minute', () => {
    const erratic: Adding = (calendar, start, seconds) =>
      off(start.slice(14, 16) < '30' ? 7_200_000 : 0)(calendar, start, seconds);
    breaks('L6', 'monotone', monotone(erratic), RUNS);
  });
});
