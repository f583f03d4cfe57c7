import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { corpus, summary } from '../../mail/corpus.ts';

const expected = JSON.parse(
  readFileSync(new URL('../../mail/expected.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

test('every mail of the corpus has its expectation', () => {
  expect([...corpus.keys()]).toEqual(Object.keys(expected).sort());
});

test.each([...corpus.keys()])('P18 %s is read as a person would read it', async (name) => {
  expect(await summary(name)).toEqual(expected[name]);
});
