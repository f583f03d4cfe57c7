import type { Scan } from '#desk/case/files/scan.ts';
import { DeskError } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import { key as keys } from './cases-keys.ts';
import { getItem, isConditionFailed, putItem, type Table } from './table.ts';

/** Verdicts on files: one row each, written when the first verdict comes; until then a file has none. */
export const filesTable = (table: Table): Ports['files'] => ({
  find: async (key) => {
    const found = await getItem(table, keys.file(key));
    if (found === undefined) return undefined;
    const { pk: _pk, sk: _sk, ...scan } = found;
    return scan as Scan;
  },
  keep: async (key, found, next) => {
    const condition =
      found === undefined
        ? { expression: 'attribute_not_exists(pk)' }
        : { expression: 'verdict = :seen', values: { ':seen': found.verdict } };
    try {
      await putItem(table, { ...keys.file(key), ...next }, condition);
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      throw new DeskError('stale-version', 'something else was said of this file', { cause: error });
    }
  },
});
