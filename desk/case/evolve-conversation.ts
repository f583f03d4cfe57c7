import type { Case } from './case.ts';
import type { ConversationFact } from './conversation.ts';
import type { CaseEvent } from './events.ts';

type Conversing = Extract<CaseEvent, ConversationFact>;

const CONVERSING: Readonly<Record<ConversationFact['type'], true>> = {
  CaseMerged: true,
  CaseUnmerged: true,
  CaseAbsorbed: true,
  CaseReleased: true,
  MessagesSplitOff: true,
  MessageShared: true,
  CaseLinked: true,
  CaseAdopted: true,
  CaseRestricted: true,
  CaseHeld: true,
  CaseContinued: true,
  RequesterReminded: true,
};

/** Whether an event is one between cases, or between a case and the one who keeps it waiting. */
export const isConversing = (event: CaseEvent): event is Conversing => Object.hasOwn(CONVERSING, event.type);

/** What a case is after such an event. Pure and total, a part of `evolve`. */
export function converse(before: Case, event: Conversing): Case {
  switch (event.type) {
    case 'CaseMerged':
      return merged(before, event);
    case 'CaseUnmerged':
      return unmerged(before, event);
    case 'CaseAbsorbed':
      return { ...before, absorbed: [...(before.absorbed ?? []), ...event.cases] };
    case 'CaseReleased': {
      const { absorbed = [], ...stay } = before;
      const left = absorbed.filter(({ id }) => !event.cases.includes(id));
      return { ...stay, ...(left.length > 0 && { absorbed: left }) };
    }
    case 'CaseLinked': {
      const { other, as } = event;
      const links = before.links ?? [];
      const known = links.some((link) => link.other === other && link.as === as);
      return known ? before : { ...before, links: [...links, { other, as }] };
    }
    case 'CaseAdopted': {
      const { other: caseId, taskRef } = event;
      return { ...before, parent: { caseId, taskRef, depth: 1 }, adopted: true };
    }
    case 'CaseRestricted':
      return { ...before, confidential: true, rerouted: true };
    case 'CaseHeld': {
      const { until, cause } = event;
      return {
        ...before,
        hold: { until, cause, stage: before.hold?.stage ?? before.stage },
        stage: 'on-hold',
      };
    }
    case 'CaseContinued': {
      const { hold, ...stay } = before;
      return hold === undefined || before.stage !== 'on-hold' ? stay : { ...stay, stage: hold.stage };
    }
    case 'RequesterReminded': {
      const { since, times, closesAt } = event;
      return { ...before, reminded: { since, times, ...(closesAt !== undefined && { closesAt }) } };
    }
    case 'MessagesSplitOff':
    case 'MessageShared':
      return before;
  }
}

/** Closed as long as it goes on elsewhere: in no queue, woken by nothing, asked nothing. */
function merged(before: Case, { other, at }: Conversing & { type: 'CaseMerged' }): Case {
  const { wakeAt: _wake, closesAt: _closes, notices: _untold, hold: _held, ...stay } = before;
  const { status, stage } = before;
  return {
    ...stay,
    status: 'closed',
    stage: 'merged',
    asked: {},
    merged: { into: other, at, status, stage: before.hold?.stage ?? stage },
  };
}

function unmerged(before: Case, { closesAt }: Conversing & { type: 'CaseUnmerged' }): Case {
  const { merged, ...stay } = before;
  if (merged === undefined) return before;
  const { status, stage } = merged;
  return { ...stay, status, stage, ...(closesAt !== undefined && { closesAt }) };
}

const ENDS_HOLD: ReadonlySet<string> = new Set(['CaseResolved', 'CaseClosed', 'CaseRouted', 'CaseCancelled']);

/** What a case rests for is over once it is solved, closed or given elsewhere. */
export function unheld(before: Case, { type }: Pick<CaseEvent, 'type'>): Case {
  if (before.hold === undefined || !ENDS_HOLD.has(type)) return before;
  const { hold: _over, ...stay } = before;
  return stay;
}
