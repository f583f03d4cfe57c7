import { createReadStream, createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import {
  type AttributeValue,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { isConditionFailed, type Table } from '../aws/table.ts';
import { eachAtOnce } from './each-at-once.ts';

type Item = Record<string, AttributeValue>;

const AT_ONCE = 25;

async function* linesOf({ db, name }: Table, counted: { rows: number }): AsyncGenerator<string> {
  for await (const { Items = [] } of paginateScan(
    { client: db },
    { TableName: name, ConsistentRead: true },
  )) {
    counted.rows += Items.length;
    for (const Item of Items) yield `${JSON.stringify({ Item })}\n`;
  }
}

/** Writes every row of the table to a folder, in the form of DynamoDB's own export to S3: gzipped lines of DynamoDB JSON. */
export async function exportItems(table: Table, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const counted = { rows: 0 };
  const file = createWriteStream(join(folder, 'items.json.gz'), { mode: 0o600 });
  await pipeline(Readable.from(linesOf(table, counted)), createGzip(), file);
  return counted.rows;
}

async function* itemsOf(folder: string): AsyncGenerator<Item> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of files.filter((each) => each.endsWith('.json.gz')).sort()) {
    const input = createReadStream(join(folder, name)).pipe(createGunzip());
    for await (const line of createInterface({ input })) {
      if (line.trim() !== '') yield (JSON.parse(line) as { Item: Item }).Item;
    }
  }
}

/**
 * A row as it comes back. What left because of it has left: under its own name the outbox would send every mail ever
 * written once more and start the process of every case.
 */
export function returning({ effects, ...row }: Item): Item {
  return effects === undefined ? row : { ...row, effectsLeft: effects };
}

async function putNew(db: DynamoDBClient, TableName: string, Item: Item): Promise<boolean> {
  try {
    await db.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    return true;
  } catch (error) {
    if (!isConditionFailed(error)) throw error;
    return false;
  }
}

/** Writes every row of a folder to the table. A row that is there already stays as it is, so that repeating is safe. */
export async function importItems({ db, name }: Table, folder: string) {
  const counted = { restored: 0, left: 0 };
  await eachAtOnce(itemsOf(folder), AT_ONCE, async (item) => {
    counted[(await putNew(db, name, returning(item))) ? 'restored' : 'left'] += 1;
  });
  return counted;
}
