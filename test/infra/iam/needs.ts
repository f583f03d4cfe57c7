import { arn, arnAt } from './roles.ts';

/** An action on one real thing. */
export type Need = readonly [action: string, resource: string];

const each = (service: string, actions: string, ...on: readonly string[]): Need[] =>
  on.flatMap((resource) => actions.split(' ').map((action): Need => [`${service}:${action}`, resource]));

export const TABLE = arn('dynamodb', 'table/switchboard-prod-cases');
export const queue = (name: string) => arn('sqs', `switchboard-prod-${name}`);
export const functionNamed = (name: string) => arn('lambda', `function:switchboard-prod-${name}`);
export const process = (rest: string) => arn('states', `stateMachine:switchboard-prod-${rest}`);
export const departmentSecret = (department: string) =>
  arn('secretsmanager', `secret:switchboard/prod/departments/${department}/webhook-a1b2c3`);
export const endpoint = (department: string) =>
  arn('ssm', `parameter/switchboard/prod/departments/${department}/endpoint`);
export const KEYS = arnAt('Case/Keys/Resource/Resource');
export const BODIES = arnAt('Case/Bodies/Resource/Resource');
export const MAILS = arnAt('Intake/Mailbox/Resource/Resource');

const index = (name: string) => `${TABLE}/index/${name}`;
const cases = each('dynamodb', 'GetItem Query PutItem UpdateItem ConditionCheckItem', TABLE);
const looksUp = each('dynamodb', 'GetItem', TABLE);
// Where a case stands is read, and nothing of it written.
const looksAt = each('dynamodb', 'GetItem Query', TABLE);
const chatSecret = (app: string) =>
  each('secretsmanager', 'GetSecretValue', arnAt(`Chat/${app}/Secret/Resource/Resource`));
const keys = each('secretsmanager', 'GetSecretValue', KEYS);
const systems = each('secretsmanager', 'GetSecretValue', departmentSecret('library'));
const readsOrdinary = [
  ...each('s3', 'GetObject', `${BODIES}/messages/01j9`),
  ...each('s3', 'ListBucket', BODIES),
];
// What people in distress write lies apart: no department's system hears of it (row 28).
const reads = [...readsOrdinary, ...each('s3', 'GetObject', `${BODIES}/restricted/messages/01j9`)];
// One function hands out files, and mails as they came; whoever shows and changes cases cannot.
const handsOut = [
  ...reads,
  ...[
    'attachments/01j9/a1',
    'restricted/attachments/01j9/a1',
    'originals/01j9',
    'restricted/originals/01j9',
  ].flatMap((key) => each('s3', 'GetObject', `${BODIES}/${key}`)),
];
const lists = each('s3', 'ListBucket', BODIES);
const collects = [...each('s3', 'GetObject', `${BODIES}/uploads/01j9`), ...lists];
// Whoever needs no token reads back what waits for its address, and nothing that is a case's.
const waits = [...collects, ...each('s3', 'GetObject', `${BODIES}/unconfirmed/01j9`)];
const keeps = each('s3', 'PutObject', `${BODIES}/messages/01j9`);
const sends = (...names: readonly string[]) => each('sqs', 'SendMessage', ...names.map(queue));
const takes = (name: string) =>
  each('sqs', 'ReceiveMessage DeleteMessage GetQueueAttributes ChangeMessageVisibility', queue(name));
const drives = [
  ...each('states', 'StartExecution', process('library-lend-a-book:live')),
  ...each('states', 'SendTaskSuccess SendTaskFailure SendTaskHeartbeat', process('library-lend-a-book')),
  ...each('states', 'StopExecution', arn('states', 'execution:switchboard-prod-library-lend-a-book:01j9')),
];

