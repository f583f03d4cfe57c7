import { describe, expect, test } from 'vitest';
import { beginning, type Shelf, type Stored, unbooked } from '#desk/intake/balance.ts';
import { arrive } from '../memory/mail.ts';
import { MONDAY, memory } from '../memory.ts';

const HOUR = 3_600_000;
const PREFIX = 'mail/';
const ago = (hours: number) => new Date(Date.parse(MONDAY) - hours * HOUR).toISOString();

/** A bucket that lists so many objects at once, and says how often it was asked. */
function bucket(objects: readonly Stored[], page = 3) {
  const asked: string[] = [];
  const shelf: Shelf = async (after) => {
    asked.push(after);
    const behind = objects.filter(({ key }) => key > after).sort((a, b) => (a.key < b.key ? -1 : 1));
    return { stored: behind.slice(0, page), more: behind.length > page };
  };
  return { shelf, asked };
}

/** Object keys as SES makes them: spread over all their letters. */
const keys = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `${PREFIX}${((i * 7) % 32).toString(32)}${String(i).padStart(4, '0')}`,
  );

describe('the mail bucket held against the books (C3)', () => {
  test('C3 finds what has no row, and nothing that has one', async () => {
    const desk = memory(ago(5));
    await arrive(desk.ports, { id: 'a' }, 'mail/a');
    await arrive(desk.ports, { id: 'b', spam: 'FAIL' }, 'mail/b');
    await arrive(desk.ports, { id: 'a' }, 'mail/copy');
    desk.rows.now = MONDAY;
    const at = ago(5);
    const { shelf } = bucket(['a', 'b', 'copy', 'lost'].map((key) => ({ key: PREFIX + key, at })));
    expect(await unbooked(desk.ports, PREFIX, shelf)).toEqual({ looked: 4, missing: ['mail/lost'] });
    await arrive(desk.ports, { id: 'c' }, 'mail/lost');
    expect((await unbooked(desk.ports, PREFIX, shelf)).missing).toEqual([]);
  });

  test('C3 leaves alone what may still be under way, and what earlier checks have seen', async () => {
    const at = [0.9, 1, 71.9, 72].map((hours) => ({ key: `mail/${hours}`, at: ago(hours) }));
    const { missing } = await unbooked(memory().ports, PREFIX, bucket(at).shelf);
    expect([...missing].sort()).toEqual(['mail/1', 'mail/71.9']);
  });

  test.each(Array.from({ length: 36 }, (_, hour) => hour))(
    'sees every object once around, from hour %i on',
    async (hour) => {
      const desk = memory(new Date(Date.parse(MONDAY) + hour * HOUR).toISOString());
      const all = keys(50).map((key) => ({ key, at: MONDAY }));
      desk.rows.now = new Date(Date.parse(desk.rows.now) + HOUR).toISOString();
      const { shelf, asked } = bucket(all);
      const { missing } = await unbooked(desk.ports, PREFIX, shelf);
      expect([...missing].sort()).toEqual(keys(50).sort());
      expect(asked.length).toBeLessThanOrEqual(Math.ceil(50 / 3) + 3);
    },
  );

  test('goes through a bucket that is too large for one hour in rounds, and never asks more', async () => {
    const all = keys(600).map((key) => ({ key, at: MONDAY }));
    const seen = new Set<string>();
    for (let hour = 1; hour <= 36; hour += 1) {
      const desk = memory(new Date(Date.parse(MONDAY) + hour * HOUR).toISOString());
      const { shelf, asked } = bucket(all);
      for (const key of (await unbooked(desk.ports, PREFIX, shelf, 20)).missing) seen.add(key);
      expect(asked.length).toBeLessThanOrEqual(20);
    }
    expect(seen.size).toBe(600);
  });

  test('an empty bucket is in balance, and the books are not even opened', async () => {
    const list = () => expect.fail('the books were read');
    const desk = { now: () => MONDAY, ledger: { list } };
    expect(await unbooked(desk, PREFIX, bucket([]).shelf)).toEqual({ looked: 0, missing: [] });
  });

  test('begins each hour at another letter', () => {
    const begun = new Set(keys(36).map((_, hour) => beginning(new Date(hour * HOUR).toISOString())));
    expect(begun.size).toBe(36);
  });
});
