import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { inZone, label } from '#desk/delivery/wording.ts';
import { isRefusal } from '#desk/errors.ts';
import {
  type Approval,
  type Invitation,
  openStages,
  unheard,
  voterOf,
} from '#desk/task/approval/approval.ts';
import { isToGroup } from '#desk/task/approval/ballot.ts';
import { castVote } from '#desk/task/approval/cast-vote.ts';
import { inviteMember } from '#desk/task/approval/invite-member.ts';
import { credentialOf } from '#desk/task/approval/letters.ts';
import { shownTo } from '#desk/task/approval/shown.ts';
import { isLinkOf, refOfLink } from '#desk/task/link.ts';
import type { Task } from '#desk/task/task.ts';
import type { Answer } from '../shell/http.ts';
import { desk } from '../signing-desk.ts';
import { askPage, overPage } from './answer-form.ts';
import { sentPage, whoPage } from './group-page.ts';
import { facts, page, paragraph } from './page.ts';

/** How the door of the pages reads and guards a form. */
export type Guard = Readonly<{
  form(event: APIGatewayProxyEventV2): Record<string, string>;
  csrf(link: string): Promise<string>;
  checkCsrf(link: string, given: string): Promise<void>;
}>;

/** Who voted what in a stage, and when (A6). */
const votes = ({ stages }: Approval, department: string, stage: number): string =>
  facts(
    (stages[stage]?.votes ?? []).map((vote) => [
      voterOf(vote),
      `${label(vote.outcome)}, ${inZone(desk().catalogue, department, vote.at)}`,
    ]),
  );

/** The page behind an invitation as things stand: the question, or who decided what and when (A6). */
async function shown(
  link: string,
  ref: string,
  which: Invitation,
  guard: Guard,
  fault = '',
  given = '',
): Promise<Answer> {
  const task = await desk().tasks.find(ref);
  const { approval } = task ?? {};
  if (task === undefined || approval === undefined) throw new Error(`task ${ref} is gone`);
  const said = votes(approval, task.department, which.stage);
  if (task.state !== 'asked') {
    const { body, ...over } = overPage(task);
    return {
      ...over,
      body: which.round === approval.round ? body.replace('\n</main>', `${said}\n</main>`) : body,
    };
  }
  if (which.round !== approval.round) {
    const changed = approval.voided?.[which.round - 1];
    return page(
      410,
      'This has changed since',
      paragraph(
        `${label(changed?.fact ?? 'it')} was changed, so what was decided before no longer counts. A newer mail asks again.`,
      ),
    );
  }
  if (!unheard(approval, openStages(approval)).some((each) => credentialOf(each) === credentialOf(which)))
    return page(200, 'This is answered', `${paragraph(task.question)}${said}`);
  const found = await desk().cases.find(task.caseId);
  if (found === undefined) throw new Error(`case ${task.caseId} is gone`);
  const visible = { ...shownTo(found, approval, which.stage) };
  const whose = which.member ? 'as one of' : 'in the place of';
  const deputy = which.to === which.seat ? {} : { [whose]: which.seat };
  const now: Task = { ...task, shown: { ...visible, ...deputy }, expiresAt: approval.expires };
  if (isToGroup(desk().catalogue, which)) return whoPage(now, which, await guard.csrf(link), given, fault);
  return askPage(now, await guard.csrf(link), {}, fault);
}

/** Whoever opened the link of a group is sent one of their own, and decides by that (A3). */
async function toMember(
  link: string,
  task: Task,
  which: Invitation,
  who: string,
  guard: Guard,
): Promise<Answer> {
  try {
    await inviteMember(desk(), task, which, who);
  } catch (error) {
    if (isRefusal(error, 'invalid')) return shown(link, task.ref, which, guard, error.message, who);
    throw error;
  }
  const after = await desk().tasks.find(task.ref);
  const waits =
    after?.state === 'asked' &&
    after.approval !== undefined &&
    unheard(after.approval, openStages(after.approval)).some(
      (each) => credentialOf(each) === credentialOf(which),
    );
  return waits ? sentPage(who) : shown(link, task.ref, which, guard);
}

/**
 * The page of one vote of several; undefined where the link leads to another question. GET shows the matter as it is now
 * and decides nothing; POST gives the vote, and then shows who decided what and when (A6, A12).
 */
export async function ballotPage(
  link: string,
  event: APIGatewayProxyEventV2,
  guard: Guard,
): Promise<Answer | undefined> {
  const ref = refOfLink(link);
  const task = await desk().tasks.find(ref);
  if (task?.approval === undefined) return undefined;
  const keys = await desk().keys();
  const which = task.approval.invited.find((each) => isLinkOf(keys, link, 'answer', ref, credentialOf(each)));
  if (which === undefined) return undefined;
  if (event.requestContext.http.method !== 'POST') return shown(link, ref, which, guard);
  const { csrf = '', outcome = '', comment, who = '' } = guard.form(event);
  await guard.checkCsrf(link, csrf);
  if (isToGroup(desk().catalogue, which)) return toMember(link, task, which, who, guard);
  const { seat, stage, round, to: by, member } = which;
  try {
    await castVote(desk(), ref, {
      ...{ seat, stage, round, by, outcome },
      ...(member && { member }),
      ...(comment ? { comment } : {}),
    });
  } catch (error) {
    if (isRefusal(error, 'invalid')) return shown(link, ref, which, guard, error.message);
    // What became of it instead, the page shows as it does for everybody who comes late.
    if (!isRefusal(error, 'task-over') && !isRefusal(error, 'conflict')) throw error;
  }
  return shown(link, ref, which, guard);
}
