import * as Instant from 'temporal-polyfill/fns/Instant';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import type { Explanation } from './explain.ts';

/** More stretches than this are counted, not listed: a sentence should stay one. */
const LISTED = 3;

/** An explanation as one sentence, in the calendar's local time. */
export function inWords(facts: Omit<Explanation, 'sentence'>, cause: string | undefined): string {
  const { zone, counted, pauses, skipped, changes, policy, because } = facts;
  const parts = [
    `${duration(facts.spent)} of ${duration(facts.target)} are used up by ${facts.calendar} (${zone})`,
    counted.length > 0 && `counted ${some(counted.map(({ from, to }) => stretch(from, to, zone)))}`,
    pauses.length > 0 && `paused ${some(pauses.map((pause) => pausedFor(pause, zone)))}`,
    skipped.length > 0 && `closed on ${some(skipped)}`,
    changes.length > 0 && `the clocks changed on ${some(changes.map((each) => changed(each, zone)))}`,
    policy !== undefined && `promised by ${policy}`,
    because !== undefined && `moved by ${because}`,
    ending(facts, cause),
  ];
  return `${parts.filter(Boolean).join('; ')}.`;
}

function ending(
  { state, due, breached, zone }: Omit<Explanation, 'sentence'>,
  cause: string | undefined,
): string {
  const was = breached === undefined ? '' : `, the target was used up on ${moment(breached, zone)}`;
  if (state === 'cancelled') return `cancelled${cause === undefined ? '' : `: ${cause}`}`;
  if (state === 'stopped') return `stopped${was}`;
  if (state === 'paused') return `not due while it is paused${was}`;
  if (due === undefined) return 'not due';
  return breached === undefined ? `due on ${moment(due, zone)}` : `was due on ${moment(due, zone)}`;
}

const changed = ({ at, from, to }: Explanation['changes'][number], zone: string): string =>
  `${moment(at, zone).slice(0, 10)} (${from} to ${to})`;

const pausedFor = ({ from, to, cause, by }: Explanation['pauses'][number], zone: string): string => {
  const time = to === undefined ? `since ${moment(from, zone)}` : `on ${stretch(from, to, zone)}`;
  return `${time} (${cause}${by === undefined ? '' : `, by ${by}`})`;
};

function some(items: readonly string[]): string {
  const rest = items.length - LISTED;
  return rest > 0 ? `${items.slice(0, LISTED).join(', ')} and ${rest} more` : items.join(', ');
}

/** `2026-12-23 09:00–11:30`, with both dates when they differ. */
function stretch(from: string, to: string, zone: string): string {
  const [begins, ends] = [moment(from, zone), moment(to, zone)];
  return begins.slice(0, 10) === ends.slice(0, 10) ? `${begins}–${ends.slice(11)}` : `${begins}–${ends}`;
}

function moment(at: string, zone: string): string {
  const local = ZonedDateTime.toPlainDateTime(Instant.toZonedDateTimeISO(Instant.fromString(at), zone));
  const whole = local.second === 0 && local.millisecond === 0;
  return PlainDateTime.toString(local, { smallestUnit: whole ? 'minute' : 'second' }).replace('T', ' ');
}

/** `2 h 30 min`: open hours are not added up to days, for a day has as many as its calendar says. */
function duration(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [
    [Math.floor(whole / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.length > 0 ? said.join(' ') : '0 min';
}
