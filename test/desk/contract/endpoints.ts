import { describe, expect, test } from 'vitest';
import { afterAttempt, disabled, type Health } from '#desk/delivery/circuit.ts';
import { refusalOf } from '../memory/stories.ts';
import { newId, type Open } from './stores.ts';

const AT = '2026-03-02T09:00:00.000Z';
const failure = (found: Health | undefined) =>
  afterAttempt(found, { message: 'm1', failed: true, probe: false, at: AT });

/** What every adapter keeps of the departments' systems; many containers write it at once. */
export function endpoints(name: string, open: Open): void {
  describe(`what ${name} keeps of a department's system`, () => {
    test('W5 how its calls went is replaced only by whoever saw it', async () => {
      const { stores, close } = await open();
      const [department, endpoint] = [newId(), stores.endpoints];
      expect(await endpoint.find(department)).toBeUndefined();
      const first = failure(undefined);
      await endpoint.keep(department, undefined, first, []);
      expect(await refusalOf(endpoint.keep(department, undefined, first, []))).toBe('stale-version');
      const found = await endpoint.find(department);
      expect(found).toEqual({ ...first, version: 1 });
      const second = failure(found);
      const writes = await Promise.allSettled(
        [1, 2, 3].map(() => endpoint.keep(department, found, second, [])),
      );
      expect(writes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
      const gone = disabled(await endpoint.find(department), AT);
      const letter = { kind: 'mail', id: 'c-1-gone', to: ['lead'], template: 'endpoint-disabled' } as const;
      await endpoint.keep(department, await endpoint.find(department), gone, [
        { caseId: 'c', effect: letter },
      ]);
      expect(await endpoint.find(department)).toEqual({ ...gone, version: 3 });
      close();
    });

    test('W15 reports within a minute are taken up to their number, however many come at once', async () => {
      const { stores, close } = await open();
      const department = newId();
      const take = (minute: string) => stores.endpoints.takeReport(department, minute, 3);
      const taken = await Promise.all(Array.from({ length: 5 }, () => take('2026-03-02T09:00:00.000Z')));
      expect(taken.filter(Boolean)).toHaveLength(3);
      expect(await take('2026-03-02T09:01:00.000Z')).toBe(true);
      expect(await stores.endpoints.takeReport(newId(), '2026-03-02T09:00:00.000Z', 3)).toBe(true);
      close();
    });

    test('W16 when a key signed last is written down once an hour', async () => {
      const { stores, close } = await open();
      const department = newId();
      const use = (key: string, at: string) => stores.endpoints.keepKeyUse(department, key, at);
      await use('k1', AT);
      await use('k1', '2026-03-02T09:59:59.000Z');
      await use('k2', '2026-03-02T09:30:00.000Z');
      expect(await stores.endpoints.keyUses(department)).toEqual([
        { key: 'k1', usedAt: AT },
        { key: 'k2', usedAt: '2026-03-02T09:30:00.000Z' },
      ]);
      await use('k1', '2026-03-02T10:00:00.000Z');
      const uses = await stores.endpoints.keyUses(department);
      expect(uses.find(({ key }) => key === 'k1')?.usedAt).toBe('2026-03-02T10:00:00.000Z');
      close();
    });
  });
}
