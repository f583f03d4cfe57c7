import type { Suppression } from '#desk/delivery/suppression.ts';
import { DeskError } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import { key } from './cases-keys.ts';
import { getItem, isConditionFailed, putItem, type Table } from './table.ts';

/** Addresses the desk writes nothing to: one row each, which goes by itself when it counts no longer. */
export const suppressionsTable = (table: Table): Ports['suppressions'] => ({
  find: async (address) => {
    const found = await getItem(table, key.suppression(address));
    if (found === undefined) return undefined;
    const { pk: _pk, sk: _sk, expiresAt: _ttl, ...suppression } = found;
    return suppression as Suppression;
  },
  keep: async (address, found, next) => {
    const item = {
      ...key.suppression(address),
      ...next,
      expiresAt: Math.ceil(Date.parse(next.until) / 1000),
    };
    const heard = found?.heardAt;
    const condition =
      found === undefined
        ? { expression: 'attribute_not_exists(pk)' }
        : {
            expression: `since = :since AND ${heard === undefined ? 'attribute_not_exists(heardAt)' : 'heardAt = :heard'}`,
            values: { ':since': found.since, ...(heard !== undefined && { ':heard': heard }) },
          };
    try {
      await putItem(table, item, condition);
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      throw new DeskError('stale-version', 'something else was written of this address', { cause: error });
    }
  },
});
