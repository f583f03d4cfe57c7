import { Temporal } from 'temporal-polyfill';
import * as z from 'zod/mini';
import { DeskError, type Fault } from '../errors.ts';
import { closedForAYear } from './closed-for-a-year.ts';
import { type Calendar, WEEKDAYS } from './hours.ts';
import { overlaps } from './overlaps.ts';

const open = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'should be a time like 09:00'));
const close = z
  .string()
  .check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'should be a time like 17:00, at most 24:00'));
const hours = z.readonly(z.array(z.readonly(z.tuple([open, close]))));
const date = z
  .string()
  .check(z.refine(isDate, 'should be a date like 2026-12-25, in the years 1970 to 2199'));
const weekdayOrDate = z
  .string()
  .check(
    z.refine(
      (text) => isDate(text) || WEEKDAYS.some((name) => name === text),
      'should be a date like 2026-12-25 or a day like mon',
    ),
  );
const monthDay = z.string().check(z.refine((text) => isDate(`2000-${text}`), 'should be a date like 12-25'));
const zone = z.string().check(z.refine(isZone, 'should be an IANA time zone like Europe/Berlin'));

const calendar = z.readonly(
  z.strictObject({
    name: z
      .string()
      .check(z.minLength(1), z.regex(/^[^@]*$/, 'should be without @, which precedes the version')),
    version: z.int().check(z.positive()),
    zone,
    week: z.readonly(
      z.strictObject({
        mon: z.optional(hours),
        tue: z.optional(hours),
        wed: z.optional(hours),
        thu: z.optional(hours),
        fri: z.optional(hours),
        sat: z.optional(hours),
        sun: z.optional(hours),
      }),
    ),
    holidays: z.optional(z.readonly(z.array(date))),
    holidaysYearly: z.optional(z.readonly(z.array(monthDay))),
    overrides: z.optional(z.readonly(z.record(date, hours))),
    breaks: z.optional(z.readonly(z.record(weekdayOrDate, hours))),
  }),
);

/**
 * A calendar the desk can keep promises by (L5). Refuses `invalid`, naming each field: an unknown zone, a time or date
 * that is none, hours that overlap, a misspelt key; and `calendar-impossible` when it stays closed for more than a year.
 */
export function checkCalendar(input: unknown): Calendar {
  const read = calendar.safeParse(input);
  if (!read.success) throw refuse(read.error.issues.flatMap(faultsOf));
  // zod writes an absent key as `T | undefined`; a JSON document has no undefined, so the two types agree.
  const checked = read.data as Calendar;
  const faults = overlaps(checked);
  if (faults.length > 0) throw refuse(faults);
  const closed = closedForAYear(checked);
  if (closed !== undefined) {
    const message = `the calendar ${checked.name} is closed for more than a year from ${closed} on`;
    throw new DeskError('calendar-impossible', message, { faults: [{ pointer: '/week', message }] });
  }
  return checked;
}

function refuse(faults: readonly Fault[]): DeskError {
  const sentences = faults.map(({ pointer, message }) => `${pointer} ${message}`);
  return new DeskError('invalid', `the calendar is not one: ${sentences.join('; ')}`, { faults });
}

// zod/mini brings no sentences of its own, so what is not said above is said here.
function faultsOf(issue: z.core.$ZodIssue): readonly Fault[] {
  const pointer = pointerTo(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: `${pointer}${pointerTo([key])}`,
      message: 'is not a field of a calendar',
    }));
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => ({ pointer, message }));
  if (issue.code === 'invalid_type') return [{ pointer, message: `should be of type ${issue.expected}` }];
  return [{ pointer, message: issue.message }];
}

/** RFC 6901: `~` and `/` within a key are escaped. */
const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function isDate(text: string): boolean {
  if (!/^(19[789]\d|20\d\d|21\d\d)-\d\d-\d\d$/.test(text)) return false;
  return new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) ?? false;
}

const zones = new Set<string>();

// Temporal also takes "+01:00" for a zone; such a one knows no summer time and is nobody's place.
function isZone(text: string): boolean {
  if (zones.has(text)) return true;
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
  } catch {
    return false;
  }
  // There are some six hundred names of zones, so what is remembered stays small; but any case of letters is one.
  if (zones.size < 1000) zones.add(text);
  return true;
}
