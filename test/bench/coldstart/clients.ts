import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const db = new DynamoDBClient({});
const secrets = new SecretsManagerClient({});

/** A function that is empty but for the clients every door needs: it reads one row and one secret. */
export const handler = async () => {
  await db.send(new GetItemCommand({ TableName: 'T', Key: { pk: { S: 'p' }, sk: { S: 's' } } }));
  await secrets.send(new GetSecretValueCommand({ SecretId: 's' }));
  return { status: 'empty' };
};
