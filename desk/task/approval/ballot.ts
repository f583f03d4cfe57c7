import type { Catalogue } from '../../department.ts';
import type { Ports } from '../../ports.ts';
import type { Task } from '../task.ts';
import { type Approval, type Invitation, openStages } from './approval.ts';
import type { Ballot } from './cast-vote.ts';
import { isActive } from './delegation.ts';

/** Whether an address is that of a group of some department, and nobody's own. */
export const isGroup = ({ departments }: Pick<Catalogue, 'departments'>, address: string): boolean =>
  departments.some(({ groups }) =>
    Object.values(groups).includes(address.slice(0, address.lastIndexOf('@'))),
  );

/**
 * Whether an invitation went to a group as such. Nobody decides by it: whoever opens it may be the one who asked for the
 * matter, and a group does not say who of it decided (A3, A6).
 */
export const isToGroup = (catalogue: Pick<Catalogue, 'departments'>, { to, seat }: Invitation): boolean =>
  to === seat && isGroup(catalogue, seat);

/** Whose vote it is that somebody may give, and on what. */
export type Claim = Pick<Ballot, 'seat' | 'stage' | 'round' | 'by' | 'member'>;

/** Whether somebody decides in the place of somebody else now (A4). */
export async function isDelegate(desk: Ports, by: string, of: string): Promise<boolean> {
  const delegation = await desk.directory.delegation(of);
  return delegation !== undefined && delegation.to.toLowerCase() === by && isActive(delegation, desk.now());
}

/**
 * The vote that a reply claims: its sender was sent the question, or decides now in the place of whoever was (A7).
 * Nobody votes for a group by the mail that the group was sent: who of it is to decide has a mail of their own (A3).
 */
export async function claimByMail(
  desk: Ports,
  approval: Approval,
  place: number,
  from: string,
): Promise<Claim | undefined> {
  const invitation = approval.invited[place];
  // A mailbox that several share says as little as their link who of them decided.
  if (invitation === undefined || isToGroup(desk.catalogue, invitation)) return undefined;
  const { seat, stage, round, to, member } = invitation;
  if (member) return to === from ? { seat, stage, round, by: from, member } : undefined;
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
    invited.some(
      (each) => each.to === viewer.sub && each.seat === seat && each.stage === stage && !each.member,
    ),
  );
  if (stoodFor !== undefined) return stoodFor;
  const group = seats.find(({ seat }) => groups.includes(seat.slice(0, seat.lastIndexOf('@'))));
  return group !== undefined && viewer.groups.includes(department) ? { ...group, member: true } : undefined;
}
