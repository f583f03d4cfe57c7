import fc from 'fast-check';
import { type Calendar, checkCalendar, type Segment, WEEKDAYS } from '#desk/sla/calendar.ts';

/** Whole-hour, half-hour and quarter-hour offsets; half an hour of summer time; one that changes at midnight; one without. */
export const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/Havana',
  'UTC',
] as const;

const time = (quarter: number) =>
  `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;

/** Up to two openings from `earliest` on; the last one may go on past midnight, until before anyone opens again. */
const segments = (earliest: number): fc.Arbitrary<readonly Segment[]> =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: earliest, max: 95 }), { minLength: 0, maxLength: 4 }),
      fc.option(fc.integer({ min: 0, max: earliest })),
    )
    .map(([edges, past]) => {
      const sorted = edges.toSorted((a, b) => a - b);
      const hours: Segment[] = [];
      for (let i = 0; i + 1 < sorted.length; i += 2)
        hours.push([time(sorted[i] ?? 0), time(sorted[i + 1] ?? 0)]);
      const last = sorted.length % 2 === 1 ? sorted.at(-1) : undefined;
      if (last !== undefined && past !== null) hours.push([time(last), time(past)]);
      return hours;
    });

const date = (from: string, days: number) =>
  fc
    .integer({ min: 0, max: days - 1 })
    .map((day) => new Date(Date.parse(`${from}T00:00:00Z`) + day * 86_400_000).toISOString().slice(0, 10));

/** Calendars whose hours begin no earlier than `earliest` quarters of an hour after midnight; 2026 has the special dates. */
export const calendars = (earliest = 4): fc.Arbitrary<Calendar> =>
  fc
    .record({
      zone: fc.constantFrom(...ZONES),
      days: fc.tuple(...WEEKDAYS.map(() => segments(earliest))),
      holidays: fc.array(date('2026-01-01', 365), { maxLength: 8 }),
      holidaysYearly: fc.array(
        date('2026-01-01', 365).map((text) => text.slice(5)),
        { maxLength: 4 },
      ),
      overrides: fc.dictionary(date('2026-01-01', 365), segments(earliest), { maxKeys: 4 }),
    })
    .filter(({ days }) => days.some((hours) => hours.length > 0))
    .map(({ days, ...rest }) =>
      checkCalendar({
        name: 'any',
        version: 1,
        week: Object.fromEntries(WEEKDAYS.map((name, i) => [name, days[i] ?? []])),
        ...rest,
      }),
    );

/** Nights on which one of the zones changes its offset, in UTC. */
const CHANGES = [
  '2026-03-08T00:00:00Z',
  '2026-03-28T12:00:00Z',
  '2026-04-04T06:00:00Z',
  '2026-10-03T06:00:00Z',
  '2026-10-24T12:00:00Z',
  '2026-10-31T18:00:00Z',
].map((at) => Date.parse(at));

/** Instants of 2026, every other one close to a change of offset. */
export const instants: fc.Arbitrary<string> = fc
  .oneof(
    fc.integer({ min: 0, max: 364 * 86_400 }).map((s) => Date.parse('2026-01-01T00:00:00Z') + s * 1000),
    fc
      .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: 0, max: 36 * 60 }))
      .map(([night, minutes]) => night + minutes * 60_000),
  )
  .map((at) => new Date(at).toISOString());

/** Business seconds of a promise, from none to about two weeks of office hours. */
export const durations = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 300_000 }));
