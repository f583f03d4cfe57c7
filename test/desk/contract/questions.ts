import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { refusalOf } from '../memory/stories.ts';
import { append, following, newId, type Open, opening, type Stores, taskOf } from './stores.ts';

const AT = '2026-03-02T09:00:00.000Z';
const answer = { outcome: 'approve', by: 'boss', at: AT, fields: { a: 1 } };
const answered = { state: 'answered', answer } as const;
const unreachable = { state: 'undeliverable', failure: { at: AT, cause: 'tls' } } as const;
const resumes = (ref: string): [Outgoing] => [
  { caseId: 'c', effect: { kind: 'resume', id: 'c-2-resume', ref } },
];

/** What every store does with the questions of processes. */
export function questions(name: string, open: Open): void {
  describe(`a row in ${name}`, () => {
    let stores: Stores;
    let close: () => void;
    beforeAll(async () => {
      ({ stores, close } = await open());
    });
    afterAll(() => close());

    const asked = async () => {
      const first = await append(stores, opening());
      const task = taskOf(first);
      const second = await append(stores, following(first, undefined, { tasks: [{ type: 'ask', task }] }));
      return { task, second };
    };

    test('of a question is found with the token of its process, and is asked once', async () => {
      const { task, second } = await asked();
      expect(await stores.tasks.find(task.ref)).toEqual(task);
      const again = following(second, undefined, { tasks: [{ type: 'ask', task }] });
      expect(await refusalOf(append(stores, again))).toBe('conflict');
      expect(await stores.tasks.find('nothing')).toBeUndefined();
    });

    test('of a question that is answered in the moment it is put has its answer', async () => {
      const first = await append(stores, opening());
      const task = { ...taskOf(first), ...answered };
      await append(stores, following(first, undefined, { tasks: [{ type: 'ask', task }] }));
      expect(await stores.tasks.find(task.ref)).toEqual(task);
    });

    test('K1 of a question is settled once; whoever comes second is refused', async () => {
      const { task, second } = await asked();
      await stores.tasks.settle(task.ref, answered, resumes(task.ref));
      expect(await stores.tasks.find(task.ref)).toEqual({ ...task, ...answered });
      expect(await refusalOf(stores.tasks.settle(task.ref, unreachable, resumes(task.ref)))).toBe('conflict');
      const expires = (ref: string) =>
        following(second, undefined, { tasks: [{ type: 'settle', ref, state: 'expired' }] });
      expect(await refusalOf(append(stores, expires(task.ref)))).toBe('conflict');
      expect(await stores.tasks.find(task.ref)).toEqual({ ...task, ...answered });
      expect(await refusalOf(append(stores, expires(newId())))).toBe('conflict');
      expect(await refusalOf(stores.tasks.settle(newId(), answered, resumes(task.ref)))).toBe('conflict');
    });

    test('K1 of a question that expired is not answered any more', async () => {
      const { task, second } = await asked();
      const expired = { type: 'settle', ref: task.ref, state: 'expired' } as const;
      await append(stores, following(second, undefined, { tasks: [expired] }));
      expect(await refusalOf(stores.tasks.settle(task.ref, answered, resumes(task.ref)))).toBe('conflict');
      expect(await stores.tasks.find(task.ref)).toEqual({ ...task, state: 'expired' });
    });

    test('A12 of a question that many settle at once has one end, the others are told', async () => {
      const { task, second } = await asked();
      const expired = { type: 'settle', ref: task.ref, state: 'expired' } as const;
      const outcomes = await Promise.allSettled([
        ...['a', 'b', 'c'].map((by) => {
          const how = { ...answered, answer: { ...answered.answer, by } };
          return stores.tasks.settle(task.ref, how, resumes(task.ref));
        }),
        append(stores, following(second, undefined, { tasks: [expired] })),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected')
          expect(['conflict', 'stale-version']).toContain(outcome.reason.code);
    });

    test('W4 of a question says why its system could not be reached', async () => {
      const { task } = await asked();
      await stores.tasks.settle(task.ref, unreachable, resumes(task.ref));
      expect(await stores.tasks.find(task.ref)).toEqual({ ...task, ...unreachable });
    });

    test('K5 of a question that is settled is bound to the newer token and stays settled', async () => {
      const { task } = await asked();
      await stores.tasks.settle(task.ref, answered, resumes(task.ref));
      const bound = { ...task, ...answered, token: 'newer' };
      expect(await stores.tasks.rebind(task.ref, 'newer')).toEqual(bound);
      expect(await stores.tasks.find(task.ref)).toEqual(bound);
    });

    test('K5 of a question is bound to the newer token and keeps everything else', async () => {
      const { task } = await asked();
      expect(await stores.tasks.rebind(task.ref, 'newer')).toEqual({ ...task, token: 'newer' });
      expect(await stores.tasks.find(task.ref)).toEqual({ ...task, token: 'newer' });
      await expect(stores.tasks.rebind('nothing', 'newer')).rejects.toThrow('is gone');
      expect(await stores.tasks.find('nothing')).toBeUndefined();
    });
  });
}
