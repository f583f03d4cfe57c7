import { type CaseEvent, happened } from '../../case/events.ts';
import type { Task } from '../task.ts';
import type { Approval, Vote } from './approval.ts';

const cast = (ref: string, stage: string, { seat, by, outcome, comment, at }: Vote): CaseEvent[] =>
  happened(
    at,
    { kind: 'participant', id: by },
    { type: 'VoteCast', ref, stage, of: seat, vote: outcome, ...(comment !== undefined && { comment }) },
  );

const stageOf = ({ stages }: Approval, { seat }: Vote): string =>
  stages.find(({ seats }) => seats.includes(seat))?.stage.name ?? 'before';

/**
 * The votes of an approval as its case's history says them once it is over: who voted, in whose place (`B for A`, A4),
 * when, and what a change of the matter voided (A8). Until then they stand on the row of the task.
 */
export function votesSaid({ ref, approval }: Pick<Task, 'ref' | 'approval'>): CaseEvent[] {
  if (approval === undefined) return [];
  return [
    ...(approval.voided ?? []).flatMap(({ at, fact, votes }) => [
      ...votes.flatMap((vote) => cast(ref, stageOf(approval, vote), vote)),
      ...happened(at, { kind: 'desk' }, { type: 'ApprovalVoided', ref, fact }),
    ]),
    ...approval.stages.flatMap(({ stage, votes }) => votes.flatMap((vote) => cast(ref, stage.name, vote))),
  ];
}
