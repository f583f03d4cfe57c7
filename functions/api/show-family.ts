import { type Viewer, viewOf } from '#desk/case/authorise.ts';
import { type Case, isOver } from '#desk/case/case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import type { Ports } from '#desk/ports.ts';

type Desk = Pick<Ports, 'cases' | 'catalogue'>;

/** What stands above and below a case, as far as one viewer may see it. */
export type Family = Readonly<{
  children: readonly Case[];
  /** The open child that is due last, then its own, and so on: what the whole waits for longest (row 23). */
  critical: readonly Case[];
  parent?: Case;
  /** Whether something of the case speaks of a child that is not theirs to see (row 27). */
  hides(of: object): boolean;
}>;

async function childrenOf({ cases }: Desk, viewer: Viewer, of: Case) {
  const all = await Promise.all(
    Object.entries(of.children ?? {}).map(async ([ref, { caseId, department }]) => {
      const found = await cases.find(caseId);
      const seen = found !== undefined && viewOf(viewer, found) !== 'none';
      return { ref, department, found: seen ? found : undefined };
    }),
  );
  return { all, seen: all.flatMap(({ found }) => found ?? []) };
}

const dueOf = ({ dueAt = '9999' }: Case) => dueAt;

async function criticalOf(desk: Desk, viewer: Viewer, seen: readonly Case[]): Promise<readonly Case[]> {
  const [last] = seen
    .filter((each) => !isOver(each))
    .sort((a, b) => dueOf(b).localeCompare(dueOf(a)) || a.id.localeCompare(b.id));
  if (last === undefined) return [];
  const below = await childrenOf(desk, viewer, last);
  return [last, ...(await criticalOf(desk, viewer, below.seen))];
}

/** Finds the family of a case. What a viewer may not see is absent, also from what is counted. */
export async function familyOf(desk: Desk, viewer: Viewer, of: Case): Promise<Family> {
  const { all, seen } = await childrenOf(desk, viewer, of);
  const hidden = all.filter(({ found }) => found === undefined);
  const refs = new Set(hidden.map(({ ref }) => ref));
  const known = new Set([of.department, ...seen.map(({ department }) => department)]);
  const clocks = new Set(
    hidden.flatMap(({ department }) => (known.has(department) ? [] : [`ola:${department}`])),
  );
  const parent = of.parent && (await desk.cases.find(of.parent.caseId));
  return {
    children: seen,
    critical: await criticalOf(desk, viewer, seen),
    ...(parent !== undefined && viewOf(viewer, parent) !== 'none' && { parent }),
    hides: (of) =>
      ('ref' in of && refs.has(String(of.ref))) || ('clock' in of && clocks.has(String(of.clock))),
  };
}

/** A line about a relative: where it stands, in the words of its department. */
function lineOf({ catalogue }: Desk, of: Case) {
  const { stages } = catalogue.department(of.department).words;
  return {
    caseId: of.id,
    reference: of.reference,
    department: of.department,
    service: of.service,
    status: of.status,
    stage: of.stage,
    label: stages[of.stage] ?? of.stage,
    ...(of.outcome !== undefined && { outcome: of.outcome }),
    ...(of.dueAt !== undefined && !of.dueAt.startsWith('9999') && { dueAt: of.dueAt }),
  };
}

/** The family as the API says it; nothing for a case that has none. */
export const shownFamily = (desk: Desk, { children, critical, parent }: Family) => ({
  ...(parent !== undefined && { parent: { caseId: parent.id, reference: parent.reference } }),
  ...(children.length > 0 && {
    children: children.map((child) => lineOf(desk, child)),
    criticalPath: critical.map(({ id, reference, department, dueAt }) => ({
      caseId: id,
      reference,
      department,
      ...(dueAt !== undefined && !dueAt.startsWith('9999') && { dueAt }),
    })),
  }),
});

/** An event without what leads to a parent: whoever may see that is told by `parent`. */
export function withoutParent(event: CaseEvent): CaseEvent {
  if (event.type !== 'CaseOpened') return event;
  const { parent: _above, ...rest } = event;
  return rest;
}
