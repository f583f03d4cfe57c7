import type { View } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { evolve } from '#desk/case/evolve.ts';
import type { CommitRow, Ports } from '#desk/ports.ts';
import { catchUp } from '#desk/task/catch-up.ts';
import { type Family, withoutParent } from './show-family.ts';

/** A case as it is to be shown, with its history and what has happened since and is not in it yet. */
type Read = Readonly<{ of: Case; commits: readonly CommitRow[]; late: readonly CaseEvent[] }>;

/** A case that was found, with its history. An answer is on its task's row before it is in the history: whoever works on the case sees it at once. */
export async function readCase(desk: Ports, kept: Case, view: Exclude<View, 'none'>): Promise<Read> {
  const late = view === 'agent' ? await catchUp(desk, kept) : [];
  // A commit that came after the case was read would tell such an answer a second time.
  const commits = (await desk.cases.history(kept.id)).filter(({ version }) => version <= kept.version);
  return { of: late.reduce(evolve, kept), commits, late };
}

/** What happened, without what speaks of relatives that its viewer may not see (row 27). */
export const historyOf = ({ commits, late }: Omit<Read, 'of'>, { hides }: Family): readonly CaseEvent[] =>
  [...commits.flatMap(({ events }) => events), ...late].filter((event) => !hides(event)).map(withoutParent);
