import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accuracy } from '../../mail/accuracy.ts';
import { corpus, summary } from '../../mail/corpus.ts';
import { expected, PAGE, page } from '../../mail/table.ts';

test('every mail of the corpus has its expectation, and there are more than 130', () => {
  expect([...corpus.keys()]).toEqual(Object.keys(expected).sort());
  expect(corpus.size).toBeGreaterThan(130);
});

test.each([...corpus.keys()])('P18 %s is read as a person would read it', async (name) => {
  expect(await summary(name)).toEqual(expected[name]);
});

test('docs/mail-corpus.md is the table of the corpus (npm run mail)', async () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(await page());
});

describe('new words are told from quotes and signatures (E12)', () => {
  test('E12 of the replies as they arrive at least 98 in 100 exactly, and hardly a word is lost', async () => {
    const { whole } = await accuracy();
    expect(whole.mails).toBeGreaterThanOrEqual(66);
    expect(whole.exact / whole.mails).toBeGreaterThanOrEqual(0.98);
    // All of them in answers written into somebody's quoted mail below Outlook's header, which nothing tells apart.
    expect(whole.lost).toBeLessThanOrEqual(9);
    expect(whole.leftover).toBe(0);
  });

  test('E12 of their text parts alone at least 80 in 100; what is left over is signatures that nothing marks', async () => {
    const { textAlone } = await accuracy();
    expect(textAlone.exact / textAlone.mails).toBeGreaterThanOrEqual(0.8);
    expect(textAlone.lost).toBeLessThanOrEqual(9);
  });
});
