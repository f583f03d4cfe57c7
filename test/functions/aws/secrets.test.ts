import { beforeEach, describe, expect, test } from 'vitest';
import { secrets } from '#functions/aws/secrets.ts';

let now: number;
let reads: string[];
let answer: (name: string) => Promise<{ SecretString?: string }>;
let read: (name: string) => Promise<string>;
beforeEach(() => {
  now = 0;
  reads = [];
  answer = async (name) => ({ SecretString: `${name} ${reads.length}` });
  read = secrets(
    async (_operation, { SecretId }) => {
      reads.push(SecretId);
      return answer(SecretId);
    },
    () => now,
  );
});

describe('a secret (W16)', () => {
  test('is read once a minute, however many ask at once', async () => {
    expect(await Promise.all([read('a'), read('a'), read('a')])).toEqual(['a 1', 'a 1', 'a 1']);
    now = 59_999;
    expect(await read('a')).toBe('a 1');
    expect(reads).toEqual(['a']);
  });

  test('W16 a rotation is seen within a minute', async () => {
    await read('a');
    now = 60_000;
    expect(await read('a')).toBe('a 2');
  });

  test('each by its own name', async () => {
    expect([await read('a'), await read('b')]).toEqual(['a 1', 'b 2']);
  });

  test('a failed read is not kept', async () => {
    const works = answer;
    answer = () => Promise.reject(new Error('throttled'));
    await expect(read('a')).rejects.toThrow('throttled');
    answer = works;
    expect(await read('a')).toBe('a 2');
  });

  test('an empty one is an outage, not a key', async () => {
    answer = async () => ({});
    await expect(read('a')).rejects.toThrow('the secret a is empty');
  });
});
