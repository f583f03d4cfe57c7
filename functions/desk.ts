import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { catalogueOf } from '#desk/department.ts';
import type { Key } from '#desk/intake/tokens.ts';
import type { Ports } from '#desk/ports.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { automaticTable } from './aws/automatic-table.ts';
import { bodiesBucket } from './aws/bodies-bucket.ts';
import { casesTable } from './aws/cases-table.ts';
import { deliveriesTable } from './aws/deliveries-table.ts';
import { directoryTable } from './aws/directory-table.ts';
import { ids } from './aws/ids.ts';
import { ledgerTable } from './aws/ledger-table.ts';
import { secrets } from './aws/secrets.ts';
import type { Table } from './aws/table.ts';
import { tasksTable } from './aws/tasks-table.ts';
import { optional, required } from './environment.ts';

/** Makes something once per container, at its first use: a function that never asks for it needs no variable for it. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The table of the desk with its client. */
export const table = once((): Table => ({ db: new DynamoDBClient({}), name: required('CASES_TABLE') }));

/** The client for buckets; path style, so that a bucket's name needs no address of its own. */
export const s3 = once(() => new S3Client({ forcePathStyle: true }));

/** Reads a secret by its name. */
export const secret = once(() => secrets(new SecretsManagerClient({})));

/** Keys of the desk: the secret holds one a line, the newest first; every line verifies, the first signs. */
async function keys(): Promise<readonly [Key, ...Key[]]> {
  const [first, ...others] = (await secret()(required('KEYS_SECRET')))
    .split('\n')
    .filter((line) => line !== '');
  if (first === undefined) throw new Error('the secret of the desk holds no key');
  const keyOf = (text: string, at: number): Key => ({
    id: String(at),
    secret: new TextEncoder().encode(text),
  });
  return [keyOf(first, 0), ...others.map((text, at) => keyOf(text, at + 1))];
}

/** The desk as AWS answers it, made once per container. */
export const desk = once((): Ports => {
  const where = table();
  const frontDoor = required('FRONT_DOOR');
  const bucket = optional('BODIES_BUCKET');
  return {
    now: () => new Date().toISOString(),
    ids: ids(Date.now),
    keys,
    catalogue: catalogueOf(DEPARTMENTS),
    settings: {
      frontDoor,
      companyDomains: required('COMPANY_DOMAINS').split(','),
      publicUrl: optional('PUBLIC_URL') ?? '',
    },
    cases: casesTable(where),
    tasks: tasksTable(where),
    ledger: ledgerTable(where, frontDoor),
    deliveries: deliveriesTable(where),
    automatic: automaticTable(where),
    directory: directoryTable(where),
    bodies: bodiesBucket(s3(), bucket ?? 'no bucket was given to this function'),
  };
});
