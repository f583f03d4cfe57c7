import { describe, expect, test } from 'vitest';
import { allows, list } from './iam/evaluate.ts';
import { MAILS } from './iam/needs.ts';
import { EVERYBODY, FUNCTIONS, PROCESSES } from './iam/roles.ts';
import { resources, synthesized, WITH_ALL_DOORS } from './synthesized.ts';

const stacks = synthesized('prod', undefined, WITH_ALL_DOORS);

/** Every way to read an object of a bucket, whichever class its mail turned out to be of. */
const READS = ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectTorrent', 's3:RestoreObject'];
const RAW = `${MAILS}/mail/a1`;
const reading = READS.map((action) => ({ action, resource: RAW }));

describe('E1 row 28 raw mail, which is kept before anybody knows whose it is', () => {
  test('is read by intake, and by no other function and no process', () => {
    const readers = [...FUNCTIONS, ...PROCESSES].filter(([, statements]) =>
      reading.some((wish) => allows(statements, wish)),
    );
    expect(readers.map(([name]) => name)).toEqual(['intake-email']);
  });

  test('is read by no other role of any stack, whoever has it', () => {
    const roles = EVERYBODY.filter(({ statement }) => reading.some((wish) => allows([statement], wish)));
    expect(new Set(roles.map(({ role }) => role)).size).toBe(1);
  });

  test('is opened by no policy of a bucket: the service that receives it may put it there, and nobody may take it', () => {
    const allowed = resources(stacks, 'AWS::S3::BucketPolicy').flatMap(([, { Properties }]) => {
      const { Statement } = Properties.PolicyDocument as {
        Statement: { Effect: string; Action: string | string[]; Principal: unknown }[];
      };
      return Statement.filter(({ Effect }) => Effect === 'Allow');
    });
    expect(allowed.flatMap(({ Action }) => [...list(Action)])).toEqual(['s3:PutObject']);
    expect(allowed[0]?.Principal).toEqual({ Service: 'ses.amazonaws.com' });
  });

  test('no role of ours is one that a person can take on, and no user, group or shared policy is made', () => {
    const roles = resources(stacks, 'AWS::IAM::Role');
    expect(roles.length).toBeGreaterThan(20);
    for (const [name, { Properties }] of roles) {
      const { Statement } = Properties.AssumeRolePolicyDocument as {
        Statement: { Principal: Record<string, unknown> }[];
      };
      for (const { Principal } of Statement)
        expect([name, Object.keys(Principal)]).toEqual([name, ['Service']]);
      // What a role carries in itself, the look at every role above would not see.
      expect([name, Properties.Policies]).toEqual([name, undefined]);
    }
    const others = ['User', 'Group', 'ManagedPolicy', 'UserPolicy', 'GroupPolicy', 'RolePolicy'];
    expect(resources(stacks, ...others.map((each) => `AWS::IAM::${each}`))).toEqual([]);
    expect(resources(stacks, 'AWS::S3::AccessPoint', 'AWS::S3::AccessGrant')).toEqual([]);
  });
});
