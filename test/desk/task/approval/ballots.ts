import { expect } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import type { Approval } from '#desk/task/approval/approval.ts';
import { type Ballot, castVote } from '#desk/task/approval/cast-vote.ts';
import type { Policy } from '#desk/task/approval/policy.ts';
import type { Task } from '#desk/task/task.ts';
import { outside } from '../../memory/outside.ts';
import { asks, opens, question } from '../../memory/stories.ts';
import { type Memory, memory } from '../../memory.ts';

export const [AL, BO, CY, BEA] = ['al', 'bo', 'cy', 'bea'].map((name) => `${name}@corp.example`) as [
  string,
  string,
  string,
  string,
];

/** Two of three people. */
export const twoOfThree: Policy = {
  stages: [
    { name: 'the board', seats: [{ person: AL }, { person: BO }, { person: CY }], rule: { atLeast: 2 } },
  ],
  material: ['amount'],
};

/** A case with an approval that is asked, and whoever votes on it. */
export async function voting(policy: Policy = twoOfThree, desk: Memory = memory(), more: Partial<Case> = {}) {
  const { ports, rows } = desk;
  const opened = await opens(desk);
  rows.heads.set(opened.id, { ...opened, facts: { amount: '800' }, ...more });
  const asked = await asks(
    ports,
    question(opened, { of: { approval: policy }, show: ['amount'], openHours: 8, hours: 400 }),
  );
  const world = outside();
  const task = async (): Promise<Task> => (await ports.tasks.find(asked.ref)) ?? expect.fail('no row');
  const approval = async (): Promise<Approval> => (await task()).approval ?? expect.fail('no approval');
  const votes = async (by: string, outcome = 'approve', ballot: Partial<Ballot> = {}) => {
    const { round } = await approval();
    return castVote(ports, asked.ref, { seat: by, stage: 0, round, by, outcome, ...ballot });
  };
  /** Everything that waits in the outbox leaves. */
  const deliver = async () => {
    for (const out of rows.outbox.splice(0)) await world.deliver(ports, out);
  };
  return { desk, ports, rows, opened, ref: asked.ref, task, approval, votes, world, deliver };
}
