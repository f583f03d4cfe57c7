import type { Asked, Case, Child } from './case.ts';
import type { CaseEvent } from './events.ts';

const without = <T>(entries: Readonly<Record<string, T>>, drop: (value: T) => boolean) =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => !drop(value)));

/** The newest questions to the requester: older ones stand in the history alone. */
export const inquired = ({ inquired = [] }: Case, ref: string) => ({
  inquired: [...inquired, ref].slice(-40),
});

const askedBy = ({ at, ...event }: CaseEvent & { type: 'TaskAsked' }): Asked => {
  const { ref, visit, waits, keeps, look, elsewhere } = event;
  return {
    ref,
    visit,
    ...(waits !== undefined && { waits }),
    ...(waits === 'waiting-requester' && { since: at, ...(elsewhere && { elsewhere }) }),
    ...(keeps !== undefined && { keeps }),
    ...(look !== undefined && { look }),
  };
};

/** A question as its case keeps it while it is open; of a part that is handed on, the whole remembers which case it is. */
export const asked = (before: Case, event: CaseEvent & { type: 'TaskAsked' }): Case => ({
  ...withChild(before, event),
  ...(event.topic !== undefined && inquired(before, event.ref)),
  asked: { ...before.asked, [event.state]: askedBy(event) },
});

/** A question that was looked at keeps when it is to be looked at next. */
export const lookedAt = (
  before: Case,
  { ref, look, reminded }: CaseEvent & { type: 'QuestionSeenTo' },
): Case => ({
  ...before,
  asked: Object.fromEntries(
    Object.entries(before.asked).map(([state, each]) => [
      state,
      each.ref === ref ? { ...each, look, ...(reminded !== undefined && { reminded }) } : each,
    ]),
  ),
});

const withChild = (before: Case, { ref, child }: CaseEvent & { type: 'TaskAsked' }): Case =>
  child === undefined
    ? before
    : { ...before, children: { ...before.children, [ref]: { ...child, state: 'asked' } } };

/** A question that is open no more; where a child was to answer it, the parent remembers what became of it. */
export function over(before: Case, ref: string, state: Child['state']): Case {
  const child = before.children?.[ref];
  // Whoever fills in a form writes no message: the waiting for them ends with the last question.
  const ofThem = Object.values(before.asked).filter(({ waits }) => waits === 'waiting-requester');
  const waited = ofThem.length === 1 && ofThem[0]?.ref === ref;
  return {
    ...before,
    ...(waited && before.status === 'waiting' && { status: 'open' as const, stage: 'answered' }),
    asked: without(before.asked, (asked) => asked.ref === ref),
    ...(child !== undefined && { children: { ...before.children, [ref]: { ...child, state } } }),
  };
}
