import { describe, expect, test } from 'vitest';
import { type IndexShape, indexUnits, itemSize, readUnits, tableUnits } from '#local/count/units.ts';

const S = (text: string) => ({ S: text });
const byQueue: IndexShape = {
  name: 'byQueue',
  key: ['queue', 'due'],
  carries: ['pk', 'queue', 'due', 'stage'],
};

describe('the size of an item', () => {
  test('is that of its names and values', () => {
    expect(itemSize({ pk: S('a'), ä: S('ö') })).toBe(3 + 4);
    expect(itemSize({ n: { N: '1234.5' }, b: { BOOL: true }, x: { B: 'AAAA' } })).toBe(1 + 4 + 1 + 1 + 1 + 3);
    expect(itemSize({ l: { L: [S('ab'), { M: { k: S('v') } }] } })).toBe(1 + 3 + 3 + 1 + (3 + 1 + 2));
  });
});

describe('a write', () => {
  const kilobyte = { a: S('x'.repeat(1023)) };

  test('costs each KB of the larger item, twice in a transaction', () => {
    expect(tableUnits(undefined, kilobyte, false)).toBe(1);
    expect(tableUnits({ a: S('x'.repeat(1024)) }, { a: S('') }, false)).toBe(2);
    expect(tableUnits(undefined, kilobyte, true)).toBe(2);
  });

  test('costs an index what changes of its entry', () => {
    const item = { pk: S('c'), queue: S('it'), due: S('1'), stage: S('new'), head: S('…') };
    expect(indexUnits(byQueue, undefined, item)).toBe(1);
    expect(indexUnits(byQueue, item, { ...item, head: S('other') })).toBe(0);
    expect(indexUnits(byQueue, item, { ...item, stage: S('done') })).toBe(1);
    expect(indexUnits(byQueue, item, { ...item, due: S('2') })).toBe(2);
    expect(indexUnits(byQueue, item, { pk: S('c') })).toBe(1);
    expect(indexUnits(byQueue, { pk: S('c') }, { pk: S('c'), queue: S('it') })).toBe(0);
  });
});

test('a read costs each 4 KB, half where it may be a little old, and something where nothing is found', () => {
  expect(readUnits(0, true)).toBe(1);
  expect(readUnits(4097, true)).toBe(2);
  expect(readUnits(100, false)).toBe(0.5);
});