/** What each function does, one example of every kind; a function that is not here is missing, one grant too many is found. */
export const NEEDS: Readonly<Record<string, readonly Need[]>> = {
  'intake-email': [
    ...takes('intake'),
    ...each('s3', 'GetObject DeleteObject', `${MAILS}/mail/a1`),
    ...cases,
    ...keeps,
    ...each('s3', 'GetObject', `${BODIES}/images/a1`),
    ...lists,
    ...keys,
  ],
  'check-ledger': [
    ...each('s3', 'ListBucket', MAILS),
    ...each('dynamodb', 'Query', index('byDay')),
    ...sends('intake'),
  ],
  ask: [...cases, ...keys],
  'open-child': [...cases, ...keys, ...keeps],
  'settle-task': cases,
  'tell-requester': cases,
  'read-fact': cases,
  'continue-process': cases,
  'resolve-case': cases,
  callback: [...cases, ...systems],
  'answer-page': [...cases, ...keys],
  outbox: [
    ...each('dynamodb', 'DescribeStream GetRecords GetShardIterator', `${TABLE}/stream/local`),
    ...each('dynamodb', 'ListStreams', `${TABLE}/stream/local`),
    ...looksUp,
    ...sends('mail', 'webhook', 'clocks', 'process', 'chat-posts', 'intake', 'outbox-dead'),
    ...each('sqs', 'GetQueueAttributes GetQueueUrl', queue('outbox-dead')),
    ...drives,
  ],
  process: [...takes('process'), ...looksUp, ...drives],
  mail: [
    ...takes('mail'),
    ...cases,
    ...reads,
    ...each('s3', 'GetObject', `${BODIES}/forwards/01j9`),
    ...keys,
    ...each(
      'ses',
      'SendEmail SendRawEmail',
      arn('ses', 'identity/desk.example'),
      arn('ses', 'configuration-set/switchboard-prod-mail'),
    ),
  ],
  'chat-slack': [...sends('chat'), ...chatSecret('Slack')],
  'chat-teams': [...sends('chat'), ...chatSecret('Teams')],
  'chat-take': [
    ...takes('chat'),
    ...cases,
    ...keeps,
    ...readsOrdinary,
    ...keys,
    ...chatSecret('Slack'),
    ...chatSecret('Teams'),
  ],
  'chat-post': [
    ...takes('chat-posts'),
    ...sends('chat-posts', 'mail'),
    ...cases,
    ...reads,
    ...keys,
    ...chatSecret('Slack'),
    ...chatSecret('Teams'),
  ],
  'phone-contact': [...cases, ...keeps],
  feedback: [...takes('feedback'), ...cases],
  webhook: [
    ...takes('webhook'),
    ...sends('webhook'),
    ...cases,
    ...readsOrdinary,
    ...systems,
    ...each('ssm', 'GetParameter', endpoint('library')),
  ],
  sweep: [...each('dynamodb', 'Query', index('byWake'), index('byQueue')), ...sends('clocks', 'webhook')],
  'check-clock': [...takes('clocks'), ...sends('clocks'), ...cases],
  'open-case': [...cases, ...keeps, ...collects, ...keys],
  files: [...cases, ...handsOut],
  oversight: [...cases, ...reads, ...each('dynamodb', 'Query', index('byDay'))],
  status: looksAt,
  'status-page': [...looksAt, ...keys],
  requests: [...cases, ...keeps, ...waits, ...keys],
  'request-page': [...cases, ...keeps, ...waits, ...keys],
  verdict: [...takes('verdicts'), ...cases, ...reads],
  'describe-api': [],
  endpoints: [
    ...cases,
    ...each('dynamodb', 'Query', index('byQueue')),
    ...systems,
    ...each('ssm', 'GetParameter', endpoint('library')),
    ...sends('webhook'),
  ],
  api: [
    ...cases,
    ...each('dynamodb', 'Query', index('byQueue'), index('byRequester'), index('byDay')),
    ...reads,
    ...keeps,
    ...keys,
  ],
};

