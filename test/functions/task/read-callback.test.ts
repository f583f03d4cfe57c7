import { describe, expect, test } from 'vitest';
import { DeskError } from '#desk/errors.ts';
import { readCallback } from '#functions/task/read-callback.ts';

const read = (body: unknown, mapping?: string) =>
  readCallback(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), mapping);
const pointers = async (body: unknown, mapping?: string) => {
  try {
    await read(body, mapping);
  } catch (error) {
    if (error instanceof DeskError && error.code === 'invalid')
      return error.faults.map(({ pointer }) => pointer);
    throw error;
  }
  return expect.fail('it was taken');
};

describe('what a system says of a task (W13)', () => {
  test('W13 its outcome, its comment and its fields', async () => {
    const body = { outcome: 'completed', comment: 'done', fields: { from: '2026-06-01' } };
    expect(await read(body)).toEqual(body);
  });

  test('W13 what nobody asked for is kept beside the fields, which it does not replace', async () => {
    expect(
      await read({ outcome: 'completed', externalReference: 'WO-12', from: 'x', fields: { from: 'y' } }),
    ).toEqual({
      outcome: 'completed',
      fields: { externalReference: 'WO-12', from: 'y' },
    });
  });

  test.each([
    ['no JSON', '{"outcome":', ['']],
    ['nothing', '', ['']],
    ['a list', '[]', ['']],
    ['a word', '"completed"', ['']],
    ['no outcome', {}, ['/outcome']],
    ['an empty outcome', { outcome: '' }, ['/outcome']],
    ['an outcome without end', { outcome: 'x'.repeat(41) }, ['/outcome']],
    ['several wrong fields', { outcome: 1, comment: 2, fields: 3 }, ['/outcome', '/comment', '/fields']],
  ])('W13 %s is refused, each field named', async (_, body, expected) => {
    expect(await pointers(body)).toEqual(expected);
  });

  test('W13 bytes that are no text are no JSON', async () => {
    await expect(readCallback(Uint8Array.from([0xff, 0xfe, 0x00]))).rejects.toThrow(DeskError);
  });

  test('W13 names that objects are made with are only names', async () => {
    const { fields } = await read('{"outcome":"completed","__proto__":{"admin":true},"constructor":"x"}');
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
    expect(fields.admin).toBeUndefined();
  });
});
