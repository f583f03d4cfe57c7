import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const here = import.meta.filename;
const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => join(process.cwd(), 'test', path))
  .filter((path) => path !== here)
  .map((path) => readFileSync(path, 'utf8'));

/** The names of all tests and of what they are about. */
const names = tests.flatMap((text) =>
  [...text.matchAll(/\b(?:test|describe)(?:\.each)?\b[^'`\n]*?['`]([^'`\n]+)['`]/g)].map(
    ([, name = '']) => name,
  ),
);

const numbered = (letter: string, last: number) =>
  Array.from({ length: last }, (_, i) => `${letter}${i + 1}`);

/** Rules of promises, invariants of clocks and of the sweep, and what other desks got wrong (P7 to P10). */
const RULES = [...numbered('L', 13), ...numbered('I', 6), 'S2', 'P7', 'P8', 'P9', 'P10'];

test.each(RULES)('%s is held by a test that says so', (rule) => {
  expect(names.filter((name) => new RegExp(`\\b${rule}\\b`).test(name))).not.toEqual([]);
});

/** What the invariants of clocks have to notice at least, by the words of its test. */
test.each([
  ['I1', 'an unconditional commit on fire'],
  ['I3', 'an early wake drops the index entry'],
  ['I3', 'shortening without re-indexing'],
  ['I3', 'resuming without counting the version'],
])('%s would notice %s', (rule, mutant) => {
  expect(names).toContain(`${rule}: ${mutant}`);
});
