import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Table } from '#functions/aws/table.ts';
import { Cases } from '#infra/case/cases.ts';
import { settingsFor } from '#infra/settings.ts';
import { deployTables } from '#local/deploy/tables.ts';
import { startDynamoDb } from '#local/engines/dynamodb.ts';
import type { Json, JsonObject } from '#local/json.ts';

/** The table's properties as its template declares them, so that no key is written down twice. */
function declared(): Readonly<Record<string, Json[]>> {
  const stack = new Stack(new App(), 'Test');
  new Cases(stack, 'Cases', { settings: settingsFor('local') });
  const [table] = Object.values(Template.fromStack(stack).findResources('AWS::DynamoDB::Table'));
  return (table?.Properties ?? {}) as Readonly<Record<string, Json[]>>;
}

/** A real DynamoDB in a folder of its own, with the table of the desk in it. */
export async function realTable(): Promise<Table & Readonly<{ stop(): void }>> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-table-'));
  const engine = await startDynamoDb(folder, () => {});
  const { KeySchema = [], AttributeDefinitions = [], GlobalSecondaryIndexes = [] } = declared();
  const name = 'cases';
  const table = {
    name,
    keySchema: KeySchema,
    attributes: AttributeDefinitions,
    indexes: GlobalSecondaryIndexes as JsonObject[],
    streamView: undefined,
    ttlAttribute: undefined,
  };
  await deployTables(engine.url, [table]);
  const db = new DynamoDBClient({
    endpoint: engine.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    db,
    name,
    stop: () => {
      db.destroy();
      engine.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
