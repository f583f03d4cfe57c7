import { checkCalendar } from '../check-calendar.ts';
import type { Calendar } from '../hours.ts';

/** A line as it was read: nothing of it is believed yet. Fields nobody asks for are left alone. */
export type Row = Readonly<Record<string, unknown>>;

/** Lines mostly share a few calendars; more than these are worked out again. */
const KEPT = 500;

/**
 * The calendar of each line, checked like any other (L5). The same hours in the same zone are one calendar, worked out
 * once; what is remembered is bounded, so any number of lines may come.
 */
export function calendarsOfLines(): (row: Row) => Calendar {
  const known = new Map<string, Calendar>();
  return (row) => {
    const fields = fieldsOf(row);
    const key = JSON.stringify(fields);
    const before = known.get(key);
    if (before !== undefined) return before;
    const checked = checkCalendar({ name: 'line', version: 1, ...fields });
    if (known.size >= KEPT) known.clear();
    known.set(key, checked);
    return checked;
  };
}

/** An absent list, null and an empty one are the same to whoever writes a line. */
const given = (value: unknown) =>
  value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);

function fieldsOf({ zone, week, holidays, holidays_yearly, overrides, breaks }: Row): object {
  const fields = { zone, week, holidays, holidaysYearly: holidays_yearly, overrides, breaks };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => given(value)));
}
