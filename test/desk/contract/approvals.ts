import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { type Approval, withVote } from '#desk/task/approval/approval.ts';
import type { Task } from '#desk/task/task.ts';
import { refusalOf } from '../memory/stories.ts';
import { append, following, newId, type Open, opening, type Stores, taskOf } from './stores.ts';

const AT = '2026-03-02T09:00:00.000Z';
const stage = { name: 'the board', seats: [{ group: 'lead' }], rule: 'all' } as const;

/** An approval nobody has voted on. */
const fresh: Approval = {
  policy: { stages: [stage] },
  show: [],
  openHours: 8,
  turn: 1,
  round: 1,
  stages: [{ stage, seats: ['al@corp.example', 'bo@corp.example'], votes: [] }],
  invited: [],
  excluded: [],
  material: {},
  remind: AT,
  expires: AT,
};
const voted = (approval: Approval, seat: string) =>
  withVote(approval, 0, { seat, by: seat, outcome: 'approve', at: AT });
const answered = { state: 'answered', answer: { outcome: 'approve', by: 'bo', at: AT } } as const;
const resumes = (ref: string): [Outgoing] => [
  { caseId: 'c', effect: { kind: 'resume', id: 'c-2-resume', ref } },
];

/** What every store does with the votes on a question. */
export function approvals(name: string, open: Open): void {
  describe(`an approval in ${name}`, () => {
    let stores: Stores;
    let close: () => void;
    beforeAll(async () => {
      ({ stores, close } = await open());
    });
    afterAll(() => close());

    const asked = async () => {
      const first = await append(stores, opening());
      const task: Task = { ...taskOf(first), of: { kind: 'approval' }, approval: fresh };
      const second = await append(stores, following(first, undefined, { tasks: [{ type: 'ask', task }] }));
      return { task, second };
    };

    test('is kept vote by vote, and the last one settles the question in that same write', async () => {
      const { task } = await asked();
      expect(await stores.tasks.find(task.ref)).toEqual(task);
      const one = voted(fresh, 'al@corp.example');
      await stores.tasks.vote(task.ref, one, undefined, []);
      expect(await stores.tasks.find(task.ref)).toEqual({ ...task, approval: one });
      const two = voted(one, 'bo@corp.example');
      await stores.tasks.vote(task.ref, two, answered, resumes(task.ref));
      expect(await stores.tasks.find(task.ref)).toEqual({ ...task, ...answered, approval: two });
    });

    test('A12 gets one of two votes at once, and the other looks again', async () => {
      const { task } = await asked();
      const outcomes = await Promise.allSettled(
        ['al@corp.example', 'bo@corp.example'].map((seat) =>
          stores.tasks.vote(task.ref, voted(fresh, seat), undefined, []),
        ),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const seen = voted(fresh, 'cy@corp.example');
      expect(await refusalOf(stores.tasks.vote(task.ref, seen, undefined, []))).toBe('stale-version');
    });

    test('K4 takes no vote once it is settled, expired or never was', async () => {
      const { task, second } = await asked();
      const expired = { type: 'settle', ref: task.ref, state: 'expired' } as const;
      await append(stores, following(second, undefined, { tasks: [expired] }));
      const vote = (ref: string) => stores.tasks.vote(ref, voted(fresh, 'al'), undefined, []);
      expect(await refusalOf(vote(task.ref))).toBe('conflict');
      expect(await refusalOf(vote(newId()))).toBe('conflict');
    });

    test('A4 a delegation is kept beside the person, replaced, and survives news of the person', async () => {
      const who = `${newId()}@corp.example`;
      expect(await stores.directory.delegation(who)).toBeUndefined();
      const first = { who, to: 'bea@corp.example', from: '2026-03-02', until: '2026-03-06' };
      await stores.directory.delegate({ ...first, to: 'cy@corp.example' }, []);
      await stores.directory.delegate(first, []);
      await stores.directory.keep({ address: who, manager: 'boss@corp.example' });
      expect(await stores.directory.delegation(who)).toEqual(first);
    });
  });
}
