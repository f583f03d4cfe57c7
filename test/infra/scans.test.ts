import { expect, test } from 'vitest';
import { resources, synthesized, WITH_ALL_DOORS } from './synthesized.ts';

const [without = expect.fail('there is no desk stack')] = synthesized('prod');
const [desk = expect.fail('there is no desk stack')] = synthesized('prod', undefined, WITH_ALL_DOORS);
const only = (type: string, id: RegExp) => {
  const found = resources([desk], type).filter(([name]) => id.test(name));
  expect(found).toHaveLength(1);
  return found[0]?.[1].Properties ?? {};
};

test('nothing of GuardDuty is deployed where no stage asks for it', () => {
  expect(resources([without], 'AWS::GuardDuty::MalwareProtectionPlan')).toEqual([]);
  expect(JSON.stringify(without.template)).not.toContain('malware-protection-plan');
});

test('GuardDuty looks into the files of cases and into nothing else, without tags', () => {
  expect(only('AWS::GuardDuty::MalwareProtectionPlan', /Scans/)).toMatchObject({
    ProtectedResource: { S3Bucket: { ObjectPrefixes: ['attachments/', 'restricted/attachments/'] } },
    Actions: { Tagging: { Status: 'DISABLED' } },
  });
  const { NotificationConfiguration } = only('AWS::S3::Bucket', /CaseBodies/);
  expect(NotificationConfiguration).toEqual({ EventBridgeConfiguration: { EventBridgeEnabled: true } });
});

test('its role is GuardDuty’s alone, reads files, writes one object and touches one rule', () => {
  expect(only('AWS::IAM::Role', /ScansPlanRole/)).toMatchObject({
    AssumeRolePolicyDocument: {
      Statement: [{ Principal: { Service: 'malware-protection-plan.guardduty.amazonaws.com' } }],
    },
  });
  const { PolicyDocument } = only('AWS::IAM::Policy', /ScansPlanRole/) as {
    PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown; Condition?: object }[] };
  };
  const rights = PolicyDocument.Statement.map(({ Action, Resource, Condition }) => ({
    may: [Action].flat(),
    on: [...new Set(JSON.stringify(Resource).match(/\/[a-z/*-]+(?=")|DO-NOT-DELETE-\w+\*/g))],
    managed: Condition !== undefined,
  }));
  const rule = ['DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*'];
  const proof = '/malware-protection-resource-validation-object';
  const events = (...verbs: string[]) => verbs.map((verb) => `events:${verb}`);
  expect(rights).toEqual([
    { may: events('PutRule', 'DeleteRule', 'PutTargets', 'RemoveTargets'), on: rule, managed: true },
    { may: events('DescribeRule', 'ListTargetsByRule'), on: rule, managed: false },
    {
      may: ['s3:GetBucketNotification', 's3:PutBucketNotification', 's3:ListBucket'],
      on: [],
      managed: false,
    },
    { may: ['s3:PutObject'], on: [proof], managed: false },
    {
      may: ['s3:GetObject', 's3:GetObjectVersion'],
      on: ['/attachments/*', '/restricted/attachments/*', proof],
      managed: false,
    },
  ]);
});
