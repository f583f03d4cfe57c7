import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { Case } from './case.ts';
import { reopenClocks } from './clocks.ts';
import { change } from './commit.ts';
import { type CaseFact, happened } from './events.ts';
import { isUrgent } from './quiet.ts';
import { toTeam } from './receive.ts';
import { closing } from './resolve-case.ts';

/**
 * Keeps the requester's answer to "did this help?" (row 76). Yes closes the case at once, no opens it again for its
 * department's people; the newest answer counts. Refuses `case-not-found`.
 */
export async function answerSurvey(desk: Ports, caseId: string, helped: boolean): Promise<Case> {
  const after = await change(desk, caseId, (found) => {
    // Nobody in need was asked (row 76), so there is nothing to answer.
    if (found.helped === helped || isUrgent(found)) return undefined;
    const facts: CaseFact[] = [{ type: 'SurveyAnswered', helped }];
    const again = !helped && found.status === 'resolved';
    if (helped && found.status === 'resolved') facts.push(...closing(found, 'confirmed'));
    if (again) facts.push({ type: 'CaseReopened', cause: 'survey' }, ...reopenClocks(desk.catalogue, found));
    return {
      events: happened(desk.now(), { kind: 'requester', id: found.requester.address }, ...facts),
      effects: again ? [toTeam(desk, found, 'reopened')] : [],
    };
  });
  if (after === undefined) throw new DeskError('case-not-found', 'there is no such case');
  return after;
}
