import * as Instant from 'temporal-polyfill/fns/Instant';
import { DeskError } from '../errors.ts';

/** The years in which the desk keeps time: outside them an instant is a mistake, and no walk over days goes on. */
export const FIRST_INSTANT = Date.UTC(1970, 0, 1);
export const LAST_INSTANT = Date.UTC(2200, 0, 1);

/** One day of 24 hours, in milliseconds: for counting dates, never for local time. */
export const DAY = 86_400_000;

/** Reads an ISO instant in UTC as milliseconds. Refuses `invalid`, naming the field, what is none or not in 1970–2199. */
export function readInstant(text: string, field: string): number {
  const at = milliseconds(text);
  if (at === undefined) throw refused(field, `${field} should be an instant like 2026-03-02T09:00:00Z`);
  if (at < FIRST_INSTANT || at >= LAST_INSTANT)
    throw refused(field, `${field} should lie in the years 1970 to 2199`);
  return at;
}

/** Writes an instant always at the same width (`….000Z`), so that the order of texts is the order of time. */
export const writeInstant = (at: number): string => new Date(at).toISOString();

const refused = (field: string, message: string) =>
  new DeskError('invalid', message, { faults: [{ pointer: `/${field}`, message }] });

// Date.parse takes 30 February for 2 March, so Temporal reads whatever is not written as Date writes it; only UTC,
// because a case's instants are compared as texts.
function milliseconds(text: string): number | undefined {
  if (!text.endsWith('Z')) return undefined;
  const quick = Date.parse(text);
  if (text.length === 24 && quick >= FIRST_INSTANT && new Date(quick).toISOString() === text) return quick;
  try {
    return Instant.fromString(text).epochMilliseconds;
  } catch {
    return undefined;
  }
}

/** The later of two instants: a machine whose clock is behind cannot end something before it began. */
export const atLeast = (at: string, floor: string | undefined): string =>
  floor !== undefined && Date.parse(at) < Date.parse(floor) ? floor : at;
