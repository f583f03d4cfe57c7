import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Delivery } from '#desk/delivery/delivery.ts';
import type { Ports } from '#desk/ports.ts';
import { key } from './cases-keys.ts';
import { asItem, getItem, isConditionFailed, putItem, type Table } from './table.ts';

/** A delivery log is kept this long (W6). */
const KEPT_SECONDS = 30 * 86_400;

/** What became of outgoing mails and webhooks; one that is to be tried again stands in the wake index. */
export const deliveriesTable = (table: Table): Ports['deliveries'] => ({
  find: async (id) => {
    const found = await getItem(table, key.delivery(id));
    if (found === undefined) return undefined;
    const { pk: _pk, sk: _sk, wakeShard: _shard, expiresAt: _ttl, ...delivery } = found;
    return { ...delivery, id } as Delivery;
  },
  keep: async ({ id, ...delivery }) => {
    await putItem(table, {
      ...key.delivery(id),
      ...delivery,
      ...(delivery.wakeAt !== undefined && { wakeShard: key.wake(id) }),
      expiresAt: Math.floor(Date.parse(delivery.at) / 1000) + KEPT_SECONDS,
    });
  },
  claim: async ({ id, wakeAt }, until) => {
    try {
      await table.db.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: asItem(key.delivery(id)),
          UpdateExpression: 'SET wakeAt = :until',
          ConditionExpression: 'wakeAt = :due',
          ExpressionAttributeValues: asItem({ ':until': until, ':due': wakeAt }),
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailed(error)) return false;
      throw error;
    }
  },
});
