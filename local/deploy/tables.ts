import type { Table } from '../assembly/deployment.ts';
import { AwsError, callJson } from '../engines/aws-json.ts';
import { Fields, type Json, type JsonObject, Refusal } from '../json.ts';

const call = (url: string, action: string, input: JsonObject) =>
  callJson(url, `DynamoDB_20120810.${action}`, input);

async function describe(url: string, TableName: string): Promise<Fields | undefined> {
  try {
    return new Fields(await call(url, 'DescribeTable', { TableName }), TableName).fields('Table');
  } catch (error) {
    if (error instanceof AwsError && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

async function create(url: string, table: Table): Promise<void> {
  await call(url, 'CreateTable', {
    TableName: table.name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: table.keySchema,
    AttributeDefinitions: table.attributes,
    ...(table.indexes.length > 0 && { GlobalSecondaryIndexes: table.indexes }),
    ...(table.streamView !== undefined && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: table.streamView },
    }),
  });
  if (table.ttlAttribute === undefined) return;
  const TimeToLiveSpecification = { Enabled: true, AttributeName: table.ttlAttribute };
  await call(url, 'UpdateTimeToLive', { TableName: table.name, TimeToLiveSpecification });
}

const keysOf = (schema: Json | undefined) => JSON.stringify(Array.isArray(schema) ? schema.map(sorted) : []);
const sorted = (value: Json) => Object.entries(value ?? {}).sort(([a], [b]) => a.localeCompare(b));

/** Brings a table that is already there to what the template says, as far as DynamoDB itself can. */
async function update(url: string, table: Table, there: Fields): Promise<void> {
  const reset = 'delete the data folder with `npm run reset` and start again';
  if (keysOf(there.values.KeySchema) !== keysOf(table.keySchema)) {
    throw new Refusal(`table ${table.name} now has other keys than its data: ${reset}`);
  }
  const before = new Map(
    there.each('GlobalSecondaryIndexes').map((index) => [index.text('IndexName'), index]),
  );
  for (const index of table.indexes) {
    const old = before.get(String(index.IndexName));
    if (old && keysOf(old.values.KeySchema) !== keysOf(index.KeySchema)) {
      throw new Refusal(
        `index ${index.IndexName} of table ${table.name} now has other keys than its data: ${reset}`,
      );
    }
    if (old) continue;
    await call(url, 'UpdateTable', {
      TableName: table.name,
      AttributeDefinitions: table.attributes,
      GlobalSecondaryIndexUpdates: [{ Create: index }],
    });
  }
}

/** Makes the tables that are missing and answers with the ARN of each one's stream. */
export async function deployTables(url: string, tables: readonly Table[]): Promise<Map<string, string>> {
  const streams = new Map<string, string>();
  for (const table of tables) {
    const there = await describe(url, table.name);
    if (there) await update(url, table, there);
    else await create(url, table);
    const now = await describe(url, table.name);
    const stream = now?.optional('LatestStreamArn');
    if (stream !== undefined) streams.set(table.name, stream);
  }
  return streams;
}
