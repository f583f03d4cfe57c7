import { type View, type Viewer, viewOf } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { isConversing } from '#desk/case/evolve-conversation.ts';
import { MAYBE_RELATED } from '#desk/case/own-facts.ts';
import type { Ports } from '#desk/ports.ts';

/** The other cases an event names. */
const namedBy = (event: CaseEvent): readonly string[] => {
  if (event.type === 'CaseAbsorbed') return event.cases.map(({ id }) => id);
  if (event.type === 'CaseReleased') return [event.other, ...event.cases];
  if (event.type === 'MessageShared') return [event.other, ...(event.via === undefined ? [] : [event.via])];
  if ('other' in event) return [event.other];
  if (event.type === 'FactRecorded' && event.name === MAYBE_RELATED) return [event.value];
  return 'via' in event && event.via !== undefined ? [event.via] : [];
};

/** Other cases, as far as a viewer may see all of them: the others are absent, and are not counted (row 27). */
export async function visible(
  desk: Pick<Ports, 'cases'>,
  viewer: Viewer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Case>> {
  const found = await Promise.all([...new Set(ids)].map((id) => desk.cases.find(id)));
  return new Map(
    found.flatMap((each) =>
      each !== undefined && viewOf(viewer, each) === 'agent' ? [[each.id, each] as const] : [],
    ),
  );
}

/** Whether these are words between the desk and this person: of a merged case its own people alone read what went through it. */
function isBetween(event: CaseEvent, { sub }: Viewer): boolean {
  if (event.type === 'MessageShared') return event.from === sub;
  if (isConversing(event)) return false;
  if (event.type === 'MessageReceived' && event.via !== undefined) return event.from === sub;
  if (event.type === 'MessageSent' && event.via !== undefined) return event.to.includes(sub);
  return true;
}

/** What a requester sees of such an event: not which other case it speaks of. */
function unnamed(event: CaseEvent): CaseEvent {
  if (event.type === 'MessageShared') {
    const { via: _other, ...rest } = event;
    return { ...rest, other: '' };
  }
  if (event.type === 'MessageReceived' || event.type === 'MessageSent') {
    const { via: _other, ...rest } = event;
    return rest;
  }
  return event;
}

/** The part of a history that a viewer may see as far as it speaks of other cases, and of how cases stand to one another. */
export async function shownEvents(
  desk: Pick<Ports, 'cases'>,
  viewer: Viewer,
  view: Exclude<View, 'none'>,
  events: readonly CaseEvent[],
): Promise<readonly CaseEvent[]> {
  if (view === 'requester') return events.filter((event) => isBetween(event, viewer)).map(unnamed);
  const others = await visible(desk, viewer, events.flatMap(namedBy));
  return events.flatMap((event) => {
    if (namedBy(event).every((id) => others.has(id))) return [event];
    // Words stay; which case they came through is not said.
    return event.type === 'MessageReceived' || event.type === 'MessageSent' ? [unnamed(event)] : [];
  });
}

/** What an agent is shown of how a case stands to others, and of what it waits for. */
export async function shownConversation(
  desk: Pick<Ports, 'cases'>,
  viewer: Viewer,
  of: Case,
): Promise<object> {
  const { links = [], merged, absorbed = [], hold, reminded } = of;
  const ids = [
    ...links.map(({ other }) => other),
    ...absorbed.map(({ id }) => id),
    ...(merged ? [merged.into] : []),
  ];
  const others = await visible(desk, viewer, ids);
  const named = (id: string) => {
    const other = others.get(id);
    return other === undefined ? [] : [{ caseId: id, reference: other.reference, status: other.status }];
  };
  return {
    links: links.flatMap(({ other, as }) => named(other).map((each) => ({ as, ...each }))),
    merged: absorbed.flatMap(({ id }) => named(id)),
    ...(merged !== undefined && { mergedInto: named(merged.into)[0] ?? {}, mergedAt: merged.at }),
    ...(hold !== undefined && { hold: { until: hold.until, cause: hold.cause } }),
    ...(reminded !== undefined && { reminded }),
  };
}

/** The facts of a case without a hint at a case that this viewer may not see. */
export async function shownFacts(
  desk: Pick<Ports, 'cases'>,
  viewer: Viewer,
  { facts }: Pick<Case, 'facts'>,
): Promise<Case['facts']> {
  const { [MAYBE_RELATED]: hint, ...rest } = facts;
  if (hint === undefined || (await visible(desk, viewer, [hint])).has(hint)) return facts;
  return rest;
}
