import type { CaseEvent, CaseFact } from '#desk/case/events.ts';
import { happened } from '#desk/case/events.ts';
import { catalogueOf } from '#desk/department.ts';
import { ALWAYS, type Calendar } from '#desk/sla/calendar.ts';
import { type Clocks, fireDue, foldClock } from '#desk/sla/clock.ts';
import { it as itDepartment } from '#statemachines/it/department.ts';
import { type Random, randomOf } from '#test/desk/sla/simulation/random.ts';

const office = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
] as const;

/** Business hours in ten zones. */
const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Asia/Dubai',
  'Australia/Sydney',
  'Africa/Johannesburg',
] as const;
const calendars = ZONES.map(
  (zone, i): Calendar => ({
    name: `office-${i}`,
    version: 1,
    zone,
    week: { mon: office, tue: office, wed: office, thu: office, fri: office },
    holidaysYearly: ['01-01', '12-25'],
  }),
);

/** A department whose cases count in all of them. */
export const catalogue = catalogueOf([{ ...itDepartment, calendars: [ALWAYS, ...calendars] }]);

/** A Tuesday, 09:00 to 17:00 in UTC; in Berlin it is 17:00 an hour before the end. */
export const BEGIN = Date.parse('2026-03-03T09:00:00Z');
export const END = BEGIN + 8 * 3_600_000;
export const WAVE = Date.parse('2026-03-03T16:00:00Z');
export const OUTAGE = [Date.parse('2026-03-03T11:00:00Z'), Date.parse('2026-03-03T11:10:00Z')] as const;

const PREFIX = '01kjpwd6m0000000';
export const idOf = (entry: number): string => PREFIX + entry.toString(36).padStart(10, '0');
export const entryOf = (id: string): number => Number.parseInt(id.slice(PREFIX.length), 36);

/** What never changes of a case; made again whenever it is asked for, so that a million of them need no room. */
export const openingOf = (entry: number): CaseEvent & { type: 'CaseOpened' } => ({
  type: 'CaseOpened',
  at: new Date(BEGIN).toISOString(),
  by: { kind: 'requester', id: 'anna@corp.example' },
  id: idOf(entry),
  reference: `IT-${entry}`,
  channel: 'email',
  requester: { address: 'anna@corp.example' },
  subject: 'My laptop does not start',
  body: 'messages/x',
  verified: true,
  department: 'it',
  service: 'workplace-incident',
  kind: 'incident',
  priority: 2,
  confidential: false,
  routing: { reason: 'matched', score: 3, because: ['laptop'] },
});

const HOUR = 3600;

/** Three promises that were made within the last five days, in one of ten zones; or one that ends with the wave. */
function promises(random: Random, inWave: boolean): CaseFact[] {
  const calendar = `office-${random.below(ZONES.length)}@1`;
  const ago = () => new Date(BEGIN - random.below(5 * 24 * HOUR) * 1000).toISOString();
  const since = ago();
  const solved = inWave
    ? { target: (WAVE - Date.parse(since)) / 1000, calendar: 'always@1' }
    : { target: random.between(16, 60) * HOUR, calendar };
  return [
    {
      type: 'ClockStarted',
      clock: 'firstResponse',
      since: ago(),
      target: random.between(4, 24) * HOUR,
      calendar,
    },
    { type: 'ClockStarted', clock: 'resolution', since, ...solved },
    { type: 'ClockStarted', clock: 'e2e', since: ago(), target: random.between(40, 120) * HOUR, calendar },
  ];
}

/** The events of one case until the simulation begins: what was due before has been announced. */
export function eventsOf(entry: number, inWave: boolean): readonly CaseEvent[] {
  const random = randomOf(entry + 1);
  const at = new Date(BEGIN).toISOString();
  const started = happened(at, { kind: 'desk' }, ...promises(random, inWave));
  let clocks: Clocks = {};
  for (const event of started)
    if (event.type === 'ClockStarted') clocks = { ...clocks, [event.clock]: foldClock(undefined, event) };
  const announced = fireDue(clocks, catalogue.calendar, at).map(({ at: _now, ...fact }) => fact);
  return [openingOf(entry), ...started, ...happened(at, { kind: 'clock' }, ...announced)];
}
