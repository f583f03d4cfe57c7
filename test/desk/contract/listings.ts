import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Case, Status } from '#desk/case/case.ts';
import type { QueueLine } from '#desk/ports.ts';
import { refusalOf } from '../memory/stories.ts';
import { append, following, newId, type Open, opening, type Stores } from './stores.ts';

const SEED = 20_260_301;
const DUE = [
  '2026-03-02T10:00:00.000Z',
  '2026-03-02T11:00:00.000Z',
  '2026-03-03T09:00:00.000Z',
  '9999-12-31T00:00:00.000Z',
];
const STATUS: readonly Status[] = ['open', 'waiting', 'resolved', 'closed'];

/** What every store's listings hold: the queue of a department, what is due, what a person asked for. */
export function listings(name: string, open: Open, numRuns: number): void {
  describe(`a listing of ${name}`, () => {
    let stores: Stores;
    let close: () => void;
    beforeAll(async () => {
      ({ stores, close } = await open());
    });
    afterAll(() => close());

    /** Reads a queue page by page; `between` is what happens meanwhile. */
    async function pages(department: string, limit: number, between = async (_page: number) => {}) {
      const lines: QueueLine[] = [];
      let from: Readonly<Record<string, string>> | undefined;
      for (let page = 1; page === 1 || from !== undefined; page += 1) {
        const read = await stores.cases.listQueue(department, limit, from);
        expect(read.items.length).toBeLessThanOrEqual(limit);
        lines.push(...read.items);
        from = read.next;
        await between(page);
      }
      return lines;
    }
    const set = (before: Case, more: Partial<Case>) => append(stores, following(before, undefined, {}, more));

    const queue = fc.array(fc.record({ due: fc.constantFrom(...DUE), status: fc.constantFrom(...STATUS) }), {
      maxLength: 14,
    });

    test('S1 its pages together are the open cases, each once, in the order in which they fall due', async () => {
      const property = fc.asyncProperty(queue, fc.integer({ min: 1, max: 5 }), async (wanted, limit) => {
        const department = newId();
        const cases: Case[] = [];
        for (const { due, status } of wanted)
          cases.push(
            await set(await append(stores, opening({ department, dueAt: due })), { status, dueAt: due }),
          );
        const lines = await pages(department, limit);
        const isOpen = ({ status }: Case) => status === 'open' || status === 'waiting';
        expect(lines.map(({ caseId }) => caseId).sort()).toEqual(
          cases
            .filter(isOpen)
            .map(({ id }) => id)
            .sort(),
        );
        const due = lines.map(({ dueAt }) => dueAt);
        expect(due).toEqual(due.toSorted());
        const [line] = lines;
        const found = cases.find(({ id }) => id === line?.caseId);
        if (line)
          expect(line).toEqual({
            caseId: found?.id,
            reference: found?.reference,
            priority: 2,
            stage: 'received',
            dueAt: found?.dueAt,
          });
      });
      await fc.assert(property, { seed: SEED, numRuns });
    });

    test('S1 while cases change, those that do not are still listed, each once', async () => {
      const moves = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...DUE), fc.constantFrom(...STATUS)), {
        maxLength: 6,
      });
      const property = fc.asyncProperty(
        queue,
        moves,
        fc.integer({ min: 1, max: 4 }),
        async (wanted, moved, limit) => {
          const department = newId();
          const cases = new Map<string, Case>();
          for (const { due } of wanted) {
            const made = await append(stores, opening({ department, dueAt: due }));
            cases.set(made.id, made);
          }
          const touched = new Set<string>();
          const lines = await pages(department, limit, async (page) => {
            const [at, dueAt, status] = moved[page - 1] ?? [];
            const before = at === undefined ? undefined : [...cases.values()][at % Math.max(1, cases.size)];
            if (before === undefined || dueAt === undefined || status === undefined) return;
            touched.add(before.id);
            cases.set(before.id, await set(before, { status, dueAt }));
          });
          const still = [...cases.keys()].filter((id) => !touched.has(id));
          const seen = lines.map(({ caseId }) => caseId).filter((id) => !touched.has(id));
          expect(seen.sort()).toEqual(still.sort());
        },
      );
      await fc.assert(property, { seed: SEED, numRuns });
    });

    test('S1 cases that fall due in the same moment are listed each once, however small the pages', async () => {
      const department = newId();
      const ids: string[] = [];
      for (let i = 0; i < 12; i += 1)
        ids.push((await append(stores, opening({ department, dueAt: DUE[3] ?? '' }))).id);
      for (const limit of [1, 2, 5]) {
        const lines = await pages(department, limit);
        expect(lines.map(({ caseId }) => caseId).sort()).toEqual(ids.sort());
      }
    });

    test('S1 a case that changes its department is in the one queue and not in the other', async () => {
      const [from, to] = [newId(), newId()];
      const before = await append(stores, opening({ department: from, dueAt: DUE[0] ?? '' }));
      await set(before, { department: to, assignee: 'kim@corp.example' });
      expect(await pages(from, 5)).toEqual([]);
      expect(await pages(to, 5)).toMatchObject([{ caseId: before.id, assignee: 'kim@corp.example' }]);
    });

    const due = async (until: string) => (await stores.dueUntil(until)).filter(({ kind }) => kind === 'case');
    const wakes = async (id: string, until: string) => (await due(until)).filter((waker) => waker.id === id);

    test('I3 of what is due has a case from its wake-up on, and no longer once nothing is left to wait for', async () => {
      const wakeAt = '2026-03-02T10:00:00.000Z';
      const before = await append(stores, opening({ wakeAt }));
      expect(await wakes(before.id, '2026-03-02T09:59:59.999Z')).toEqual([]);
      expect(await wakes(before.id, wakeAt)).toEqual([{ kind: 'case', id: before.id, wakeAt }]);
      const { wakeAt: _gone, ...closed } = following(before).after;
      await append(stores, { ...following(before), after: closed });
      expect(await wakes(before.id, '2030-01-01T00:00:00.000Z')).toEqual([]);
    });

    test('I3 a wake-up is moved without a new version, and only on the case that was looked at', async () => {
      const [early, late] = ['2026-03-02T10:00:00.000Z', '2026-03-02T12:00:00.000Z'];
      const seen = await append(stores, opening({ wakeAt: early }));
      await stores.cases.reschedule(seen, late);
      expect(await stores.cases.find(seen.id)).toEqual({ ...seen, wakeAt: late });
      expect(await wakes(seen.id, early)).toEqual([]);
      expect(await refusalOf(stores.cases.reschedule(seen, early)), 'another look moved it').toBe(
        'stale-version',
      );
      await stores.cases.reschedule({ ...seen, wakeAt: late }, undefined);
      expect(await wakes(seen.id, late)).toEqual([]);
      const changed = await append(stores, following(seen, undefined, {}, { wakeAt: late }));
      expect(await refusalOf(stores.cases.reschedule(seen, early)), 'somebody changed it').toBe(
        'stale-version',
      );
      expect((await stores.cases.find(seen.id))?.wakeAt).toBe(changed.wakeAt);
    });

    test('row 2 what a person asked for, newest first, no more than asked', async () => {
      const requester = `${newId()}@corp.example`;
      const times = ['2026-03-02T09:00:00.000Z', '2026-03-02T10:00:00.000Z', '2026-03-02T11:00:00.000Z'];
      const ids: string[] = [];
      for (const at of times) ids.push((await append(stores, opening({ requester, at }))).id);
      expect(await stores.cases.listForRequester(requester, 2)).toEqual([ids[2], ids[1]]);
      expect(await stores.cases.listForRequester('nobody@corp.example', 2)).toEqual([]);
    });
  });
}
