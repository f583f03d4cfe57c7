import type { Table } from '../assembly/deployment.ts';
import type { Asked } from '../doors/api-event.ts';
import { callJson } from '../engines/aws-json.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Forward } from './door.ts';
import { type Amounts, askedBy, type Operations } from './operations.ts';
import { type IndexShape, indexUnits, itemSize, readUnits, tableUnits } from './units.ts';

const named = (schema: Json | undefined) =>
  (Array.isArray(schema) ? schema.filter(isObject) : []).map((one) => String(one.AttributeName));

function shapeOf(table: Table, index: JsonObject): IndexShape {
  const key = named(index.KeySchema);
  const projection = isObject(index.Projection) ? index.Projection : {};
  const extra = Array.isArray(projection.NonKeyAttributes) ? projection.NonKeyAttributes.map(String) : [];
  const all = projection.ProjectionType === 'ALL';
  const carries = all ? undefined : [...named(table.keySchema), ...key, ...extra];
  return { name: String(index.IndexName), key, carries };
}

/** The kind of a row, by the word before the first # of its last key; never whose row it is. */
function kindOf(item: JsonObject, keys: readonly string[]): string {
  const last = item[keys.at(-1) ?? ''];
  return String(isObject(last) ? Object.values(last)[0] : '').split('#')[0] ?? '';
}

const parsed = (body: Buffer | string): JsonObject => {
  const value = JSON.parse(String(body) || '{}') as Json;
  return isObject(value) ? value : {};
};

const objects = (value: Json | undefined) => (Array.isArray(value) ? value.filter(isObject) : []);
const WRITES = ['Put', 'Update', 'Delete', 'ConditionCheck'] as const;

/** The writes of a request, each as the item or key it names. */
function writesIn(action: string, input: JsonObject): JsonObject[] {
  if (action === 'TransactWriteItems') {
    return objects(input.TransactItems).flatMap((one) =>
      WRITES.map((kind) => one[kind] ?? null).filter(isObject),
    );
  }
  return /^(Put|Update|Delete)Item$/.test(action) ? [input] : [];
}

/** The request once more, asking the engine for its own count. */
function asking(asked: Asked, input: JsonObject): Asked {
  const body = Buffer.from(JSON.stringify({ ...input, ReturnConsumedCapacity: 'TOTAL' }));
  return { ...asked, body };
}

const capacityIn = (value: Json | undefined) =>
  (Array.isArray(value) ? objects(value) : [value ?? null].filter(isObject)).reduce(
    (sum, one) => sum + Number(one.CapacityUnits ?? 0),
    0,
  );

/**
 * Counts what DynamoDB would bill, from the items themselves: each written row is looked at before and after. The
 * engine's own figure is kept beside it.
 */
export function countTable(url: string, tables: readonly Table[], operations: Operations) {
  const known = new Map(
    tables.map((table) => [
      table.name,
      { keys: named(table.keySchema), indexes: table.indexes.map((index) => shapeOf(table, index)) },
    ]),
  );
  const read = async (TableName: string, Key: JsonObject): Promise<JsonObject | undefined> => {
    const { Item } = await callJson(url, 'DynamoDB_20120810.GetItem', {
      TableName,
      Key,
      ConsistentRead: true,
    });
    return isObject(Item) ? Item : undefined;
  };

  return async (asked: Asked, forward: Forward) => {
    const action = String(asked.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const by = askedBy(asked.headers);
    const count = (about: string, amounts: Amounts) =>
      operations.add({ by, service: 'dynamodb', action, about }, amounts);
    const input = parsed(asked.body);
    const writes = writesIn(action, input).map((write) => {
      const table = String(write.TableName);
      const { keys, indexes } = known.get(table) ?? { keys: [], indexes: [] };
      const given = isObject(write.Item) ? write.Item : isObject(write.Key) ? write.Key : {};
      const key = Object.fromEntries(keys.map((name) => [name, given[name] ?? null]));
      return { table, key, keys, indexes };
    });
    const look = () => Promise.all(writes.map(({ table, key }) => read(table, key)));
    const before = await look();
    const answer = await forward(/Item|Query|Scan/.test(action) ? asking(asked, input) : asked);
    const after = await look();
    const told = answer.status === 200 ? parsed(answer.body.toString()) : {};
    const whole = {
      count: 1,
      requestBytes: asked.body.length,
      responseBytes: Buffer.byteLength(answer.body),
      reportedUnits: capacityIn(told.ConsumedCapacity),
    };
    if (writes.length === 0) {
      const items = action === 'GetItem' ? [told.Item ?? null].filter(isObject) : objects(told.Items);
      const bytes = items.reduce((sum, item) => sum + itemSize(item), 0);
      const { keys } = known.get(String(input.TableName)) ?? { keys: [] };
      const about = input.IndexName ?? kindOf(isObject(input.Key) ? input.Key : (items[0] ?? {}), keys);
      count(String(about), {
        ...whole,
        readUnits: /^(GetItem|Query|Scan)$/.test(action)
          ? readUnits(bytes, input.ConsistentRead === true)
          : 0,
        largest: bytes,
      });
    }
    writes.forEach(({ key, keys, indexes }, at) => {
      const [old, fresh] = [before[at], after[at]];
      const kind = kindOf(key, keys);
      count(kind, {
        ...(at === 0 && whole),
        writeUnits: tableUnits(old, fresh, action === 'TransactWriteItems'),
        largest: Math.max(itemSize(old ?? {}), itemSize(fresh ?? {})),
      });
      for (const index of indexes) {
        const units = indexUnits(index, old, fresh);
        if (units > 0) count(`${kind} in ${index.name}`, { indexWriteUnits: units });
      }
    });
    return answer;
  };
}
