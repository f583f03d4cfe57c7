import type { Calendar } from './calendar.ts';
import { type Day, dateOf } from './dates.ts';
import { readInstant, writeInstant } from './instant.ts';
import { openDays } from './open-days.ts';

/** Something that is done once a month, such as the pay run: what is in by its cut-off goes with it (row 8). */
export type MonthlyRun = Readonly<{
  /** The day of the month and the local time by which things must be in. */
  cutOff: Readonly<{ day: number; time: string }>;
  /** The day of the month on which it is done, in the month of its cut-off. */
  day: number;
}>;

/** A run that can still be reached: its cut-off as an instant and as people read it, and the date it is done. */
export type Reachable = Readonly<{ cutOff: string; until: string; date: string }>;

/** Both days lie on the last open day up to the one that is named, for nobody works on a run while it is closed. */
const SEARCHED = 31;

const MONTHS_AHEAD = 3;

/** The run of a month, whether or not it can still be reached: `month` is a date of it. */
export function runOf(calendar: Calendar, run: MonthlyRun, month: string, ahead = 0): Reachable {
  const { zone, openOn } = openDays(calendar);
  const [year, nth] = month.split('-').map(Number) as [number, number];
  const lastOpen = (named: number): Day => {
    // The 31st of a shorter month is its last day.
    const length = new Date(Date.UTC(year, nth + ahead, 0)).getUTCDate();
    const day = Date.UTC(year, nth - 1 + ahead, Math.min(named, length)) / 86_400_000;
    for (let back = 0; back < SEARCHED; back += 1) if (openOn(day - back).length > 0) return day - back;
    return day;
  };
  const day = lastOpen(run.cutOff.day);
  return {
    cutOff: writeInstant(zone.at(day, run.cutOff.time, 'later')),
    until: `${dateOf(day)} ${run.cutOff.time}`,
    date: dateOf(lastOpen(run.day)),
  };
}

/** The next run whose cut-off is still to come: before the cut-off this month's, from that moment on the one after. */
export function nextRun(calendar: Calendar, run: MonthlyRun, now: string): Reachable {
  const at = readInstant(now, 'now');
  const today = dateOf(openDays(calendar).zone.dayAt(at));
  for (let months = 0; months < MONTHS_AHEAD; months += 1) {
    const found = runOf(calendar, run, today, months);
    if (Date.parse(found.cutOff) > at) return found;
  }
  throw new Error(`no run of ${calendar.name} can be reached`);
}
