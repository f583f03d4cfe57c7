import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deepmergeCustom as whole } from 'deepmerge-ts';
import { afterAll, expect, test } from 'vitest';
import { writeLeanSes } from '#infra/parts/lean-ses.ts';
import { deepmergeCustom as small } from '#infra/parts/small-merge.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'lean-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Path = { keyPath: PropertyKey[] } | undefined;
/** The rules that `html-to-text` merges its options by. */
const rules = {
  filterValues: false as const,
  mergeArrays: (values: readonly unknown[], _utils: unknown, meta: unknown) =>
    String((meta as Path)?.keyPath) === 'selectors' ? values.flat() : values.at(-1),
  metaDataUpdater: (before: unknown, { key }: { key?: PropertyKey }) => ({
    keyPath: [...((before as Path)?.keyPath ?? []), ...(key === undefined ? [] : [key])],
  }),
};

test('options are merged as the package merges them', () => {
  const format = () => 'x';
  const one = { a: 1, selectors: [{ s: 'p' }], deep: { list: [1, 2], selectors: [1], kept: null, format } };
  const other = {
    a: undefined,
    selectors: [{ s: 'a' }],
    deep: { list: [3], selectors: [2], more: { x: 1 } },
  };
  for (const values of [[one, other], [other, one], [one], [one, { deep: 5 }], [one, {}, other]] as const)
    expect(small(rules)(...values)).toEqual(whole(rules as object)(...values));
});

test('the copy of the client of SES says of every operation what the client says, and is made once', () => {
  const entry = writeLeanSes(ROOT, folder);
  const schemas = join('dist-es', 'schemas', 'schemas_0.js');
  const copy = readFileSync(join(entry, '../..', schemas), 'utf8');
  const own = readFileSync(join(ROOT, 'node_modules/@aws-sdk/client-sesv2', schemas), 'utf8');
  expect(copy.replaceAll('{ http:', '{ [_h]:')).toBe(own);
  expect(writeLeanSes(ROOT, folder)).toBe(entry);
});
