import type { Case } from '#desk/case/case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { isQuiet } from '#desk/case/quiet.ts';
import { type Measures, measure } from '../shell/measure.ts';

/** What an event counts as on the dashboards. A promise is broken when its whole time is used up, else kept when it stops. */
function counted(event: CaseEvent, { clocks }: Pick<Case, 'clocks'>): string | undefined {
  switch (event.type) {
    case 'CaseOpened':
      return 'CasesOpened';
    case 'CaseResolved':
      return 'CasesResolved';
    case 'ThresholdReached':
      return event.threshold === 100 ? 'PromisesBroken' : undefined;
    case 'ClockStopped':
      return clocks[event.clock]?.fired.includes(100) ? undefined : 'PromisesKept';
    case 'MailReturned':
      return 'MailsReturned';
    case 'DeliveryFailed':
      return 'WebhooksFailed';
    default:
      return undefined;
  }
}

/** How often each thing happened in a commit. */
export function measuresOf(after: Pick<Case, 'clocks'>, events: readonly CaseEvent[]): Measures {
  const counts: Record<string, readonly ['Count', number]> = {};
  for (const event of events) {
    const name = counted(event, after);
    if (name !== undefined) counts[name] = ['Count', (counts[name]?.[1] ?? 0) + 1];
  }
  return counts;
}

/**
 * Tells the dashboards what a commit that stands has changed; at most one line, and none for what nobody watches. How many
 * are in distress, and when one wrote, is in no dashboard: the care group knows. What only plays along is nobody's figure
 * either: its department has not begun yet (row 65).
 */
export const measureCommit = (after: Case, events: readonly CaseEvent[]): void =>
  isQuiet(after) || after.shadow ? undefined : measure(measuresOf(after, events), after.department);
