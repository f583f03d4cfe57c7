import { describe, expect, test } from 'vitest';
import { nextStages, standingOf, type Vote, type Voting, verdict } from '#desk/task/approval/approval.ts';
import { changedFact, materialOf } from '#desk/task/approval/material.ts';
import { holds, needed, type Policy, type Rule, type Stage, stagesFor } from '#desk/task/approval/policy.ts';

const stage = (rule: Rule, more: Partial<Stage> = {}): Stage => ({
  name: 'the board',
  seats: [{ group: 'lead' }],
  rule,
  ...more,
});

/** A stage with so many seats and these votes: `+` approves, `-` rejects. */
const voting = (rule: Rule, seats: number, votes = '', more: Partial<Stage> = {}): Voting => ({
  stage: stage(rule, more),
  seats: Array.from({ length: seats }, (_, at) => `p${at}`),
  votes: [...votes].map(
    (sign, at): Vote => ({
      seat: `p${at}`,
      by: `p${at}`,
      outcome: sign === '+' ? 'approve' : 'reject',
      at: '2026-03-02T09:00:00.000Z',
    }),
  ),
});

describe('A1 and A2: what votes come to, as soon as they can come to nothing else', () => {
  test.each<[Rule, number, string, string]>([
    ['single', 3, '', 'open'],
    ['single', 3, '+', 'approve'],
    ['single', 3, '-', 'reject'],
    ['any', 3, '--', 'open'],
    ['any', 3, '--+', 'approve'],
    ['any', 3, '---', 'reject'],
    ['all', 3, '++', 'open'],
    ['all', 3, '+++', 'approve'],
    ['all', 3, '+-', 'reject'],
    [{ atLeast: 2 }, 3, '+', 'open'],
    [{ atLeast: 2 }, 3, '++', 'approve'],
    [{ atLeast: 2 }, 3, '-', 'open'],
    [{ atLeast: 2 }, 3, '+-', 'open'],
    [{ atLeast: 2 }, 3, '--', 'reject'],
    [{ atLeast: 2 }, 1, '', 'reject'],
    [{ percent: 50 }, 3, '+', 'open'],
    [{ percent: 50 }, 3, '++', 'approve'],
    [{ percent: 100 }, 2, '+-', 'reject'],
  ])('%j of %i with %j is %s', (rule, seats, votes, standing) => {
    expect(standingOf(voting(rule, seats, votes))).toBe(standing);
  });

  test('one rejection ends it where rejecting wins', () => {
    expect(standingOf(voting({ atLeast: 2 }, 5, '-'), true)).toBe('reject');
    expect(standingOf(voting({ atLeast: 2 }, 5, '-'), false)).toBe('open');
  });

  test('a percentage of nobody is never enough', () => {
    expect(needed({ percent: 1 }, 10)).toBe(1);
    expect(standingOf(voting({ percent: 0 }, 3))).toBe('open');
  });
});

describe('A1 stages', () => {
  const policy = { stages: [stage('all')] } as const;
  const standing = (...stages: Voting[]) => verdict({ policy, stages });
  const next = (...stages: Voting[]) => nextStages({ policy, stages });

  test('all have to approve, and one that rejects rejects it', () => {
    expect(standing(voting('all', 1, '+'), voting('all', 0))).toBe('open');
    expect(standing(voting('all', 1, '+'), voting('all', 1, '+'))).toBe('approve');
    expect(standing(voting('all', 1, '-'), voting('all', 0))).toBe('reject');
  });

  test('come one after the other, unless together with the one before', () => {
    const apart = [voting('all', 0), voting('all', 0), voting('all', 0, '', { together: true })];
    expect(next(...apart)).toEqual([0]);
    expect(next(voting('all', 1, '+'), ...apart.slice(1))).toEqual([1, 2]);
    expect(next(voting('all', 2, '+'), ...apart.slice(1))).toEqual([]);
    expect(next(voting('all', 1, '+'))).toEqual([]);
  });

  test('are needed by what a fact says; what nobody filled in is needed', () => {
    const big = { fact: 'amount', moreThan: 5000 } as const;
    const staged: Policy = { stages: [stage('any'), stage('all', { when: big })] };
    const count = (facts: Record<string, string>) => stagesFor(staged, facts).length;
    expect([
      count({ amount: '5000' }),
      count({ amount: '5000.01' }),
      count({}),
      count({ amount: 'much' }),
    ]).toEqual([1, 2, 2, 2]);
    expect(holds({ fact: 'site', is: 'Berlin' }, { site: 'Bonn' })).toBe(false);
    expect(holds({ fact: 'amount', atMost: 100 }, { amount: '101' })).toBe(false);
  });

  test('are needed where an amount can be read in more than one way', () => {
    const big = { fact: 'amount', moreThan: 1000 } as const;
    const written = ['5.000', '5,000', '5.000,00', '5 000', '0x10', '1e1', '٥', '-'];
    expect(written.filter((amount) => !holds(big, { amount }))).toEqual([]);
    expect(holds({ fact: 'amount', atMost: 1000 }, { amount: '5.000' })).toBe(true);
    const plain = ['1000', ' 999,50 ', '12.5', '-3'];
    expect(plain.filter((amount) => holds(big, { amount }))).toEqual([]);
  });

  test('nothing approves itself: where no condition holds, the first stage is asked', () => {
    const never: Policy = { stages: [stage('all', { when: { fact: 'amount', moreThan: 9 } })] };
    expect(stagesFor(never, { amount: '1' })).toHaveLength(1);
  });
});

describe('A8 a change of what was approved', () => {
  const policy: Policy = {
    material: ['from'],
    beneficiary: 'for',
    stages: [stage('all', { when: { fact: 'amount', moreThan: 9 } })],
  };
  const facts = { from: '2026-06-01', for: 'al@corp.example', amount: '10', colour: 'red' };
  const approval = { policy, material: materialOf(policy, { facts }) };

  test.each([
    ['from', '2026-07-01'],
    ['for', 'bo@corp.example'],
    ['amount', '11'],
  ])('is one of %s', (fact, value) => {
    expect(changedFact(approval, { facts: { ...facts, [fact]: value } })).toBe(fact);
  });

  test('is none of a trivial fact', () => {
    expect(changedFact(approval, { facts: { ...facts, colour: 'blue' } })).toBeUndefined();
  });
});
