import type { Catalogue } from '../department.ts';
import { afterBusinessDays } from '../sla/business-days.ts';
import { type Asked, type Case, isOver } from './case.ts';
import { isUrgent } from './quiet.ts';
import { speaksForOthers } from './tell-merged.ts';

/** What is due next while a case waits for its requester: word that it closes one day, word of what its process asks, or the closing. */
type Due = Readonly<{ at: string; does: 'remind' | 'ask-again' | 'close'; since: string }>;

/** Since when a case waits for its requester: from the newest question on, which is when its promises were paused. */
const waitingSince = ({ clocks }: Case): string | undefined =>
  Object.values(clocks)
    .flatMap(({ state, cause, spans }) =>
      state === 'paused' && cause === 'waiting-requester' ? (spans.at(-1)?.[1] ?? []) : [],
    )
    .sort((a, b) => Date.parse(b) - Date.parse(a))[0];

/** What a process asks the requester of a case just now, where no other case of the family asked it first and reminds of it. */
export const askedOfRequester = ({ asked }: Pick<Case, 'asked'>): readonly Asked[] =>
  Object.values(asked).filter(({ since, elsewhere }) => since !== undefined && elsewhere === undefined);

const later = (a: string, b: string) => (Date.parse(a) < Date.parse(b) ? b : a);

/**
 * The next word of what a process asks the requester, counted from its newest question. It never closes anything: what nobody
 * answers falls to a person once the process has waited long enough. Where the newest is over, the reminders it had count for
 * an older one too, so that nobody has more than the department says.
 */
function askedAgain(catalogue: Catalogue, found: Case, asked: readonly Asked[]): Due | undefined {
  const { waiting, calendars } = catalogue.department(found.department);
  const { reminded } = found;
  const newest = asked.map(({ since = '' }) => since).reduce(later);
  const since = reminded === undefined ? newest : later(newest, reminded.since);
  const days = waiting?.remindAfterDays[reminded?.since === since ? reminded.times : 0];
  return days === undefined
    ? undefined
    : { at: afterBusinessDays(calendars[0], since, days), does: 'ask-again', since };
}

/**
 * What is due next of a case that waits for its requester, by its department's business days (P21): nothing while it rests,
 * for care and emergencies, and for a requester who is told nothing (E4). What their own silence would close is left alone while
 * something is asked of anybody else, and as long as what other people asked for goes on in it (P15).
 */
export function waitingDue(catalogue: Catalogue, found: Case): Due | undefined {
  if (isOver(found) || found.hold !== undefined || !found.verified || isUrgent(found)) return undefined;
  const asked = askedOfRequester(found);
  if (asked.length > 0) return askedAgain(catalogue, found, asked);
  if (found.status !== 'waiting' || speaksForOthers(found)) return undefined;
  const { waiting, calendars } = catalogue.department(found.department);
  const since = waiting === undefined ? undefined : waitingSince(found);
  if (waiting === undefined || since === undefined || Object.keys(found.asked).length > 0) return undefined;
  const { times = 0, closesAt } = found.reminded?.since === since ? found.reminded : {};
  const days = waiting.remindAfterDays[times];
  if (days !== undefined) return { at: afterBusinessDays(calendars[0], since, days), does: 'remind', since };
  const at = closesAt ?? afterBusinessDays(calendars[0], since, waiting.closeAfterDays);
  return { at, does: 'close', since };
}
