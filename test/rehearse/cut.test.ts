import { describe, expect, test } from 'vitest';
import { cut } from './cut.ts';
import type { Template } from './template.ts';

const ISSUER = 'http://127.0.0.1:9000';
const MATH = { Metrics: [{ Expression: 'a + b' }] };

const cutting = (template: Template) => {
  const { template: left, cuts } = cut(template, ISSUER);
  return { left, said: cuts.map(({ id, how }) => `${id} ${how}`) };
};

describe('cutting a template for the emulator', () => {
  test('leaves alone what the emulator takes', () => {
    const Resources = { Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'q' } } };
    expect(cutting({ Resources })).toEqual({ left: { Resources, Outputs: {} }, said: [] });
  });

  test('says everything it cuts, with what speaks of it, and forgets what waited for it', () => {
    const { left, said } = cutting({
      Resources: {
        Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: MATH },
        Plain: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Errors' } },
        Board: {
          Type: 'AWS::CloudWatch::Dashboard',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's own words.
          Properties: { DashboardBody: { 'Fn::Sub': '{"alarms":["${Alarm.Arn}"]}' } },
        },
        Queue: { Type: 'AWS::SQS::Queue', DependsOn: ['Alarm', 'Plain'] },
      },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Alarm', 'Arn'] } }, Name: { Value: { Ref: 'Plain' } } },
    });
    expect(said).toEqual(['Alarm cut', 'Board cut', 'Arn cut']);
    expect(Object.keys(left.Resources)).toEqual(['Plain', 'Queue']);
    expect(left.Resources.Queue?.DependsOn).toEqual(['Plain']);
    expect(Object.keys(left.Outputs ?? {})).toEqual(['Name']);
  });

  test('takes out of a policy only what refuses plain HTTP', () => {
    const http = { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    const kept = { Effect: 'Allow', Action: 'sqs:SendMessage' };
    const policy = (...Statement: object[]) => ({
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { PolicyDocument: { Statement } },
    });
    const { left, said } = cutting({ Resources: { Both: policy(http, kept), Only: policy(http) } });
    expect(said).toEqual(['Both changed', 'Only cut']);
    expect(left.Resources).toEqual({ Both: policy(kept) });
  });

  test('gives a role the rights it has and no more, in the words of the emulator', () => {
    const role = (...Statement: object[]) => ({
      Type: 'AWS::IAM::Policy',
      Properties: { PolicyDocument: { Statement } },
    });
    const Keys = { Type: 'AWS::SecretsManager::Secret' };
    const { left } = cutting({
      Resources: {
        Keys,
        Sends: role({ Action: ['sqs:SendMessage'], Resource: 'q' }),
        Reads: role({ Action: 'secretsmanager:GetSecretValue', Resource: { Ref: 'Keys' } }),
        Moves: role({ Action: ['states:StartExecution', 'states:SendTaskSuccess'], Resource: 'm' }),
      },
    });
    expect(left.Resources).toEqual({
      Keys,
      Sends: role({ Action: ['sqs:SendMessage', 'sqs:SendMessageBatch'], Resource: ['q'] }),
      Reads: role({
        Action: ['secretsmanager:GetSecretValue'],
        Resource: [{ 'Fn::GetAtt': ['Keys', 'Id'] }],
      }),
      Moves: role(
        { Action: ['states:StartExecution'], Resource: ['m'] },
        { Action: ['states:SendTaskSuccess'], Resource: '*' },
      ),
    });
  });
});
