import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standingOf, type Voting } from '#desk/task/approval/approval.ts';
import { claimOf } from '#desk/task/approval/ballot.ts';
import { AL, voting as asked, BEA, BO, CY, twoOfThree } from './ballots.ts';

describe('through the API', () => {
  const policy = {
    stages: [{ name: 'two', seats: [{ person: AL }, { group: 'lead' }], rule: 'all' }],
  } as const;
  const claim = async (sub: string, ...groups: string[]) => {
    const of = await asked(policy);
    return claimOf(of.ports, await of.task(), { sub, groups });
  };

  test('whoever has a seat votes on it', async () => {
    expect(await claim(AL, 'it')).toEqual({ seat: AL, stage: 0, round: 1, by: AL });
  });

  test('who belongs to a group votes for it, known by name', async () => {
    expect(await claim(BO, 'it')).toMatchObject({ seat: 'it-lead@corp.example', by: BO, member: true });
  });

  test('nobody else finds such a task (W11)', async () => {
    expect(await claim(BO, 'hr')).toBeUndefined();
  });

  test('a member of a group has one vote, and none on their own request', async () => {
    const of = await asked(policy);
    const seat = 'it-lead@corp.example';
    await of.votes(AL);
    const own = of.votes(AL, 'approve', { seat, by: AL, member: true });
    await expect(own).rejects.toMatchObject({ code: 'not-allowed' });
    const requester = of.opened.requester.address;
    const self = of.votes(requester, 'approve', { seat, member: true });
    await expect(self).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await of.votes(BO, 'approve', { seat, member: true })).toMatchObject({ status: 'accepted' });
    expect((await of.task()).answer?.by).toBe(`${BO} for ${seat}`);
  });

  test('a deputy votes for whoever was invited with them', async () => {
    const of = await asked(twoOfThree);
    await of.ports.directory.delegate({ who: CY, to: BEA, from: '2026-03-01', until: '2026-03-06' }, []);
    expect(await of.votes(BEA, 'approve', { seat: CY })).toMatchObject({ status: 'accepted' });
  });
});

test('A2 in whatever order all votes come, they come to the same, and never to something else on the way', () => {
  const run = fc.record({
    votes: fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
    k: fc.integer({ min: 1, max: 8 }),
    order: fc.infiniteStream(fc.nat()),
  });
  fc.assert(
    fc.property(run, ({ votes, k, order }) => {
      const atLeast = Math.min(k, votes.length);
      const voting = (given: readonly boolean[]): Voting => ({
        stage: { name: 's', seats: [{ group: 'lead' }], rule: { atLeast } },
        seats: votes.map((_, at) => String(at)),
        votes: given.map((yes, at) => ({
          seat: String(at),
          by: String(at),
          outcome: yes ? 'approve' : 'reject',
          at: '2026-03-02T09:00:00.000Z',
        })),
      });
      const expected = votes.filter(Boolean).length >= atLeast ? 'approve' : 'reject';
      const left = [...votes];
      const given: boolean[] = [];
      while (left.length > 0) {
        const at = (order.next().value ?? 0) % left.length;
        given.push(...left.splice(at, 1));
        expect(['open', expected]).toContain(standingOf(voting(given)));
      }
      expect(standingOf(voting(given))).toBe(expected);
    }),
    { numRuns: 300, seed: 20260301 },
  );
});
