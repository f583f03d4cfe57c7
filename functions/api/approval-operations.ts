import type { Viewer } from '#desk/case/authorise.ts';
import { changeFacts } from '#desk/case/change-facts.ts';
import { DeskError } from '#desk/errors.ts';
import type { Receipt } from '#desk/task/answer.ts';
import { claimOf } from '#desk/task/approval/ballot.ts';
import { castVote } from '#desk/task/approval/cast-vote.ts';
import { delegate } from '#desk/task/approval/delegate.ts';
import { desk } from '../writing-desk.ts';
import { agent, type Call, opened, seen } from './call.ts';
import { viewerOf } from './viewer.ts';

/** A vote through the API; undefined where the task is no approval. Refuses `task-not-found` for what is not the viewer's (W11). */
export async function vote(
  viewer: Viewer,
  ref: string,
  { outcome, comment }: Readonly<{ outcome: string; comment?: string }>,
): Promise<Receipt | undefined> {
  const task = await desk().tasks.find(ref);
  if (task?.approval === undefined) return undefined;
  const claim = await claimOf(desk(), task, viewer);
  if (claim === undefined) throw new DeskError('task-not-found', 'there is no such task');
  return castVote(desk(), ref, { ...claim, outcome, ...(comment !== undefined && { comment }) });
}

/** What the API can do about approvals besides voting. */
export const APPROVALS = {
  delegateApprovals: async ({ event, body }: Call<{ to: string; from: string; until: string }>) => {
    const { sub } = viewerOf(event);
    const { who: _self, ...kept } = await delegate(desk(), { ...body, who: sub, to: body.to.toLowerCase() });
    return kept;
  },

  changeFacts: async ({ event, body, path }: Call<Readonly<Record<string, string>>>) => {
    const viewer = viewerOf(event);
    const { found } = await seen(viewer, path.caseId ?? '', 'agent');
    return opened(await changeFacts(desk(), found.id, agent(viewer), body));
  },
};
