import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { DeskError } from '#desk/errors.ts';
import { dedupeKey } from '#desk/intake/dedupe.ts';
import type { LedgerEntry } from '#desk/intake/ledger-entry.ts';
import type { Ports } from '#desk/ports.ts';
import { key } from './cases-keys.ts';
import {
  asItem,
  type Condition,
  getItem,
  type Item,
  isConditionFailed,
  putItem,
  query,
  type Table,
} from './table.ts';

/**
 * The row of one received mail: found by its dedupe key, listed by its day. Its object stands behind the moment it is
 * listed by, so that the listing can be held against the bucket and the index needs no further attribute.
 */
export const ledgerItem = ({ key: dedupe, at, ...entry }: LedgerEntry): Item => ({
  ...key.ledger(dedupe),
  ledgerDay: key.day(at),
  ledgerAt: entry.raw === undefined ? at : `${at}#${entry.raw}`,
  ...entry,
});

/**
 * A row is written once; only a dead letter's, and that of a suspended mail which a person released, is replaced when the
 * same object is taken in after all (E16, P20).
 */
export const freeFor = ({ raw = '' }: LedgerEntry): Condition => ({
  expression:
    'attribute_not_exists(pk) OR (#raw = :raw AND (#class = :dead OR (#class = :kept AND attribute_exists(released))))',
  names: { '#class': 'class', '#raw': 'raw' },
  values: { ':dead': 'dead-lettered', ':kept': 'suspended', ':raw': raw },
});

const entryOf = (item: Item): LedgerEntry => {
  const { pk, ledgerAt, sk: _sk, ledgerDay: _day, effects: _left, effectsOf: _of, ...entry } = item;
  const [at = '', raw] = String(ledgerAt).split(/#(.*)/s);
  const of = { key: String(pk).slice('MESSAGE#'.length), at, ...(raw !== undefined && { raw }) };
  return { ...entry, ...of } as LedgerEntry;
};

/** The books of everything that arrived (C3). */
export function ledgerTable(table: Table, frontDoor: string): Ports['ledger'] {
  const find = async (dedupe: string) => {
    const found = await getItem(table, key.ledger(dedupe));
    return found?.class === undefined ? undefined : entryOf(found);
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
    release: async (dedupe, released, effects) => {
      const { db, name } = table;
      try {
        await db.send(
          new UpdateItemCommand({
            TableName: name,
            Key: asItem(key.ledger(dedupe)),
            UpdateExpression: 'SET released = :released, effectsOf = :of, effects = :effects',
            ConditionExpression: '#class = :kept AND attribute_not_exists(released)',
            ExpressionAttributeNames: { '#class': 'class' },
            ExpressionAttributeValues: asItem({
              ':released': released,
              ':kept': 'suspended',
              ':of': effects[0]?.caseId ?? '',
              ':effects': JSON.stringify(effects.map(({ effect }) => effect)),
            }),
          }),
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        throw new DeskError('conflict', 'this mail is suspended no more', { cause: error });
      }
    },
    // Without its day it is in no listing; the table forgets it by itself.
    strike: async (dedupe, until) => {
      const expiresAt = Math.floor(Date.parse(until) / 1000);
      await putItem(table, { ...key.ledger(dedupe), expiresAt });
    },
    isStruck: async (dedupe) => {
      const found = await getItem(table, key.ledger(dedupe));
      return found !== undefined && found.class === undefined;
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
