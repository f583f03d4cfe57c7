import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../memory/stories.ts';
import { append, following, type Open, opening, type Stores, taskOf } from './stores.ts';

/** What every store of cases does with commits of several cases at once: all of them or none. */
export function appendsSeveral(name: string, open: Open): void {
  describe(`commits of two cases in ${name}`, () => {
    let stores: Stores;
    let close: () => void;
    beforeAll(async () => {
      ({ stores, close } = await open());
    });
    afterAll(() => close());

    const versions = async (...ids: string[]) =>
      Promise.all(ids.map(async (id) => (await stores.cases.find(id))?.version));

    test('are both found again, one of them a new case', async () => {
      const one = await append(stores, opening());
      const first = opening();
      const next = following(one);
      await stores.cases.appendAll([next, first]);
      expect(await stores.cases.find(one.id)).toEqual(next.after);
      expect(await stores.cases.find(first.after.id)).toEqual(first.after);
    });

    test('V1 are both refused when somebody else wrote to either of them first', async () => {
      const [one, other] = [await append(stores, opening()), await append(stores, opening())];
      await append(stores, following(other));
      expect(await refusalOf(stores.cases.appendAll([following(one), following(other)]))).toBe(
        'stale-version',
      );
      expect(await versions(one.id, other.id)).toEqual([1, 2]);
    });

    test('are both refused when a task of either is no longer open', async () => {
      const [one, other] = [await append(stores, opening()), await append(stores, opening())];
      const task = taskOf(one);
      const asked = await append(stores, following(one, undefined, { tasks: [{ type: 'ask', task }] }));
      const settle = { type: 'settle', ref: task.ref, state: 'withdrawn' } as const;
      const ended = await append(stores, following(asked, undefined, { tasks: [settle] }));
      const late = following(ended, undefined, { tasks: [settle] });
      expect(await refusalOf(stores.cases.appendAll([following(other), late]))).toBe('conflict');
      expect(await versions(one.id, other.id)).toEqual([3, 1]);
    });

    test('V1 of eight pairs at once, crosswise, each case has its versions without a gap (S3)', async () => {
      const [one, other] = [await append(stores, opening()), await append(stores, opening())];
      const pairs = Array.from({ length: 8 }, (_, i) =>
        stores.cases.appendAll(
          i % 2 === 0 ? [following(one), following(other)] : [following(other), following(one)],
        ),
      );
      const outcomes = await Promise.allSettled(pairs);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await versions(one.id, other.id)).toEqual([2, 2]);
      for (const { id } of [one, other])
        expect((await stores.cases.history(id)).map(({ version }) => version)).toEqual([1, 2]);
    });
  });
}
