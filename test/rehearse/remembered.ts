import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientOf } from './cdk.ts';
import type { Deployed } from './cloudformation.ts';
import type { Emulator } from './emulator.ts';

/** What lies in the tables, buckets and secrets that outlived their stack; an empty one has lost what was in it. */
export async function remembered(emulator: Emulator, kept: readonly Deployed[]): Promise<readonly string[]> {
  const db = new DynamoDBClient(clientOf(emulator));
  const s3 = new S3Client(clientOf(emulator));
  const secrets = new SecretsManagerClient(clientOf(emulator));
  const howMany = async ({ type, name }: Deployed): Promise<readonly [number, string]> => {
    switch (type) {
      case 'AWS::DynamoDB::Table': {
        const { Count = 0 } = await db.send(new ScanCommand({ TableName: name, Select: 'COUNT' }));
        return [Count, 'rows'];
      }
      case 'AWS::S3::Bucket': {
        const { KeyCount = 0 } = await s3.send(new ListObjectsV2Command({ Bucket: name }));
        return [KeyCount, /mail/i.test(name) ? 'mails' : 'texts'];
      }
      default: {
        const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: name }));
        return [SecretString === undefined ? 0 : 1, 'secret'];
      }
    }
  };
  try {
    const counted = await Promise.all(kept.map(howMany));
    for (const [i, [count]] of counted.entries()) {
      if (count === 0) throw new Error(`${kept[i]?.type} ${kept[i]?.name} is there, and empty`);
    }
    return counted.map((words) => words.join(' '));
  } finally {
    for (const client of [db, s3, secrets]) client.destroy();
  }
}
