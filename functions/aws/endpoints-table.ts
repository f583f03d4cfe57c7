import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type Health, isWell } from '#desk/delivery/circuit.ts';
import { DeskError } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import { key } from './cases-keys.ts';
import { asItem, type Item, isConditionFailed, putItem, query, type Table } from './table.ts';

/** What was well is not read again for this long: one read a minute, department and container, not one for each call. */
const KEPT_MS = 60_000;

const HOUR = 3_600_000;

/** Learned of an endpoint and forgotten: its troubles after a day, a full minute after ten, a key after two years. */
const FORGET_SECONDS = { health: 86_400, reports: 600, key: 2 * 366 * 86_400 } as const;

const seconds = (at: string, more: number) => Math.floor(Date.parse(at) / 1000) + more;

const healthOf = ({
  pk: _pk,
  sk: _sk,
  expiresAt: _ttl,
  effectsOf: _of,
  effects: _effects,
  ...health
}: Item) => health as unknown as Health;

/** Writes where a condition holds; false where it does not. */
async function ifHolds(table: Table, write: Omit<UpdateItemCommand['input'], 'TableName'>): Promise<boolean> {
  try {
    await table.db.send(
      new UpdateItemCommand({ TableName: table.name, ...write } as UpdateItemCommand['input']),
    );
    return true;
  } catch (error) {
    if (isConditionFailed(error)) return false;
    throw error;
  }
}

/**
 * How the departments' systems fare. What was well is believed for `keptMs`; `now`, in milliseconds, is this container's own
 * clock, by which it remembers.
 */
export function endpointsTable(
  table: Table,
  keptMs = KEPT_MS,
  now: () => number = Date.now,
): Ports['endpoints'] {
  const well = new Map<string, { health: Health | undefined; until: number }>();
  const troubled = new Set<string>();
  const used = new Map<string, number>();

  return {
    find: async (department) => {
      const known = well.get(department);
      if (known !== undefined && known.until > now()) return known.health;
      const { items } = await query(table, {
        KeyConditionExpression: 'pk = :pk AND sk = :sk',
        values: { ':pk': key.endpoint(department).pk, ':sk': key.endpoint(department).sk },
        // What is well costs half: it may be a moment old, and what is written is written on a condition.
        ConsistentRead: troubled.has(department),
      });
      const health = items[0] && healthOf(items[0]);
      if (isWell(health, new Date(now()).toISOString())) {
        well.set(department, { health, until: now() + keptMs });
        troubled.delete(department);
      } else {
        well.delete(department);
        troubled.add(department);
      }
      return health;
    },
    keep: async (department, found, next, [told]) => {
      well.delete(department);
      troubled.add(department);
      try {
        await putItem(
          table,
          {
            ...key.endpoint(department),
            ...next,
            version: (found?.version ?? 0) + 1,
            ...(told && { effectsOf: told.caseId, effects: JSON.stringify([told.effect]) }),
            // A person has to switch on what is gone, however long that takes.
            ...(next.state !== 'disabled' && { expiresAt: Math.floor(now() / 1000) + FORGET_SECONDS.health }),
          },
          found === undefined
            ? { expression: 'attribute_not_exists(pk)' }
            : { expression: 'version = :seen', values: { ':seen': found.version } },
        );
      } catch (error) {
        if (!isConditionFailed(error)) throw error;
        throw new DeskError('stale-version', 'something else was learned of this endpoint', { cause: error });
      }
    },
    takeReport: (department, minute, most) =>
      ifHolds(table, {
        Key: asItem(key.reports(department, minute)),
        UpdateExpression: 'SET expiresAt = :expires ADD taken :one',
        ConditionExpression: 'attribute_not_exists(taken) OR taken < :most',
        ExpressionAttributeValues: asItem({
          ':one': 1,
          ':most': most,
          ':expires': seconds(minute, FORGET_SECONDS.reports),
        }),
      }),
    keepKeyUse: async (department, name, at) => {
      const last = used.get(`${department} ${name}`) ?? Number.NEGATIVE_INFINITY;
      if (Date.parse(at) - last < HOUR) return;
      used.set(`${department} ${name}`, Date.parse(at));
      await ifHolds(table, {
        Key: asItem(key.endpointKey(department, name)),
        UpdateExpression: 'SET usedAt = :at, expiresAt = :expires',
        ConditionExpression: 'attribute_not_exists(usedAt) OR usedAt <= :before',
        ExpressionAttributeValues: asItem({
          ':at': at,
          ':before': new Date(Date.parse(at) - HOUR).toISOString(),
          ':expires': seconds(at, FORGET_SECONDS.key),
        }),
      });
    },
    keyUses: async (department) => {
      const { items } = await query(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :key)',
        values: { ':pk': key.endpoint(department).pk, ':key': 'KEY#' },
      });
      return items.map(({ sk, usedAt }) => ({
        key: String(sk).slice('KEY#'.length),
        usedAt: String(usedAt),
      }));
    },
  };
}
