import type { Catalogue } from '../department.ts';
import { afterBusinessDays } from '../sla/business-days.ts';
import type { Case } from './case.ts';
import { isUrgent } from './quiet.ts';
import { speaksForOthers } from './tell-merged.ts';

/** What is due next while a case waits for its requester. */
type Due = Readonly<{ at: string; does: 'remind' | 'close'; since: string }>;

/** Since when a case waits for its requester: from the newest question on, which is when its promises were paused. */
const waitingSince = ({ clocks }: Case): string | undefined =>
  Object.values(clocks)
    .flatMap(({ state, cause, spans }) =>
      state === 'paused' && cause === 'waiting-requester' ? (spans.at(-1)?.[1] ?? []) : [],
    )
    .sort((a, b) => Date.parse(b) - Date.parse(a))[0];

/**
 * What is due next of a case that waits for its requester, by its department's business days (P21): nothing while something
 * is asked of anybody else, while it rests, for care and emergencies, for a requester who is told nothing (E4), and as
 * long as what other people asked for goes on in it: one person's silence does not end it for them (P15).
 */
export function waitingDue(catalogue: Catalogue, found: Case): Due | undefined {
  if (found.status !== 'waiting' || found.hold !== undefined || !found.verified || isUrgent(found))
    return undefined;
  if (speaksForOthers(found)) return undefined;
  const { waiting, calendars } = catalogue.department(found.department);
  const since = waiting === undefined ? undefined : waitingSince(found);
  if (waiting === undefined || since === undefined || Object.keys(found.asked).length > 0) return undefined;
  const { times = 0, closesAt } = found.reminded?.since === since ? found.reminded : {};
  const days = waiting.remindAfterDays[times];
  if (days !== undefined) return { at: afterBusinessDays(calendars[0], since, days), does: 'remind', since };
  const at = closesAt ?? afterBusinessDays(calendars[0], since, waiting.closeAfterDays);
  return { at, does: 'close', since };
}
