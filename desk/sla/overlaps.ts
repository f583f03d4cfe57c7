import type { Fault } from '../errors.ts';
import { type Calendar, type Segment, WEEKDAYS } from './hours.ts';

const MINUTES_A_DAY = 24 * 60;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

type Span = Readonly<{ from: number; to: number; pointer: string }>;

/** Hours that are open twice: within a date's own hours, or anywhere in the week, from Sunday night to Monday too. */
export function overlaps(calendar: Calendar): readonly Fault[] {
  const week = WEEKDAYS.flatMap((name, i) =>
    spans(calendar.week[name] ?? [], i * MINUTES_A_DAY, `/week/${name}`),
  );
  const first = week.toSorted(byOpening)[0];
  const around = first
    ? [{ ...first, from: first.from + MINUTES_A_WEEK, to: first.to + MINUTES_A_WEEK }]
    : [];
  const own = Object.entries(calendar.overrides ?? {}).map(([date, hours]) =>
    spans(hours, 0, `/overrides/${date}`),
  );
  return [[...week, ...around], ...own].flatMap(clashes);
}

function clashes(all: readonly Span[]): readonly Fault[] {
  const faults: Fault[] = [];
  let latest: Span | undefined;
  for (const span of all.toSorted(byOpening)) {
    if (latest && span.from < latest.to)
      faults.push({ pointer: span.pointer, message: `should not overlap ${latest.pointer}` });
    if (!latest || span.to > latest.to) latest = span;
  }
  return faults;
}

const byOpening = (a: Span, b: Span) => a.from - b.from;

const spans = (hours: readonly Segment[], midnight: number, pointer: string): readonly Span[] =>
  hours.map(([open, close], i) => ({
    from: midnight + minutes(open),
    to: midnight + minutes(close) + (close <= open ? MINUTES_A_DAY : 0),
    pointer: `${pointer}/${i}`,
  }));

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
