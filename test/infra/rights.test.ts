import { describe, expect, test } from 'vitest';
import { rightsOf, rightsOfFunctions } from './rights.ts';
import { resources, synthesized } from './synthesized.ts';

const stacks = synthesized('prod');
const [desk = expect.fail('there is no desk stack'), ...departments] = stacks;
const rights = rightsOfFunctions(desk);

const each = (service: string, actions: string, ...on: readonly string[]) =>
  on.flatMap((resource) => actions.split(' ').map((action) => `${service}:${action} ${resource}`));

const cases = each('dynamodb', 'GetItem Query PutItem UpdateItem ConditionCheckItem', 'cases');
const keys = each('secretsmanager', 'GetSecretValue', 'switchboard/prod/keys');
const departmentSecrets = each('secretsmanager', 'GetSecretValue', 'secret:switchboard/prod/departments/*');
const reads = [...each('s3', 'GetObject', 'Case/Bodies/*'), ...each('s3', 'ListBucket', 'Case/Bodies')];
const keeps = each('s3', 'PutObject', 'Case/Bodies/*');
const sends = (...queues: readonly string[]) => each('sqs', 'SendMessage', ...queues);
const takes = (queue: string) =>
  each('sqs', 'ReceiveMessage DeleteMessage GetQueueAttributes ChangeMessageVisibility', queue);
const processes = [
  ...each('states', 'StartExecution SendTaskSuccess SendTaskFailure SendTaskHeartbeat', 'stateMachine:*'),
  ...each('states', 'StopExecution', 'execution:*'),
];

/** What each function may do besides writing its own log and its traces. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'intake-email': [
    ...takes('intake'),
    ...each('s3', 'GetObject', 'Intake/Mailbox/mail/*'),
    ...cases,
    ...keeps,
    ...keys,
  ],
  ask: [...cases, ...keys],
  'settle-task': cases,
  'tell-requester': cases,
  'resolve-case': cases,
  callback: [...cases, ...departmentSecrets],
  'answer-page': [...cases, ...keys],
  outbox: [
    ...each('dynamodb', 'DescribeStream GetRecords GetShardIterator', 'cases.StreamArn'),
    ...each('dynamodb', 'ListStreams', 'cases/stream/*'),
    ...each('dynamodb', 'GetItem', 'cases'),
    ...sends('mail', 'webhook', 'clocks', 'process', 'outbox-dead'),
    ...each('sqs', 'GetQueueAttributes GetQueueUrl', 'outbox-dead'),
    ...processes,
  ],
  process: [...takes('process'), ...each('dynamodb', 'GetItem', 'cases'), ...processes],
  mail: [
    ...takes('mail'),
    ...cases,
    ...reads,
    ...keys,
    ...each('ses', 'SendEmail SendRawEmail', 'identity/desk.example'),
  ],
  webhook: [
    ...takes('webhook'),
    ...sends('webhook'),
    ...cases,
    ...reads,
    ...departmentSecrets,
    ...each('ssm', 'GetParameter', 'parameter/switchboard/prod/departments/*'),
  ],
  sweep: [...each('dynamodb', 'Query', 'cases/index/byWake'), ...sends('clocks', 'webhook')],
  'check-clock': [...takes('clocks'), ...sends('clocks'), ...cases],
  api: [
    ...cases,
    ...each('dynamodb', 'Query', 'cases/index/byQueue', 'cases/index/byRequester', 'cases/index/byDay'),
    ...reads,
    ...keeps,
    ...keys,
  ],
};

test('there is no function that this page does not speak of', () => {
  expect([...rights.keys()].sort()).toEqual(Object.keys(MAY).sort());
});

test.each(Object.keys(MAY))('%s may do what it needs, and nothing else', (name) => {
  const logs = each('logs', 'CreateLogStream PutLogEvents', `/aws/lambda/${name}`);
  const traces = each('xray', 'PutTraceSegments PutTelemetryRecords', '*');
  expect(rights.get(name)).toEqual([...(MAY[name] ?? []), ...logs, ...traces].sort());
});

describe('nobody', () => {
  const all = stacks.flatMap((stack) =>
    [...rightsOf(stack)].flatMap(([role, lines]) => lines.map((line) => `${role} may ${line}`)),
  );

  test.each([
    ['reads the whole table', /dynamodb:(Scan|BatchGetItem)/],
    ['deletes a case, a mail or a table', /:Delete(Item|Object|Table|Bucket)/],
    ['changes a secret or an endpoint', /:(Put|Update|Delete)(Secret|Parameter)/],
    ['may do everything of a service', /may \w+:\* /],
    ['assumes another role', /(sts:AssumeRole|iam:)/],
  ])('%s', (_, forbidden) => {
    expect(all.filter((line) => forbidden.test(line))).toEqual([]);
  });

  // Traces and the delivery of a process's log name no resource: AWS accepts no other word for them than `*`.
  test('may touch every resource, except where AWS forces it', () => {
    const forced =
      /may (xray:Put(TraceSegments|TelemetryRecords)|logs:\w*(LogDelivery|LogDeliveries|Polic\w+|LogGroups)) \*$/;
    expect(all.filter((line) => line.endsWith(' *') && !forced.test(line))).toEqual([]);
  });
});

describe.each([
  ['intake-email', 's3:GetObject Case/Bodies', 'what people wrote is for those who answer them'],
  ['sweep', 'dynamodb:PutItem', 'it finds, and leaves deciding to the clock'],
  ['outbox', 'dynamodb:PutItem', 'a writer behind the stream would feed itself'],
  ['webhook', 'switchboard/prod/keys', 'a system is never sent a link for people'],
  ['mail', 'departments', 'a mail is signed by the desk alone'],
  ['callback', 'states:', 'the answer is stored; the process is resumed by the outbox'],
  ['answer-page', 'states:', 'the answer is stored; the process is resumed by the outbox'],
  ['api', 'ses:', 'mail leaves through the outbox'],
  ['ask', 'sqs:', 'everything leaves through the outbox'],
])('%s may not %s', (name, right, because) => {
  test(`because ${because}`, () => {
    expect(rights.get(name)?.filter((line) => line.includes(right))).toEqual([]);
  });
});

test('a process may invoke the steps it uses, and nothing else', () => {
  const invoked = departments.flatMap((stack) =>
    [...rightsOf(stack)].map(([role, lines]) => [role, lines.filter((line) => !line.startsWith('logs:'))]),
  );
  expect(Object.fromEntries(invoked)).toEqual({
    'LendABook/Resource/Role': ['lambda:InvokeFunction function:ask'],
    'FindABook/Resource/Role': ['lambda:InvokeFunction function:tell-requester'],
    'Order/Resource/Role': ['lambda:InvokeFunction function:resolve-case'],
  });
});

test('no role is lent a policy somebody else maintains', () => {
  const lent = resources(stacks, 'AWS::IAM::Role').filter(([, role]) => role.Properties.ManagedPolicyArns);
  expect(lent).toEqual([]);
});
