import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { optional, type Variable } from '../environment.ts';
import { s3 } from './the-buckets.ts';

/** What of a desk outlives it: everything a backup holds, by the names the stacks give. */
export type Places = Readonly<{
  table: string;
  buckets: Readonly<Record<BucketRole, string>>;
  /** The secret that signs links and reply addresses. */
  keys: string;
  secretOf(department: string): string;
  endpointOf(department: string): string;
}>;

/** What a bucket is for; restored in this order. */
export type BucketRole = 'bodies' | 'mail';

/** CloudFormation names a bucket by its stack and its place in it, and adds something random. */
const BUCKETS = {
  bodies: { begins: 'desk-casebodies', variable: 'BODIES_BUCKET' },
  mail: { begins: 'desk-intakemailbox', variable: 'MAIL_BUCKET' },
} as const satisfies Readonly<Record<BucketRole, { begins: string; variable: Variable }>>;

/** The bucket of a stage by its role; of several, one kept from an earlier desk perhaps, a person says which. */
export function bucketOf(stage: string, role: BucketRole, names: readonly string[]): string {
  const { begins, variable } = BUCKETS[role];
  const named = optional(variable);
  if (named !== undefined) return named;
  const found = names.filter((name) => name.startsWith(`switchboard-${stage}-${begins}`));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const which = found.length === 0 ? 'there is no bucket' : `there are ${found.length} buckets`;
  throw new Error(`${which} switchboard-${stage}-${begins}…: set ${variable} to the one that is meant`);
}

/** Where everything of a stage is. */
export async function placesOf(stage: string): Promise<Places> {
  const { Buckets = [] } = await s3().send(new ListBucketsCommand({}));
  const names = Buckets.map(({ Name = '' }) => Name);
  return {
    table: optional('CASES_TABLE') ?? `switchboard-${stage}-cases`,
    buckets: { bodies: bucketOf(stage, 'bodies', names), mail: bucketOf(stage, 'mail', names) },
    keys: `switchboard/${stage}/keys`,
    secretOf: (department) => `switchboard/${stage}/departments/${department}/webhook`,
    endpointOf: (department) => `/switchboard/${stage}/departments/${department}/endpoint`,
  };
}
