import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Delivery } from '#desk/delivery/delivery.ts';
import type { Outgoing } from '#desk/delivery/effect.ts';
import type { AutomaticMail } from '#desk/intake/caps.ts';
import { dedupeKey } from '#desk/intake/dedupe.ts';
import type { LedgerEntry } from '#desk/intake/ledger-entry.ts';
import { refusalOf } from '../memory/stories.ts';
import { FRONT_DOOR } from '../memory.ts';
import { append, following, newId, type Open, opening, type Stores, taskOf } from './stores.ts';

const AT = '2026-03-02T09:00:00.000Z';
const answer = { outcome: 'approve', by: 'boss', at: AT, fields: { a: 1 } };
const answered = { state: 'answered', answer } as const;
const unreachable = { state: 'undeliverable', failure: { at: AT, cause: 'tls' } } as const;
const resumes = (ref: string): [Outgoing] => [
  { caseId: 'c', effect: { kind: 'resume', id: 'c-2-resume', ref } },
];

/** What every store does with tasks, the books, deliveries, counted mails and people. */
export function rows(name: string, open: Open): void {
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

    test('C3 of the books is written once', async () => {
      const entry: LedgerEntry = { key: newId(), at: AT, class: 'suspended', cause: 'spam', raw: 'raw/1' };
      await stores.ledger.record(entry);
      expect(await stores.ledger.find(entry.key)).toEqual(entry);
      expect(await refusalOf(stores.ledger.record({ ...entry, cause: 'virus' }))).toBe('duplicate');
      expect((await stores.ledger.find(entry.key))?.cause).toBe('spam');
      expect(await stores.ledger.find('nothing')).toBeUndefined();
    });

    test('C3 of a dead letter gives way to that of its mail, with and without a case, and to no other', async () => {
      const dead = (): LedgerEntry => ({
        key: newId(),
        at: AT,
        class: 'dead-lettered',
        cause: 'Error',
        raw: 'raw/1',
      });
      const [one, two] = [dead(), dead()];
      for (const entry of [one, two]) await stores.ledger.record(entry);
      const first = opening();
      const opened: LedgerEntry = {
        key: one.key,
        at: AT,
        class: 'opened',
        caseId: first.after.id,
        raw: 'raw/1',
      };
      await append(stores, { ...first, commit: { ...first.commit, ledger: opened } });
      const spam: LedgerEntry = { ...two, class: 'suspended', cause: 'spam' };
      await stores.ledger.record(spam);
      for (const entry of [opened, spam]) {
        expect(
          await refusalOf(
            stores.ledger.record(dead()).then(() => stores.ledger.record({ ...one, key: entry.key })),
          ),
        ).toBe('duplicate');
        expect(await stores.ledger.find(entry.key)).toEqual(entry);
      }
    });

    test('C3 of the books is the same when something leaves with it', async () => {
      const entry: LedgerEntry = { key: newId(), at: AT, class: 'suspended', cause: 'oversized' };
      const effect = { kind: 'mail', id: 'x-1-oversized', to: ['a@x'], template: 'oversized' } as const;
      await stores.ledger.record(entry, [{ caseId: newId(), effect }]);
      expect(await stores.ledger.find(entry.key)).toEqual(entry);
    });

    test('E8.3 of the books says which case a person’s message went into', async () => {
      const messageId = `${newId()}@corp.example`;
      const bare = { from: undefined, subject: '', text: '', recipients: [FRONT_DOOR], messageId };
      const key = dedupeKey(bare, [FRONT_DOOR]);
      const step = opening();
      const ledger = { key, at: AT, class: 'opened', caseId: step.after.id } as const;
      await append(stores, { ...step, commit: { ...step.commit, ledger } });
      expect(await stores.ledger.caseOfMessage(messageId)).toBe(step.after.id);
      expect(await stores.ledger.caseOfMessage('other@corp.example')).toBeUndefined();
    });

    test('C3 of the books is listed by its day, in order, page by page, each once', async () => {
      const day = '2031-05-06';
      const entries = Array.from(
        { length: 7 },
        (_, i): LedgerEntry => ({
          key: newId(),
          at: `${day}T0${i}:00:00.000Z`,
          class: 'suspended',
          cause: 'spam',
          messageId: `${i}@x`,
        }),
      );
      for (const entry of entries.toReversed()) await stores.ledger.record({ ...entry, raw: 'raw' });
      const listed: LedgerEntry[] = [];
      let from: Readonly<Record<string, string>> | undefined;
      do {
        const page = await stores.ledger.list(day, 3, from);
        expect(page.items.length).toBeLessThanOrEqual(3);
        listed.push(...page.items);
        from = page.next;
      } while (from !== undefined);
      expect(listed).toEqual(entries);
    });

    test('C4 of a delivery is what was kept last', async () => {
      const id = newId();
      expect(await stores.deliveries.find(id)).toBeUndefined();
      const first: Delivery = {
        id,
        caseId: 'c',
        kind: 'webhook',
        state: 'retrying',
        at: AT,
        attempts: 1,
        wakeAt: '2030-01-01T00:00:00.000Z',
        effect: '{}',
      };
      await stores.deliveries.keep(first);
      expect(await stores.deliveries.find(id)).toEqual(first);
      expect(await stores.dueUntil('2030-01-01T00:00:00.000Z')).toContainEqual({
        kind: 'delivery',
        id,
        wakeAt: first.wakeAt,
      });
      const second: Delivery = { id, caseId: 'c', kind: 'webhook', state: 'delivered', at: AT, attempts: 2 };
      await stores.deliveries.keep(second);
      expect(await stores.deliveries.find(id)).toEqual(second);
      expect((await stores.dueUntil('2030-01-01T00:00:00.000Z')).map((waker) => waker.id)).not.toContain(id);
    });

    test('W4 of a delivery is claimed by one of those its time wakes, and not once it has ended', async () => {
      const id = newId();
      const due: Delivery = {
        id,
        caseId: 'c',
        kind: 'webhook',
        state: 'retrying',
        at: AT,
        attempts: 1,
        wakeAt: AT,
      };
      await stores.deliveries.keep(due);
      const until = '2026-03-02T09:01:00.000Z';
      const claims = await Promise.all([1, 2, 3].map(() => stores.deliveries.claim(due, until)));
      expect(claims.sort()).toEqual([false, false, true]);
      expect(await stores.deliveries.find(id)).toEqual({ ...due, wakeAt: until });
      const { wakeAt: _over, ...ended } = { ...due, state: 'delivered' as const };
      await stores.deliveries.keep(ended);
      expect(await stores.deliveries.claim(due, until)).toBe(false);
      expect(await stores.deliveries.find(id)).toEqual(ended);
    });

    test('E10 of counted mails grows by one at a time and forgets what is a day old', async () => {
      const recipient = `${newId()}@corp.example`;
      const mail = (at: string, more: Partial<AutomaticMail> = {}) => ({
        recipient,
        caseId: 'c',
        at,
        ...more,
      });
      expect(await stores.automatic.find(recipient)).toEqual([]);
      const one = mail(AT, { mail: 'c-1-ack' });
      await stores.automatic.keep(recipient, [], one);
      expect(await refusalOf(stores.automatic.keep(recipient, [], mail(AT)))).toBe('stale-version');
      const two = mail(AT);
      await stores.automatic.keep(recipient, [one], two);
      expect(await refusalOf(stores.automatic.keep(recipient, [one], mail(AT))), 'of one moment').toBe(
        'stale-version',
      );
      expect(await stores.automatic.find(recipient)).toEqual([one, two]);
      const later = mail('2026-03-03T09:00:00.000Z');
      await stores.automatic.keep(recipient, [one, two], later);
      expect(await stores.automatic.find(recipient)).toEqual([later]);
    });

    test('of an address that is spared is replaced only by whoever saw it', async () => {
      const address = `${newId()}@corp.example`;
      expect(await stores.suppressions.find(address)).toBeUndefined();
      const first = { cause: 'bounce' as const, since: AT, until: '2026-05-01T09:00:00.000Z' };
      await stores.suppressions.keep(address, undefined, first);
      expect(await refusalOf(stores.suppressions.keep(address, undefined, first))).toBe('stale-version');
      const heard = { ...first, heardAt: '2026-03-02T10:00:00.000Z' };
      await stores.suppressions.keep(address, first, heard);
      expect(await refusalOf(stores.suppressions.keep(address, first, heard))).toBe('stale-version');
      expect(await stores.suppressions.find(address)).toEqual(heard);
      const again = { ...first, since: '2026-03-03T09:00:00.000Z' };
      await stores.suppressions.keep(address, heard, again);
      expect(await stores.suppressions.find(address)).toEqual(again);
    });

    test('of a person is kept and replaced', async () => {
      const address = `${newId()}@corp.example`;
      expect(await stores.directory.find(address)).toBeUndefined();
      await stores.directory.keep({ address, name: 'Anna', manager: 'boss@corp.example' });
      await stores.directory.keep({ address, manager: 'other@corp.example' });
      expect(await stores.directory.find(address)).toEqual({ address, manager: 'other@corp.example' });
    });
  });
}
