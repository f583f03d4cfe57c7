import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaseFact, happened } from '#desk/case/events.ts';
import { decisionsOf, sealsOf } from '#desk/case/evidence.ts';
import type { CommitRow } from '#desk/ports.ts';

const asked = (ref: string, state: string): CaseFact => ({
  type: 'TaskAsked',
  ref,
  state,
  visit: ref,
  of: 'audit@corp.example',
  expires: '2026-12-31T00:00:00Z',
  version: '4',
});

const by = (id: string) => ({ kind: 'agent' as const, id });
const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T10:00:00Z`;

const history: readonly CommitRow[] = [
  {
    version: 1,
    effects: [],
    events: happened(at(1), by('p'), asked('a', 'Review it'), asked('b', 'Approve it')),
  },
  {
    version: 2,
    effects: [],
    events: happened(at(2), by('bea@corp.example'), {
      type: 'VoteCast',
      ref: 'b',
      stage: 'lead',
      of: 'ann@corp.example',
      vote: 'approve',
    }),
  },
  {
    version: 3,
    effects: [],
    events: happened(at(3), by('p'), { type: 'ApprovalVoided', ref: 'b', fact: 'amount' }),
  },
  {
    version: 4,
    effects: [],
    events: happened(at(4), by('carl@corp.example'), {
      type: 'TaskAnswered',
      ref: 'a',
      outcome: 'approve-with-conditions',
      comment: 'Keep the logs a year.',
    }),
  },
  { version: 5, effects: [], events: happened(at(5), by('p'), { type: 'TaskExpired', ref: 'b' }) },
];

const events = history.flatMap((commit) => commit.events);

describe('the evidence of a case (row 36)', () => {
  test('is what was asked of whom, by which version, and who said what to it', () => {
    expect(decisionsOf(events)).toEqual([
      {
        taskRef: 'a',
        state: 'Review it',
        version: '4',
        of: 'audit@corp.example',
        askedAt: at(1),
        votes: [],
        voided: [],
        end: 'answered',
        endedAt: at(4),
        by: by('carl@corp.example'),
        outcome: 'approve-with-conditions',
        comment: 'Keep the logs a year.',
      },
      {
        taskRef: 'b',
        state: 'Approve it',
        version: '4',
        of: 'audit@corp.example',
        askedAt: at(1),
        votes: [{ at: at(2), by: by('bea@corp.example'), of: 'ann@corp.example', vote: 'approve' }],
        voided: [{ at: at(3), fact: 'amount' }],
        end: 'expired',
        endedAt: at(5),
        by: by('p'),
      },
    ]);
  });

  test('says what is still open', () => {
    expect(decisionsOf(events.slice(0, 2)).map(({ end }) => end)).toEqual(['open', 'open']);
  });
});

describe('the seals of a history', () => {
  const seals = sealsOf(history);

  test('stay as they are while the history grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: history.length }), (length) => {
        expect(sealsOf(history.slice(0, length))).toEqual(seals.slice(0, length));
      }),
    );
  });

  test('notice a change, a commit taken out and two that changed places, from there on', () => {
    const changed = history.map((commit) =>
      commit.version === 2 ? { ...commit, events: happened(at(3), by('p'), asked('c', 'Other')) } : commit,
    );
    const last = (commits: readonly CommitRow[]) => sealsOf(commits).at(-1)?.seal;
    expect(sealsOf(changed)[0]).toEqual(seals[0]);
    for (const other of [
      changed,
      history.toSpliced(2, 1),
      [...history.slice(1, 2), ...history.toSpliced(1, 1)],
    ])
      expect(last(other)).not.toBe(seals.at(-1)?.seal);
  });

  test('do not depend on the order in which a table gives fields back', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([name, of]) => [name, turned(of)]),
            )
          : value;
    expect(sealsOf(turned(history) as typeof history)).toEqual(seals);
  });
});
