/**
 * Opening hours that begin on one day, local time: `["09:00", "17:00"]`. A close of `24:00` is the end of the day; a
 * close that is not after the open lies on the next day.
 */
export type Segment = readonly [open: string, close: string];

/** A day of the week. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** The days of a week in their order, Monday first as in ISO 8601. */
export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/**
 * When a department works (L5): the hours in which its promises count. A shift across midnight belongs to the day on
 * which it opens, and never reaches into a holiday or into a date with hours of its own.
 */
export type Calendar = Readonly<{
  name: string;
  /** Counts up with every change: a running clock keeps the version it was started with. */
  version: number;
  /** An IANA time zone, such as `Europe/Berlin`. */
  zone: string;
  week: Readonly<Partial<Record<Weekday, readonly Segment[]>>>;
  /** Dates closed all day: `2026-12-25`. */
  holidays?: readonly string[];
  /** Dates closed all day in every year: `12-25`. */
  holidaysYearly?: readonly string[];
  /** A date's own hours instead of the week's and before any holiday: a half day, a one-off opening or closing. */
  overrides?: Readonly<Record<string, readonly Segment[]>>;
  /** Hours cut out of whatever is open: of one date (`2026-12-24`), or of a weekday (`mon`). */
  breaks?: Readonly<Record<string, readonly Segment[]>>;
}>;

/** How a clock names its calendar: the version is part of the name, so old clocks keep their hours (L5). */
export const calendarKey = (calendar: Calendar): string => `${calendar.name}@${calendar.version}`;

const allDay: readonly Segment[] = [['00:00', '24:00']];

/** Round the clock, in UTC: for emergencies and for departments that never close. */
export const ALWAYS: Calendar = {
  name: 'always',
  version: 1,
  zone: 'UTC',
  week: { mon: allDay, tue: allDay, wed: allDay, thu: allDay, fri: allDay, sat: allDay, sun: allDay },
};
