import { describe, expect, test } from 'vitest';
import { eachAtOnce } from '#functions/backup/each-at-once.ts';
import { returning } from '#functions/backup/items.ts';
import { bucketOf } from '#functions/backup/places.ts';
import { keysAfter } from '#functions/backup/secrets.ts';
import { departmentSecretPrefix, endpointParameterPrefix, keysSecretName, nameOf } from '#infra/names.ts';
import { settingsFor } from '#infra/settings.ts';
import { resources, synthesized } from '#test/infra/synthesized.ts';

describe('where a backup looks', () => {
  const stacks = synthesized('prod');
  const buckets = resources(stacks, 'AWS::S3::Bucket').map(([name]) => {
    const [stack = '', id = ''] = name.split('/');
    return `${stack}-${id}-1x2y3z4a5b6c`.toLowerCase();
  });

  test.each([
    ['bodies', 'casebodies'],
    ['mail', 'intakemailbox'],
  ] as const)('finds the bucket of %s by how CloudFormation names it', (role, word) => {
    expect(buckets).toHaveLength(2);
    expect(bucketOf('prod', role, buckets)).toContain(word);
  });

  test('asks which bucket is meant when one is left from an earlier desk, or none is there', () => {
    const twice = [...buckets, ...buckets.map((name) => name.replace('1x2y', '9z8y'))];
    expect(() => bucketOf('prod', 'mail', twice)).toThrow(/there are 2 buckets .* set MAIL_BUCKET/);
    expect(() => bucketOf('dev', 'bodies', buckets)).toThrow(/there is no bucket .* set BODIES_BUCKET/);
  });

  test('uses the names the stacks use', () => {
    const prod = settingsFor('prod');
    expect([
      nameOf(prod, 'cases'),
      keysSecretName(prod),
      departmentSecretPrefix(prod),
      endpointParameterPrefix(prod),
    ]).toEqual([
      'switchboard-prod-cases',
      'switchboard/prod/keys',
      'switchboard/prod/departments/',
      '/switchboard/prod/departments/',
    ]);
  });
});

test('what has left a desk does not leave again when its row comes back', () => {
  const pk = { S: 'CASE#1' };
  expect(returning({ pk, effectsOf: { S: '1' }, effects: { S: '[{}]' } })).toEqual({
    pk,
    effectsOf: { S: '1' },
    effectsLeft: { S: '[{}]' },
  });
  expect(returning({ pk })).toEqual({ pk });
});

test('the keys of a backup sign, and those of the new desk still verify', () => {
  expect(keysAfter('old\nolder\n', 'new')).toBe('old\nolder\nnew');
  expect(keysAfter('old', 'old\nnew')).toBe('old\nnew');
});

test('many are done so many at once, and the first failure is told', async () => {
  async function* numbers() {
    for (let i = 0; i < 20; i += 1) yield i;
  }
  const done: number[] = [];
  let [running, most] = [0, 0];
  await eachAtOnce(numbers(), 4, async (one) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    done.push(one);
  });
  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(most).toBe(4);
  await expect(eachAtOnce(numbers(), 4, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
});
