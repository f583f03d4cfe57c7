import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

/** An item as plain data. */
export type Item = Record<string, unknown>;

export const asItem = (item: object): Record<string, AttributeValue> =>
  marshall(item, { removeUndefinedValues: true });
export const fromItem = (item: Record<string, AttributeValue>): Item => unmarshall(item);

/** The table with a client: what every store of the desk is made of. */
export type Table = Readonly<{ db: DynamoDBClient; name: string }>;

/** Reads one item consistently: whoever decides must see the newest. */
export async function getItem({ db, name }: Table, key: Item): Promise<Item | undefined> {
  const { Item: found } = await db.send(
    new GetItemCommand({ TableName: name, Key: asItem(key), ConsistentRead: true }),
  );
  return found && fromItem(found);
}

/** What must hold of the item that stands there for a write to be done. */
export type Condition = Readonly<{ expression: string; names?: Record<string, string>; values?: Item }>;

/** Writes one item, on a condition where one is given. */
export const putItem = ({ db, name }: Table, item: Item, condition?: Condition): Promise<unknown> =>
  db.send(
    new PutItemCommand({
      TableName: name,
      Item: asItem(item),
      ...(condition && { ConditionExpression: condition.expression }),
      ...(condition?.names && { ExpressionAttributeNames: condition.names }),
      ...(condition?.values && { ExpressionAttributeValues: asItem(condition.values) }),
    }),
  );

/** Asks for items; `from` goes on where a page ended. */
export async function query(
  { db, name }: Table,
  input: Omit<QueryCommandInput, 'TableName' | 'ExclusiveStartKey' | 'ExpressionAttributeValues'> &
    Readonly<{ values: Item; from?: Item | undefined }>,
): Promise<{ items: Item[]; next?: Item }> {
  const { values, from, ...rest } = input;
  const { Items = [], LastEvaluatedKey } = await db.send(
    new QueryCommand({
      ...rest,
      TableName: name,
      ExpressionAttributeValues: asItem(values),
      ...(from && { ExclusiveStartKey: asItem(from) }),
    }),
  );
  return { items: Items.map(fromItem), ...(LastEvaluatedKey && { next: fromItem(LastEvaluatedKey) }) };
}

/** Asks for items until there are none left. Only for listings that are small by nature, such as one case's history. */
export async function queryAll(table: Table, input: Parameters<typeof query>[1]): Promise<Item[]> {
  const all: Item[] = [];
  let from: Item | undefined;
  do {
    const { items, next } = await query(table, { ...input, from });
    all.push(...items);
    from = next;
  } while (from !== undefined);
  return all;
}

/** Whether a conditional write was refused by its condition. */
export const isConditionFailed = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';
