import { DeskError } from '#desk/errors.ts';
import { dedupeKey } from '#desk/intake/dedupe.ts';
import type { LedgerEntry } from '#desk/intake/ledger-entry.ts';
import type { Ports } from '#desk/ports.ts';
import { key } from './cases-keys.ts';
import {
  type Condition,
  getItem,
  type Item,
  isConditionFailed,
  putItem,
  query,
  type Table,
} from './table.ts';

/** The row of one received mail: found by its dedupe key, listed by its day. */
export const ledgerItem = ({ key: dedupe, at, ...entry }: LedgerEntry): Item => ({
  ...key.ledger(dedupe),
  ledgerDay: key.day(at),
  ledgerAt: at,
  ...entry,
});

/** A row is written once; only a dead letter's is replaced, when the same object is taken in after all (E16). */
export const freeFor = ({ raw = '' }: LedgerEntry): Condition => ({
  expression: 'attribute_not_exists(pk) OR (#class = :dead AND #raw = :raw)',
  names: { '#class': 'class', '#raw': 'raw' },
  values: { ':dead': 'dead-lettered', ':raw': raw },
});

const entryOf = (item: Item): LedgerEntry => {
  const { pk, ledgerAt, sk: _sk, ledgerDay: _day, effects: _left, effectsOf: _of, ...entry } = item;
  return { ...entry, key: String(pk).slice('MESSAGE#'.length), at: String(ledgerAt) } as LedgerEntry;
};

/** The books of everything that arrived (C3). */
export function ledgerTable(table: Table, frontDoor: string): Ports['ledger'] {
  const find = async (dedupe: string) => {
    const found = await getItem(table, key.ledger(dedupe));
    return found && entryOf(found);
  };
  return {
    find,
    record: async (entry, effects = []) => {
      const left = effects.length > 0 && {
        effectsOf: effects[0]?.caseId,
        effects: JSON.stringify(effects.map(({ effect }) => effect)),
      };
      try {
        await putItem(table, { ...ledgerItem(entry), ...left }, freeFor(entry));
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        throw new DeskError('duplicate', 'this mail is in the books already', { cause: error });
      }
    },
    caseOfMessage: async (messageId) => {
      const bare = { from: undefined, subject: '', text: '', recipients: [frontDoor] };
      return (await find(dedupeKey({ ...bare, messageId }, [frontDoor])))?.caseId;
    },
    list: async (day, limit, from) => {
      const { items, next } = await query(table, {
        IndexName: 'byDay',
        KeyConditionExpression: 'ledgerDay = :day',
        Limit: limit,
        values: { ':day': day },
        from,
      });
      return { items: items.map(entryOf), ...(next && { next: next as Record<string, string> }) };
    },
  };
}
