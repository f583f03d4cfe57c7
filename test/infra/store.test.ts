import { describe, expect, test } from 'vitest';
import { resources, synthesized } from './synthesized.ts';

const stage = (name: string) => {
  const stacks = synthesized(name);
  const one = (type: string) => resources(stacks, type)[0]?.[1] ?? expect.fail(`there is no ${type}`);
  return { stacks, one, table: one('AWS::DynamoDB::Table') };
};
const prod = stage('prod');
const local = stage('local');

interface IndexProperties {
  readonly IndexName: string;
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}
const indexes = prod.table.Properties.GlobalSecondaryIndexes as readonly IndexProperties[];

describe('the table of the cases', () => {
  test.each([
    ['byQueue', ['queueKey', 'dueAt']],
    ['byWake', ['wakeShard', 'wakeAt']],
    ['byRequester', ['requesterKey', 'openedAt']],
    ['byDay', ['ledgerDay', 'ledgerAt']],
  ])('has the index %s on keys that only some items have', (name, keys) => {
    const index = indexes.find(({ IndexName }) => IndexName === name);
    expect(index?.KeySchema.map(({ AttributeName }) => AttributeName)).toEqual(keys);
    // The keys of the table are on every item; an index on one of them would hold them all.
    expect(keys).not.toContain('pk');
    expect(keys).not.toContain('sk');
  });

  test('has no other index', () => {
    expect(indexes).toHaveLength(4);
  });

  test('copies whole cases into no index', () => {
    expect(indexes.map(({ Projection }) => Projection.ProjectionType)).not.toContain('ALL');
  });

  test('tells its stream what is new, and forgets what has expired', () => {
    expect(prod.table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  test('can be brought back and cannot be deleted by mistake, but on one machine', () => {
    const kept = (keeps: boolean) => ({
      DeletionProtectionEnabled: keeps,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: keeps },
    });
    expect(prod.table.Properties).toMatchObject(kept(true));
    expect(local.table.Properties).toMatchObject(kept(false));
  });
});

const buckets = resources(prod.stacks, 'AWS::S3::Bucket');

describe.each(buckets)('the bucket %s', (_, { Properties }) => {
  test('is private, encrypted and keeps every version', () => {
    expect(Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
    });
    expect(Properties.BucketEncryption).toBeDefined();
  });
});

test('no bucket answers without TLS', () => {
  const policies = resources(prod.stacks, 'AWS::S3::BucketPolicy').map(([, { Properties }]) =>
    JSON.stringify(Properties.PolicyDocument),
  );
  expect(policies).toHaveLength(buckets.length);
  for (const policy of policies) expect(policy).toContain('"aws:SecureTransport":"false"');
});

describe('the mailbox', () => {
  const [, mailbox] =
    buckets.find(([, { Properties }]) => Properties.NotificationConfiguration) ?? expect.fail('no mailbox');

  test('tells the intake queue of every mail, once the queue lets it', () => {
    expect(mailbox.Properties.NotificationConfiguration).toMatchObject({
      QueueConfigurations: [
        { Event: 's3:ObjectCreated:*', Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'mail/' }] } } },
      ],
    });
    const first = mailbox.DependsOn?.map((id) =>
      resources(prod.stacks).find(([name]) => name.endsWith(`/${id}`)),
    );
    expect(first?.map((each) => each?.[1].Type)).toContain('AWS::SQS::QueuePolicy');
  });

  test('takes what is sent to the domain of the front door, looked through for viruses', () => {
    expect(prod.one('AWS::SES::ReceiptRule').Properties.Rule).toMatchObject({
      Actions: [{ S3Action: { ObjectKeyPrefix: 'mail/' } }],
      Enabled: true,
      Recipients: ['desk.example'],
      ScanEnabled: true,
    });
  });
});