/** Every function also writes its own log, and traces itself. */
export const alwaysNeeds = (name: string): Need[] => [
  ...each(
    'logs',
    'CreateLogStream PutLogEvents',
    arn('logs', `log-group:/aws/lambda/switchboard-prod-${name}:*`),
  ),
  ...each('xray', 'PutTraceSegments PutTelemetryRecords', '*'),
];

/** What each process does: invoke its steps, and nothing else. */
export const PROCESS_NEEDS: Readonly<Record<string, readonly Need[]>> = {
  'library-lend-a-book': each('lambda', 'InvokeFunction', functionNamed('ask')),
  'library-find-a-book': each('lambda', 'InvokeFunction', functionNamed('tell-requester')),
  'kitchen-order': each('lambda', 'InvokeFunction', functionNamed('resolve-case')),
};

/** What nobody does, whatever a function is made for. */
export const FORBIDDEN: readonly Need[] = [
  ...each('dynamodb', 'Scan BatchGetItem DeleteItem DeleteTable UpdateTable PartiQLSelect', TABLE),
  ...each('dynamodb', 'Scan', index('byQueue'), index('byDay')),
  ...each('dynamodb', 'GetItem', arn('dynamodb', 'table/switchboard-dev-cases'), arn('dynamodb', 'table/hr')),
  ...each('s3', 'GetObject', `${MAILS}/elsewhere/a1`, 'arn:aws:s3:::somebody-elses/a1'),
  ...each('s3', 'DeleteObject DeleteObjectVersion PutObjectAcl', `${BODIES}/messages/01j9`),
  ...each('s3', 'PutObject', `${MAILS}/mail/a1`),
  ...each('s3', 'DeleteBucket PutBucketPolicy', MAILS),
  ...each('s3', 'DeleteObjectVersion PutObjectAcl', `${MAILS}/mail/a1`),
  ...each('s3', 'DeleteObject', `${MAILS}/elsewhere/a1`),
  ...each('secretsmanager', 'GetSecretValue', arn('secretsmanager', 'secret:switchboard/dev/keys-a1b2c3')),
  ...each('secretsmanager', 'GetSecretValue', arn('secretsmanager', 'secret:payroll-a1b2c3')),
  ...each('secretsmanager', 'PutSecretValue UpdateSecret DeleteSecret', KEYS, departmentSecret('library')),
  ...each('ssm', 'PutParameter DeleteParameter GetParametersByPath', endpoint('library')),
  ...each('ssm', 'GetParameter', arn('ssm', 'parameter/switchboard/dev/departments/library/endpoint')),
  ...each('states', 'StartExecution', process('library-lend-a-book'), process('library-lend-a-book:3')),
  ...each('states', 'StartExecution', arn('states', 'stateMachine:switchboard-dev-library-lend-a-book:live')),
  ...each(
    'states',
    'UpdateStateMachine UpdateStateMachineAlias DeleteStateMachine',
    process('library-find-a-book'),
  ),
  ...each('sqs', 'PurgeQueue DeleteQueue SetQueueAttributes', queue('mail'), queue('mail-dead')),
  ...each('sqs', 'ReceiveMessage DeleteMessage', queue('mail-dead'), queue('intake-dead')),
  ...each('sns', 'Publish', arn('sns', 'switchboard-prod-feedback'), arn('sns', 'switchboard-prod-alarms')),
  ...each('ses', 'SendEmail SendRawEmail', arn('ses', 'identity/corp.example')),
  ...each('ses', 'PutSuppressedDestination DeleteSuppressedDestination UpdateReceiptRule', '*'),
  ...each('lambda', 'UpdateFunctionCode InvokeFunction', functionNamed('mail'), functionNamed('api')),
  ...each(
    'logs',
    'DeleteLogGroup GetLogEvents',
    arn('logs', 'log-group:/aws/lambda/switchboard-prod-mail:*'),
  ),
  ...each('iam', 'PassRole PutRolePolicy CreateRole', '*'),
  ...each('sts', 'AssumeRole', 'arn:aws:iam::111122223333:role/admin'),
  ...each('kms', 'Decrypt', '*'),
];
