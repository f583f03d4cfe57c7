import { beforeEach, describe, expect, test } from 'vitest';
import { type Mark, sweep, type Waker, type Wheel } from '#desk/sla/sweep.ts';

const NOON = Date.parse('2026-03-02T12:00:00.000Z');
const at = (seconds: number) => new Date(NOON + seconds * 1000).toISOString();

let now: number;
let index: Map<string, number>;
let sent: string[];
let takes: boolean;
let marks: Map<number, Mark>;
beforeEach(() => {
  now = 0;
  index = new Map();
  sent = [];
  takes = true;
  marks = new Map();
});

const shardOf = (id: string) => id.charCodeAt(0) % 2;
const wheel: Wheel = {
  now: () => at(now),
  shards: 2,
  async *due(shard, from, until) {
    const found = [...index]
      .map(([id, seconds]): Waker => ({ kind: 'case', id, wakeAt: at(seconds) }))
      .filter(({ id, wakeAt }) => shardOf(id) === shard && wakeAt < until && wakeAt >= (from ?? ''))
      .sort((a, b) => (a.wakeAt < b.wakeAt ? -1 : 1));
    for (const waker of found) yield [waker];
  },
  send: async (wakers) => {
    if (!takes && wakers.some(({ id }) => shardOf(id) === 0)) throw new Error('the queue took nothing');
    sent.push(...wakers.map(({ id }) => id));
  },
};

async function sweepAt(seconds: number) {
  now = seconds;
  sent = [];
  const swept = await sweep(wheel, marks).catch((error: unknown) => String(error));
  return [sent.toSorted().join(' '), swept] as const;
}

describe('a sweep', () => {
  test('sends what falls due in the next three minutes, once', async () => {
    index = new Map([
      ['a', 10],
      ['b', 179],
      ['c', 180],
      ['d', 239],
    ]);
    expect((await sweepAt(0))[0]).toBe('a b');
    expect((await sweepAt(60))[0]).toBe('c d');
    index.delete('a');
    expect((await sweepAt(120))[0]).toBe('');
  });

  test('goes on where it stopped after an outage', async () => {
    index = new Map([
      ['a', 100],
      ['b', 400],
      ['c', 800],
    ]);
    await sweepAt(0);
    expect((await sweepAt(660))[0]).toBe('a b c');
  });

  test('S2 of a shard whose queue took nothing leaves the mark where it was, and the others go on', async () => {
    index = new Map([
      ['a', 10],
      ['b', 20],
    ]);
    takes = false;
    expect(await sweepAt(0)).toEqual(['a', 'Error: the queue took nothing']);
    takes = true;
    expect((await sweepAt(1))[0]).toBe('b');
  });

  test('in a new container sends everything once more', async () => {
    index = new Map([
      ['a', -500],
      ['b', 20],
    ]);
    await sweepAt(0);
    marks = new Map();
    expect((await sweepAt(10))[0]).toBe('a b');
  });

  test('S2 by a clock that goes back never takes its mark back', async () => {
    await sweepAt(60);
    const before = [...marks.values()].map(({ sentUntil }) => sentUntil);
    await sweepAt(55);
    expect([...marks.values()].map(({ sentUntil }) => sentUntil)).toEqual(before);
  });
});

describe('the repair', () => {
  test('sends what is overdue by ninety seconds again, then every ten minutes, and measures it', async () => {
    index = new Map([['a', 0]]);
    const resent: number[] = [];
    for (let seconds = 0; seconds <= 1800; seconds += 60) {
      const [ids, swept] = await sweepAt(seconds);
      if (ids === 'a') resent.push(seconds);
      if (typeof swept !== 'string' && seconds === 600)
        expect(swept).toEqual({ sent: 0, overdue: 1, resent: 0, latestSeconds: 600 });
    }
    expect(resent).toEqual([0, 120, 720, 1320]);
  });

  test('sees what the index showed behind the mark', async () => {
    await sweepAt(0);
    index.set('a', 170);
    expect((await sweepAt(60))[0]).toBe('');
    expect((await sweepAt(240))[0]).toBe('');
    expect((await sweepAt(300))[0]).toBe('a');
  });
});
