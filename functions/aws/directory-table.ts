import type { DirectoryEntry, Ports } from '#desk/ports.ts';
import type { Delegation } from '#desk/task/approval/delegation.ts';
import { key } from './cases-keys.ts';
import { getItem, putItem, type Table } from './table.ts';

/** The people of the company as far as processes need them. */
export const directoryTable = (table: Table): Ports['directory'] => ({
  find: async (address) => {
    const found = await getItem(table, key.person(address));
    if (found === undefined) return undefined;
    const { pk: _pk, sk: _sk, ...entry } = found;
    return { ...entry, address } as DirectoryEntry;
  },
  keep: async ({ address, ...entry }) => {
    await putItem(table, { ...key.person(address), ...entry });
  },
  delegation: async (who) => {
    const found = await getItem(table, key.delegation(who));
    if (found === undefined) return undefined;
    const { to, from, until } = found as unknown as Delegation;
    return { who, to, from, until };
  },
  delegate: async ({ who, ...delegation }, [out]) => {
    const leaves = out && { effectsOf: out.caseId, effects: JSON.stringify([out.effect]) };
    await putItem(table, { ...key.delegation(who), ...delegation, ...leaves });
  },
});
