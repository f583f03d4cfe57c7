import { readFileSync, writeFileSync } from 'node:fs';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { once } from '../once.ts';
import type { Places } from './places.ts';

const secretsManager = once(() => new SecretsManagerClient({}));
const ssm = once(() => new SSMClient({}));

/** What the desk and the departments' systems know each other by. */
type Secrets = Readonly<{
  keys: string;
  departments: Readonly<Record<string, Readonly<{ secret: string; endpoint: string }>>>;
}>;

const secret = async (SecretId: string) =>
  (await secretsManager().send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';
const parameter = async (Name: string) =>
  (await ssm().send(new GetParameterCommand({ Name }))).Parameter?.Value ?? '';

async function read(where: Places, departments: readonly string[]): Promise<Secrets> {
  const known = await Promise.all(
    departments.map(async (id) => {
      const [kept, endpoint] = await Promise.all([
        secret(where.secretOf(id)),
        parameter(where.endpointOf(id)),
      ]);
      return [id, { secret: kept, endpoint }] as const;
    }),
  );
  return { keys: await secret(where.keys), departments: Object.fromEntries(known) };
}

/** Writes the secrets and addresses to a file that only its owner may read. */
export async function exportSecrets(where: Places, departments: readonly string[], file: string) {
  const found = await read(where, departments);
  writeFileSync(file, JSON.stringify(found, null, 1), { mode: 0o600 });
  return 1 + departments.length;
}

/** The keys of a backup, and behind them what this desk has signed with since it was made. */
export const keysAfter = (backup: string, now: string): string =>
  [...new Set([...backup.split('\n'), ...now.split('\n')])].filter((line) => line !== '').join('\n');

/** Puts the secrets and addresses of a file back where they differ; a department that is not deployed is left out. */
export async function importSecrets(where: Places, departments: readonly string[], file: string) {
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const now = await read(where, departments);
  const counted = { restored: 0, left: 0 };
  const put = async (before: string, after: string, write: () => Promise<unknown>) => {
    if (before !== after) await write();
    counted[before === after ? 'left' : 'restored'] += 1;
  };
  const putSecret = (SecretId: string, SecretString: string) =>
    secretsManager().send(new PutSecretValueCommand({ SecretId, SecretString }));
  const keys = keysAfter(kept.keys, now.keys);
  await put(now.keys, keys, () => putSecret(where.keys, keys));
  for (const id of departments) {
    const [before, after] = [now.departments[id], kept.departments[id]];
    if (before === undefined || after === undefined) continue;
    await put(before.secret, after.secret, () => putSecret(where.secretOf(id), after.secret));
    const overwrite = { Name: where.endpointOf(id), Value: after.endpoint, Overwrite: true };
    await put(before.endpoint, after.endpoint, () => ssm().send(new PutParameterCommand(overwrite)));
  }
  return counted;
}
