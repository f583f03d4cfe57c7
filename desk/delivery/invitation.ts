import { isToGroup } from '../task/approval/ballot.ts';
import { credentialOf, isStale } from '../task/approval/letters.ts';
import { shownTo } from '../task/approval/shown.ts';
import type { Task } from '../task/task.ts';
import type { Effect } from './effect.ts';
import type { Told } from './told.ts';
import { label } from './wording.ts';

type Values = Extract<Effect, { kind: 'mail' }>['values'];

/** The invitation to vote that a mail carries, if it carries one. */
const invitationOf = (values: Values, task: Task | undefined) =>
  values?.place === undefined ? undefined : task?.approval?.invited[Number(values.place)];

/** Whom the link of a mail is made for: whoever it goes to, or one seat in one stage and round (A6). */
export function linkedTo(values: Values, task: Task | undefined, to: string): string {
  const invitation = invitationOf(values, task);
  return invitation === undefined ? to : credentialOf(invitation);
}

/** The question a reply may decide: what is approved or rejected, by one person or by several (A7). */
export const decidedByReply = (
  values: Values,
  task: Task | undefined,
): { task?: Readonly<{ ref: string; place: string }> } =>
  task?.outcomes.includes('approve') === true && task.outcomes.includes('reject')
    ? { task: { ref: task.ref, place: values?.place ?? '0' } }
    : {};

/** Why a mail about a question is not sent any more: the question is over, or this person has voted. */
export function notAsked(values: Values, task: Task | undefined): string | undefined {
  if (task === undefined) return undefined;
  if (task.state !== 'asked') return task.state;
  return isStale(task, values?.place) ? 'voted' : undefined;
}

/** The requester's words that a mail about a question may carry; none where the stage may not see them (A10). */
export function wordsShown(values: Values, task: Task | undefined): string | undefined {
  const invitation = invitationOf(values, task);
  const show = invitation === undefined ? undefined : task?.approval?.stages[invitation.stage]?.stage.show;
  return show === undefined || show.includes('message') ? task?.message : undefined;
}

/** What somebody with a vote is told besides the question: in whose place, why again, and what their stage may see (A8, A10). */
export function askedNow({ of, values, catalogue }: Pick<Told, 'of' | 'values' | 'catalogue'>, task: Task) {
  const invitation = invitationOf(values, task);
  if (task.approval === undefined || invitation === undefined)
    return { shown: task.shown, heading: [], until: task.expiresAt, toGroup: false };
  const { seat, to, member } = invitation;
  return {
    shown: shownTo(of, task.approval, invitation.stage),
    until: task.approval.expires,
    toGroup: isToGroup(catalogue, invitation),
    heading: [
      ...(values.again === undefined
        ? []
        : [
            `${label(values.again)} has changed, so what was decided before no longer counts. Please decide again.`,
          ]),
      ...(values.reminder === undefined ? [] : ['This is a reminder: your decision is still missing.']),
      ...(to === seat
        ? []
        : [
            member
              ? `You are asked as one of ${seat}; it is recorded as yours for them.`
              : `You are asked in the place of ${seat}, who made you their deputy.`,
          ]),
    ],
  };
}
