import { inZone } from '../../delivery/wording.ts';
import type { Catalogue } from '../../department.ts';
import { type ClockName, dueAt } from '../../sla/clock.ts';
import { type Case, isOver } from '../case.ts';
import { isUrgent } from '../quiet.ts';
import type { PromiseLine } from './status.ts';

/** What was promised to the requester; what departments and suppliers promise each other is none of their worries (L1). */
const PROMISED = [
  {
    clocks: ['ack', 'triage', 'firstResponse', 'nextResponse', 'update'],
    due: 'You hear from us by',
    late: 'You were to hear from us by',
  },
  { clocks: ['resolution', 'e2e'], due: 'It is to be done by', late: 'It was to be done by' },
] as const satisfies readonly Readonly<{ clocks: readonly ClockName[]; due: string; late: string }>[];

/** Why a promise does not count just now. */
const PAUSED: Readonly<Record<string, string>> = {
  'waiting-requester': 'Our time does not count while we wait for you.',
  'waiting-approval': 'Our time does not count while an approval is missing.',
  'waiting-supplier': 'Our time does not count while we wait for a supplier.',
  'scheduled-start': 'Our time counts from the day it begins.',
  'on-hold': 'Our time does not count while it rests.',
};

function lineOf(
  catalogue: Catalogue,
  of: Case,
  now: string,
  { clocks, due, late }: (typeof PROMISED)[number],
) {
  const kept = clocks.flatMap((name) => of.clocks[name] ?? []);
  const [next] = kept.flatMap((clock) => dueAt(clock, catalogue.calendar) ?? []).sort();
  if (next === undefined) {
    const paused = kept.find(({ state }) => state === 'paused');
    return PAUSED[paused?.cause ?? ''] ?? '';
  }
  const when = inZone(catalogue, of.department, next);
  return Date.parse(next) < Date.parse(now)
    ? { label: `${late} ${when}. We are late.`, due: next, late: true as const }
    : { label: `${due} ${when}.`, due: next };
}

/**
 * When its requester hears and when it is done, or why that does not count just now. Nothing is counted down to somebody
 * in distress or danger (rows 13, 14).
 */
export function promisesOf(catalogue: Catalogue, of: Case, now: string): PromiseLine[] {
  if (isUrgent(of) || isOver(of)) return [];
  const lines = PROMISED.map((each) => lineOf(catalogue, of, now, each)).map((line) =>
    typeof line === 'string' ? { label: line } : line,
  );
  const said = lines.filter(({ label }) => label !== '');
  return said.filter(({ label }, at) => said.findIndex((each) => each.label === label) === at);
}
