import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cursorOf, positionOf } from '#functions/api/cursor.ts';

const KEY = { id: '1', secret: Buffer.from('one') };
const OTHER = { id: '2', secret: Buffer.from('two') };
const invalid = expect.objectContaining({ code: 'cursor-invalid' });
const position = { 'it#0': '2026-03-02T10:00:00.000Z|01h' };

describe('where a listing goes on', () => {
  test('any position comes back as it was, in a word a link can carry', () => {
    const back = fc.property(fc.dictionary(fc.string(), fc.string()), (given) => {
      const cursor = cursorOf(KEY, 'queue it', given);
      expect(cursor).toMatch(/^[\w.-]+$/);
      expect({ ...positionOf([KEY], 'queue it', cursor) }).toEqual({ ...given });
    });
    fc.assert(back, { seed: 20_260_301, numRuns: 300 });
  });

  test('a cursor opens its own listing and no other', () => {
    const cursor = cursorOf(KEY, 'queue it', position);
    expect(() => positionOf([KEY], 'queue hr', cursor)).toThrow(invalid);
  });

  test('a cursor of the key before is still good; one of nobody’s key is not', () => {
    const cursor = cursorOf(OTHER, 'queue it', position);
    expect(positionOf([KEY, OTHER], 'queue it', cursor)).toEqual(position);
    expect(() => positionOf([KEY], 'queue it', cursor)).toThrow(invalid);
  });

  test.each(['', '.', 'x', 'e30.', `${'a'.repeat(5000)}.b`, 'e30.00000000000000000000000000'])(
    '%.20j is not one of ours',
    (cursor) => {
      expect(() => positionOf([KEY], 'queue it', cursor)).toThrow(invalid);
    },
  );

  test('whichever letter of it is changed', () => {
    const cursor = cursorOf(KEY, 'queue it', position);
    for (let at = 0; at < cursor.length; at += 1) {
      const changed = `${cursor.slice(0, at)}${cursor[at] === 'a' ? 'b' : 'a'}${cursor.slice(at + 1)}`;
      expect(() => positionOf([KEY], 'queue it', changed)).toThrow(invalid);
    }
  });
});
