import { DeskError, isRefusal } from '../../errors.ts';
import { domainOf } from '../../intake/addresses.ts';
import type { Ports } from '../../ports.ts';
import type { Task } from '../task.ts';
import { type Approval, type Invitation, openStages, unheard } from './approval.ts';
import { isGroup } from './ballot.ts';
import { invitations } from './letters.ts';

const ATTEMPTS = 6;

/** So many people of one group are sent a link of their own: who wants more, fills mailboxes. */
const MOST_MEMBERS = 10;

function refused(message: string): DeskError {
  return new DeskError('invalid', `this address ${message}`, { faults: [{ pointer: '/who', message }] });
}

/** Refuses who may not vote, and whoever the desk does not know as one person: a list of people could hide the requester. */
async function checkMember(
  desk: Ports,
  ref: string,
  { excluded, stages }: Approval,
  { stage }: Invitation,
  who: string,
): Promise<void> {
  if (excluded.includes(who)) throw new DeskError('not-allowed', 'nobody decides on their own request');
  if (!desk.settings.companyDomains.includes(domainOf(who) ?? ''))
    throw refused('should be that of one of our people');
  if (isGroup(desk.catalogue, who)) throw refused('should be your own, not that of a group');
  if (stages[stage]?.seats.includes(who))
    throw new DeskError('not-allowed', 'one person has one vote, and yours has a link of its own');
  if ((await desk.directory.find(who)) === undefined)
    throw refused(
      `is of nobody the desk knows: please decide by the API (POST /tasks/${ref}/answer), or have the platform team enter you in the directory (PUT /people/${who})`,
    );
}

/** The approval with one more invitation, or undefined where that one was sent already or nobody is asked any more. */
function withMember(approval: Approval, which: Invitation, who: string): Approval | undefined {
  const { seat, stage, round } = which;
  const open = unheard(approval, openStages(approval));
  const same = (each: Invitation) => each.seat === seat && each.stage === stage && each.round === round;
  if (!open.some(same) || open.some((each) => same(each) && each.to === who)) return undefined;
  if (open.filter((each) => same(each) && each.member).length >= MOST_MEMBERS)
    throw new DeskError('too-many', `enough people of ${seat} have a link of their own`);
  const own: Invitation = { ...which, to: who, member: true };
  return { ...approval, turn: approval.turn + 1, invited: [...approval.invited, own] };
}

/**
 * Sends a link of their own to somebody who opened the one that their group was sent (A3). Two things together say who decides:
 * the group's link, and a mail to their own address. One write of the task's row; repeating is safe: one person is sent one
 * link for a seat, and reminders go to it as to every other. Refuses `not-allowed` for whoever has no vote, `invalid` for an
 * address that is no person's, `too-many`, and `stale-version` after six lost races (V2).
 */
export async function inviteMember(desk: Ports, task: Task, which: Invitation, who: string): Promise<void> {
  const address = who.trim().toLowerCase();
  for (let attempt = 1; ; attempt += 1) {
    const { approval, state } = (await desk.tasks.find(task.ref)) ?? {};
    if (approval === undefined || state !== 'asked') return;
    await checkMember(desk, task.ref, approval, which, address);
    const after = withMember(approval, which, address);
    if (after === undefined) return;
    const letters = invitations(task, after, after.invited.slice(-1));
    try {
      const out = letters.map((effect) => ({ caseId: task.caseId, effect }));
      await desk.tasks.vote(task.ref, after, undefined, out);
      return;
    } catch (error) {
      if (isRefusal(error, 'conflict')) return;
      if (!isRefusal(error, 'stale-version') || attempt === ATTEMPTS) throw error;
    }
  }
}
