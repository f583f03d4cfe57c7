import type { Catalogue } from '../department.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { dayOf } from '../sla/dates.ts';
import { zoneOf } from '../sla/zone.ts';
import type { Case } from './case.ts';
import { LOCATION } from './clocks.ts';

/** The zone that goes with what a fact of the case says: `{ fact: 'place', of: { England: 'Europe/London' } }`. */
export type Zones = Readonly<{ fact: string; of: Readonly<Record<string, string>> }>;

/** A moment as a process means it: so many calendar days from a date of the case, at a local time of somebody's zone. */
export type Moment = Readonly<{
  days: number;
  /** `HH:MM` */
  time: string;
  zone: 'department' | 'requester' | Zones;
  /** A date further ahead is no date to wait for. */
  atMostDays: number;
  /** Who waits looks again at least every so many days: an execution lasts no longer than a year. */
  everyDays?: number;
}>;

/** What a process wants to know of its case. */
export type Reading = Readonly<{ caseId: string; fact: string } & ({ list: true } | { moment: Moment })>;

/** The moment in UTC at which to look again, and whether the one that was meant is over. */
export type Until = Readonly<{ at: string; passed: boolean }>;

/** No process goes through more at once: an inline Map runs forty iterations together. */
export const LONGEST_LIST = 40;
const LONGEST_ITEM = 80;
const DAY_MS = 86_400_000;

const unusable = (fact: string, why: string) => new DeskError('invalid', `'${fact}' ${why}`);

/** A list somebody wrote into one fact, as JSON or by lines, commas or semicolons; each item once. Refuses `invalid`. */
export function listOf(fact: string, text: string | undefined): readonly string[] {
  if (text === undefined) throw unusable(fact, 'stands nowhere on the case');
  const items = [...new Set(parts(text).map((item) => item.trim()))].filter((item) => item !== '');
  if (items.length === 0) throw unusable(fact, 'is an empty list');
  if (items.length > LONGEST_LIST) throw unusable(fact, `lists ${items.length}, more than ${LONGEST_LIST}`);
  if (items.some((item) => item.length > LONGEST_ITEM)) throw unusable(fact, 'is no list, but a text');
  return items;
}

function parts(text: string): readonly string[] {
  try {
    const read: unknown = JSON.parse(text);
    if (Array.isArray(read)) return read.map(String);
  } catch {
    // Most lists are written by people.
  }
  return text.split(/[\n,;]/);
}

/** A date of the case as the moment a process waits for. Refuses `invalid` for no date, or one too far ahead. */
export function momentOf(
  fact: string,
  text: string | undefined,
  { days, time, atMostDays, everyDays = atMostDays }: Omit<Moment, 'zone'>,
  { zone, now }: Readonly<{ zone: string; now: string }>,
): Until {
  if (text === undefined) throw unusable(fact, 'stands nowhere on the case');
  const date = /^\d{4}-\d{2}-\d{2}/.exec(text.trim())?.[0] ?? '';
  const day = dayOf(date);
  // The 30th of February would be read as a day in March.
  if (Number.isNaN(day) || new Date(day * DAY_MS).toISOString().slice(0, 10) !== date)
    throw unusable(fact, 'is no date');
  const at = zoneOf(zone).at(day + days, time, 'compatible');
  const left = at - Date.parse(now);
  if (left > atMostDays * DAY_MS) throw unusable(fact, `is more than ${atMostDays} days ahead`);
  const look = Date.parse(now) + Math.min(left, everyDays * DAY_MS);
  return { at: new Date(look).toISOString(), passed: left <= 0 };
}

/**
 * The zone somebody's days are counted in: the one that a fact names, or the requester's where the department keeps hours
 * for their location; else the department's own.
 */
export function zoneFor(
  catalogue: Catalogue,
  department: string,
  facts: Case['facts'],
  { zone }: Pick<Moment, 'zone'>,
): string {
  const { calendars, locations } = catalogue.department(department);
  if (typeof zone === 'object') return zone.of[facts[zone.fact] ?? ''] ?? calendars[0].zone;
  const location = zone === 'requester' ? facts[LOCATION] : undefined;
  const there = location === undefined ? undefined : locations?.[location];
  return (calendars.find(({ name }) => name === there) ?? calendars[0]).zone;
}

/**
 * Reads a list or a moment from a fact of the case, for a process that goes through the one or waits for the other.
 * It changes nothing, so it may be repeated; each time it says what stands there now. Refuses `case-not-found`, and
 * `invalid` where the fact is missing or cannot be used.
 */
export async function readFact(
  desk: Ports,
  reading: Reading,
): Promise<Readonly<{ items: readonly string[] }> | Until> {
  const found = await desk.cases.find(reading.caseId);
  if (found === undefined) throw new DeskError('case-not-found', `there is no case ${reading.caseId}`);
  const { fact } = reading;
  const text = found.facts[fact];
  if ('list' in reading) return { items: listOf(fact, text) };
  const zone = zoneFor(desk.catalogue, found.department, found.facts, reading.moment);
  return momentOf(fact, text, reading.moment, { zone, now: desk.now() });
}
