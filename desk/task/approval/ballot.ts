import type { Ports } from '../../ports.ts';
import type { Task } from '../task.ts';
import { type Approval, openStages } from './approval.ts';
import type { Ballot } from './cast-vote.ts';
import { isActive } from './delegation.ts';

/** Whose vote it is that somebody may give, and on what. */
export type Claim = Pick<Ballot, 'seat' | 'stage' | 'round' | 'by' | 'member'>;

/** Whether somebody decides in the place of somebody else now (A4). */
export async function isDelegate(desk: Ports, by: string, of: string): Promise<boolean> {
  const delegation = await desk.directory.delegation(of);
  return delegation !== undefined && delegation.to.toLowerCase() === by && isActive(delegation, desk.now());
}

/**
 * The vote that a reply claims: its sender was sent the question, or decides now in the place of whoever was (A7).
 * Nobody votes for a group by mail, since a mail does not prove who belongs to it.
 */
export async function claimByMail(
  desk: Ports,
  approval: Approval,
  place: number,
  from: string,
): Promise<Claim | undefined> {
  const invitation = approval.invited[place];
  if (invitation === undefined) return undefined;
  const { seat, stage, round, to } = invitation;
  if (to !== from && seat !== from && !(await isDelegate(desk, from, seat))) return undefined;
  return { seat, stage, round, by: from };
}

/** The first vote that somebody known to the API has: a seat of their own, of whom they stand in for, or of their group. */
export async function claimOf(
  desk: Ports,
  { approval, department }: Pick<Task, 'approval' | 'department'>,
  viewer: Readonly<{ sub: string; groups: readonly string[] }>,
): Promise<Claim | undefined> {
  if (approval === undefined) return undefined;
  const { round, stages, invited } = approval;
  const groups = Object.values(desk.catalogue.department(department).groups);
  const seats = openStages(approval).flatMap((stage) =>
    (stages[stage]?.seats ?? []).map((seat) => ({ seat, stage, round, by: viewer.sub })),
  );
  const own = seats.find(({ seat }) => seat === viewer.sub);
  if (own !== undefined) return own;
  const stoodFor = seats.find(({ seat, stage }) =>
    invited.some((each) => each.to === viewer.sub && each.seat === seat && each.stage === stage),
  );
  if (stoodFor !== undefined) return stoodFor;
  const group = seats.find(({ seat }) => groups.includes(seat.slice(0, seat.lastIndexOf('@'))));
  return group !== undefined && viewer.groups.includes(department) ? { ...group, member: true } : undefined;
}
