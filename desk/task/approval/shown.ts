import type { Case } from '../../case/case.ts';
import type { Approval } from './approval.ts';

/** The fields of a case a question may show. The requester's words (`message`) are named by their key, not copied. */
export function shownOf(found: Case, show: readonly string[]): Record<string, string> {
  const all: Record<string, string> = {
    subject: found.subject,
    requester: found.requester.address,
    ...found.facts,
  };
  return Object.fromEntries(show.flatMap((field) => (all[field] === undefined ? [] : [[field, all[field]]])));
}

/** What those who vote in a stage may see of a case as it is now: their stage's own facts, or the question's (A6, A10). */
export const shownTo = (
  found: Case,
  { stages, show }: Pick<Approval, 'stages' | 'show'>,
  stage: number,
): Record<string, string> => shownOf(found, stages[stage]?.stage.show ?? show);
