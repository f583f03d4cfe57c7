import type { Effect } from '../../delivery/effect.ts';
import type { Task } from '../task.ts';
import { type Approval, type Invitation, openStages, unheard } from './approval.ts';

type Of = Pick<Task, 'caseId' | 'sequence' | 'ref'>;

/** What binds a link to one person, one seat, one stage and one state of the matter (A6). */
export const credentialOf = ({ to, seat, stage, round, version }: Invitation): string =>
  [to, seat, stage, round, version].join(' ');

/** The mails that carry invitations; `why` says what it is besides a first question. Repeating is safe: ids are made of the turn. */
export const invitations = (
  { caseId, sequence, ref }: Of,
  { invited, turn }: Pick<Approval, 'invited' | 'turn'>,
  whom: readonly Invitation[],
  why?: Readonly<{ reminder: string } | { again: string }>,
): readonly Effect[] =>
  whom.map((each) => {
    const place = invited.indexOf(each);
    const kind = why !== undefined && 'reminder' in why ? 'remind' : 'vote';
    return {
      kind: 'mail',
      id: `${caseId}-${sequence}-${kind}-${turn}-${place}`,
      to: [each.to],
      template: 'task',
      values: { ref, place: String(place), ...why },
    };
  });

/** Whether a mail would invite somebody to vote whose seat has voted, or whose stage or round is over. */
export const isStale = (task: Task | undefined, place: string | undefined): boolean => {
  const { approval } = task ?? {};
  if (approval === undefined || place === undefined) return false;
  const invitation = approval.invited[Number(place)];
  return invitation === undefined || !unheard(approval, openStages(approval)).includes(invitation);
};

/** Tells those whose answer is needed no more, and whose links are dead, who decided (A2). */
export const decided = (
  { caseId, sequence }: Of,
  approval: Approval,
  stages: readonly number[],
  text: string,
): readonly Effect[] => {
  const to = [...new Set(unheard(approval, stages).map((each) => each.to))];
  return to.map((address, place) => ({
    kind: 'mail',
    id: `${caseId}-${sequence}-decided-${approval.turn}-${place}`,
    to: [address],
    template: 'decided',
    values: { text },
  }));
};
