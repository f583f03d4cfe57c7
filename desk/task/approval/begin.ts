import type { Case } from '../../case/case.ts';
import type { Ports } from '../../ports.ts';
import { addBusiness } from '../../sla/business-time.ts';
import type { Approval, Invitation } from './approval.ts';
import { isActive } from './delegation.ts';
import { materialOf } from './material.ts';
import { type Policy, stagesFor } from './policy.ts';
import { excludedFrom, seatsOf } from './seats.ts';

const HOUR = 3600;

/** The hours in which somebody works: those of their location where the department has some, else the department's (A5). */
async function hoursOf({ directory, catalogue }: Ports, { department }: Case, address: string) {
  const { calendars, locations } = catalogue.department(department);
  const there = (await directory.find(address))?.location;
  const named = there === undefined ? undefined : locations?.[there];
  return calendars.find(({ name }) => name === named) ?? calendars[0];
}

/** The latest moment by which everybody of these has had so many opening hours of their own. */
async function after(desk: Ports, found: Case, seats: readonly string[], hours: number): Promise<string> {
  const all = await Promise.all(
    seats.map(async (seat) => addBusiness(await hoursOf(desk, found, seat), desk.now(), hours * HOUR)),
  );
  return all.sort().at(-1) ?? desk.now();
}

/** Whoever decides in the place of a seat now: one step, never further, and never somebody who has no vote or one of their own (A4). */
export async function delegateOf(
  { directory }: Pick<Ports, 'directory'>,
  seat: string,
  without: readonly string[],
  at: string,
): Promise<string | undefined> {
  const delegation = await directory.delegation(seat);
  const to = delegation?.to.toLowerCase();
  return delegation !== undefined && to !== undefined && isActive(delegation, at) && !without.includes(to)
    ? to
    : undefined;
}

/** Lets stages begin: fills their seats, invites each with a delegate where there is one, and gives them their time. */
export async function beginStages(
  desk: Ports,
  found: Case,
  approval: Approval,
  which: readonly number[],
): Promise<Approval> {
  const invited: Invitation[] = [];
  const begun: string[] = [];
  const stages = [...approval.stages];
  for (const at of which) {
    const voting = stages[at];
    if (voting === undefined) continue;
    const seats = await seatsOf(desk, found, approval, voting.stage);
    stages[at] = { ...voting, seats };
    for (const seat of seats) {
      const link = { seat, stage: at, round: approval.round, version: found.version };
      const delegate = await delegateOf(desk, seat, [...approval.excluded, ...seats], desk.now());
      invited.push({ ...link, to: seat });
      if (delegate !== undefined) invited.push({ ...link, to: delegate });
    }
    begun.push(...seats);
  }
  const { openHours } = approval;
  return {
    ...approval,
    stages,
    invited: [...approval.invited, ...invited],
    remind: await after(desk, found, begun, openHours / 2),
    expires: await after(desk, found, begun, openHours),
  };
}

/** An approval as it begins, or begins again because what was approved is something else now (A8). */
export async function beginApproval(
  desk: Ports,
  found: Case,
  asked: Readonly<{ policy: Policy; show: readonly string[]; openHours: number }>,
  before?: Pick<Approval, 'turn' | 'round' | 'invited' | 'voided'>,
): Promise<Approval> {
  const { policy } = asked;
  const stages = stagesFor(policy, found.facts).map((stage) => ({ stage, seats: [], votes: [] }));
  const together = stages.findIndex(({ stage }, at) => at > 0 && stage.together !== true);
  const fresh: Approval = {
    ...asked,
    turn: 1,
    round: 1,
    invited: [],
    ...before,
    stages,
    excluded: excludedFrom(policy, found),
    material: materialOf(policy, found),
    remind: desk.now(),
    expires: desk.now(),
  };
  const first = stages.slice(0, together < 0 ? undefined : together).map((_, at) => at);
  return beginStages(desk, found, fresh, first);
}
