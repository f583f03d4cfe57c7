import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Delivery } from '#desk/delivery/delivery.ts';
import type { AutomaticMail } from '#desk/intake/caps.ts';
import { dedupeKey } from '#desk/intake/dedupe.ts';
import type { LedgerEntry } from '#desk/intake/ledger-entry.ts';
import { refusalOf } from '../memory/stories.ts';
import { FRONT_DOOR } from '../memory.ts';
import { append, newId, type Open, opening, type Stores } from './stores.ts';

const AT = '2026-03-02T09:00:00.000Z';
/** What every store does with the books, deliveries, counted mails and people. */
export function rows(name: string, open: Open): void {
  describe(`a row in ${name}`, () => {
    let stores: Stores;
    let close: () => void;
    beforeAll(async () => {
      ({ stores, close } = await open());
    });
    afterAll(() => close());

    test('C3 of the books is written once', async () => {
      const entry: LedgerEntry = { key: newId(), at: AT, class: 'suspended', cause: 'spam', raw: 'raw/1' };
      await stores.ledger.record(entry);
      expect(await stores.ledger.find(entry.key)).toEqual(entry);
      expect(await refusalOf(stores.ledger.record({ ...entry, cause: 'virus' }))).toBe('duplicate');
      expect((await stores.ledger.find(entry.key))?.cause).toBe('spam');
      expect(await stores.ledger.find('nothing')).toBeUndefined();
    });

    test('C3 of a dead letter gives way to that of the same object, with and without a case, and to no other', async () => {
      const dead = (): LedgerEntry => ({
        key: newId(),
        at: AT,
        class: 'dead-lettered',
        cause: 'Error',
        raw: 'raw/1',
      });
      const [one, two] = [dead(), dead()];
      for (const entry of [one, two, one]) await stores.ledger.record(entry);
      const first = opening();
      const copy: LedgerEntry = { ...one, class: 'opened', caseId: first.after.id, raw: 'raw/2' };
      const opens = (ledger: LedgerEntry) =>
        append(stores, { ...first, commit: { ...first.commit, ledger } });
      expect(await refusalOf(opens(copy)), 'another copy of it').toBe('duplicate');
      const opened = { ...copy, raw: 'raw/1' };
      await opens(opened);
      const spam: LedgerEntry = { ...two, class: 'suspended', cause: 'spam' };
      await stores.ledger.record(spam);
      for (const [entry, was] of [
        [opened, one],
        [spam, two],
      ] as const) {
        expect(await stores.ledger.find(entry.key)).toEqual(entry);
        expect(await refusalOf(stores.ledger.record(was)), 'a row of a mail that was taken in').toBe(
          'duplicate',
        );
      }
    });

    test('P20 of a suspended mail is released once, and then gives way to that of its object alone', async () => {
      const kept: LedgerEntry = { key: newId(), at: AT, class: 'suspended', cause: 'spam', raw: 'mail/r1' };
      const released = { by: 'ed', at: AT, reason: 'known to us', cause: 'spam', arrived: AT };
      const effect = { kind: 'take-in', id: 'r', raw: 'mail/r1' } as const;
      const release = () => stores.ledger.release(kept.key, released, [{ caseId: newId(), effect }]);
      expect(await refusalOf(release()), 'what is not there').toBe('conflict');
      await stores.ledger.record(kept);
      await release();
      expect(await stores.ledger.find(kept.key)).toEqual({ ...kept, released });
      expect(await refusalOf(release())).toBe('conflict');
      const taken: LedgerEntry = { ...kept, class: 'appended', caseId: newId(), released };
      expect(await refusalOf(stores.ledger.record({ ...taken, raw: 'mail/r2' }))).toBe('duplicate');
      await stores.ledger.record(taken);
      expect(await stores.ledger.find(kept.key)).toEqual(taken);
      expect(await refusalOf(release()), 'what was taken in').toBe('conflict');
      expect(await refusalOf(stores.ledger.record(taken))).toBe('duplicate');
    });

    test('C3 that is struck from the books is found and listed no more, and not written again', async () => {
      const at = '2031-05-07T09:00:00.000Z';
      const dead: LedgerEntry = { key: newId(), at, class: 'dead-lettered', cause: 'Error', raw: 'mail/s1' };
      await stores.ledger.record(dead);
      expect(await stores.ledger.isStruck(dead.key)).toBe(false);
      await stores.ledger.strike(dead.key, '2031-05-22T09:00:00.000Z');
      await stores.ledger.strike(dead.key, '2031-05-22T09:00:00.000Z');
      expect(await stores.ledger.isStruck(dead.key)).toBe(true);
      expect(await stores.ledger.find(dead.key)).toBeUndefined();
      expect((await stores.ledger.list('2031-05-07', 10)).items).toEqual([]);
      expect(await refusalOf(stores.ledger.record(dead))).toBe('duplicate');
      expect(await stores.ledger.isStruck(newId())).toBe(false);
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
          // Two at one moment are two.
          raw: `mail/${i}#${'x'.repeat(i)}`,
        }),
      );
      for (const entry of entries.toReversed()) await stores.ledger.record(entry);
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

    test('of a place in a chat is kept and replaced', async () => {
      const place = `slack/T1/D${newId()}`;
      expect(await stores.chats.find(place)).toBeUndefined();
      await stores.chats.keep(place, { at: AT, caseId: 'c1' });
      const note = { at: AT, person: { address: 'anna@corp.example', verified: true } };
      await stores.chats.keep(place, note);
      expect(await stores.chats.find(place)).toEqual(note);
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
