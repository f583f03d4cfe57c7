import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../memory/stories.ts';
import { append, following, newId, type Open, opening, type Stores, taskOf } from './stores.ts';

/** What every store of cases does with a commit: all of it or nothing, and which refusal it says. */
export function appends(name: string, open: Open): void {
  describe(`a commit in ${name}`, () => {
    let stores: Stores;
    let close: () => void;
    beforeAll(async () => {
      ({ stores, close } = await open());
    });
    afterAll(() => close());

    const ledger = (key = newId()) => ({ key, at: '2026-03-02T09:00:00.000Z', class: 'appended' as const });
    const exists = async (id: string) => (await stores.cases.find(id)) !== undefined;

    test('is found again, whole, with its history and its reference', async () => {
      const first = await append(stores, opening({ wakeAt: '2026-03-02T10:00:00.000Z' }));
      expect(await stores.cases.find(first.id)).toEqual(first);
      const effect = { kind: 'resume', id: `${first.id}-2-resume`, ref: 'r' } as const;
      const step = following(first, undefined, { effects: [effect] });
      const second = await append(stores, step);
      expect(await stores.cases.find(first.id)).toEqual(second);
      expect(await stores.cases.history(first.id)).toEqual([
        { version: 1, events: opening({ id: first.id }).commit.events, effects: [] },
        { version: 2, events: step.commit.events, effects: [effect] },
      ]);
      expect(await stores.cases.findByReference(first.reference)).toBe(first.id);
    });

    test('of what never was is not found', async () => {
      expect(await stores.cases.find('nothing')).toBeUndefined();
      expect(await stores.cases.history('nothing')).toEqual([]);
      expect(await stores.cases.findByReference('XX-0000-000')).toBeUndefined();
    });

    test('V1 from a version somebody else left behind is refused, and nothing of it stays', async () => {
      const first = await append(stores, opening());
      await append(stores, following(first));
      const task = taskOf(first);
      const row = ledger();
      const late = following(first, undefined, { tasks: [{ type: 'ask', task }], ledger: row });
      expect(await refusalOf(append(stores, late))).toBe('stale-version');
      expect(await stores.tasks.find(task.ref)).toBeUndefined();
      expect(await stores.ledger.find(row.key)).toBeUndefined();
      expect(await stores.cases.history(first.id)).toHaveLength(2);
    });

    test('that opens a case twice is refused', async () => {
      const { id } = await append(stores, opening());
      expect(await refusalOf(append(stores, opening({ id })))).toBe('stale-version');
    });

    test('of a case that is gone is refused', async () => {
      expect(await refusalOf(append(stores, following(opening().after)))).toBe('stale-version');
    });

    test('with a reference that is taken is refused', async () => {
      const { reference } = await append(stores, opening());
      const { after, ...second } = opening();
      const taken = { ...second, after: { ...after, reference } };
      expect(await refusalOf(append(stores, taken))).toBe('conflict');
      expect(await exists(after.id)).toBe(false);
    });

    test('C1 of a mail that is in the books is refused as a repetition, whatever else is wrong', async () => {
      const row = ledger();
      const first = await append(stores, { ...opening(), commit: { ...opening().commit, ledger: row } });
      expect(await stores.ledger.find(row.key)).toEqual(row);
      const settle = { type: 'settle', ref: 'nothing', state: 'expired' } as const;
      const stale = { ...first, version: 7 };
      const again = following(stale, undefined, { ledger: row, tasks: [settle] });
      expect(await refusalOf(append(stores, again))).toBe('duplicate');
    });

    test('V1 a lost race is told before a task that is no longer open', async () => {
      const first = await append(stores, opening());
      await append(stores, following(first));
      const settle = { type: 'settle', ref: 'nothing', state: 'expired' } as const;
      expect(await refusalOf(append(stores, following(first, undefined, { tasks: [settle] })))).toBe(
        'stale-version',
      );
    });

    test('V1 of eight at once one wins, and the history has no gap (S3)', async () => {
      const first = await append(stores, opening());
      const races = Array.from({ length: 8 }, (_, i) =>
        append(stores, following(first, { type: 'NoteAdded', text: `${i}` })),
      );
      const outcomes = await Promise.allSettled(races);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'stale-version' });
      expect((await stores.cases.history(first.id)).map(({ version }) => version)).toEqual([1, 2]);
    });

    test('C1 of six that take in one mail at once one wins, the others are told to look again', async () => {
      const row = { ...ledger(), class: 'opened' as const };
      const steps = Array.from({ length: 6 }, () => opening());
      const outcomes = await Promise.allSettled(
        steps.map((step) => append(stores, { ...step, commit: { ...step.commit, ledger: row } })),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected')
          expect(['duplicate', 'stale-version']).toContain(outcome.reason.code);
      const found = await Promise.all(steps.map(({ after }) => exists(after.id)));
      expect(found.filter(Boolean)).toHaveLength(1);
    });
  });
}
