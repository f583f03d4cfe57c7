import { at, type Placed, refsIn, textIn } from './templates.ts';

/** What a box stands for. */
export type Kind =
  | 'function'
  | 'queue'
  | 'table'
  | 'bucket'
  | 'secret'
  | 'parameter'
  | 'process'
  | 'api'
  | 'schedule'
  | 'topic'
  | 'mail';

/** One thing that is deployed. `uses` are the stores it may read or write, which are drawn inside the box. */
export interface Box {
  readonly key: string;
  readonly stage: string;
  readonly kind: Kind;
  readonly label: string;
  readonly note: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::Lambda::Function': 'function',
  'AWS::SQS::Queue': 'queue',
  'AWS::DynamoDB::Table': 'table',
  'AWS::S3::Bucket': 'bucket',
  'AWS::SecretsManager::Secret': 'secret',
  'AWS::SSM::Parameter': 'parameter',
  'AWS::StepFunctions::StateMachine': 'process',
  'AWS::ApiGatewayV2::Api': 'api',
  'AWS::Scheduler::Schedule': 'schedule',
  'AWS::SNS::Topic': 'topic',
  'AWS::SES::ReceiptRule': 'mail',
  'AWS::SES::EmailIdentity': 'mail',
};

/** What all departments have, drawn once: whose stack it is does not change how the desk works. */
export const DEPARTMENT = 'each department';

/** The desk's own stack is named by this word; all others are departments'. */
export const isDesk = ({ stack }: Pick<Placed, 'stack'>): boolean => stack.endsWith('-desk');

/** The stage a construct belongs to, by the first part of its path. What several share stands where it is used. */
const STAGES: Readonly<Record<string, string>> = { Door: 'api', Queues: 'delivery' };
const stageOf = (one: Placed) => {
  const [first = ''] = one.path;
  return isDesk(one) ? (STAGES[first] ?? first.toLowerCase()) : DEPARTMENT;
};

const words = (construct: string) => construct.replace(/(?<=[a-z])[A-Z]/g, ' $&').toLowerCase();

/** What a thing is called: its own name without the stage's, or its construct's. */
function labelOf({ properties, path, type }: Placed, kind: Kind): string {
  if (kind === 'process') return 'process';
  if (kind === 'api') return 'HTTP API';
  if (type === 'AWS::SES::ReceiptRule') return 'mail comes in';
  if (type === 'AWS::SES::EmailIdentity') return 'mail goes out';
  if (kind === 'schedule') return textIn(properties.ScheduleExpression).replace(/rate\((.*)\)/, 'every $1');
  const name = ['FunctionName', 'QueueName', 'TableName', 'TopicName'].map((each) => properties[each]);
  const own = name.find((each) => typeof each === 'string');
  if (own !== undefined) return String(own).replace(/^switchboard-[a-z]+-/, '');
  return words(path.filter((part) => part !== 'Resource').at(-1) ?? '');
}

const NOTES: Readonly<Record<Kind, string>> = {
  function: 'Lambda',
  queue: 'SQS, dead letters',
  table: 'DynamoDB',
  bucket: 'S3',
  secret: 'Secrets Manager',
  parameter: 'Parameter Store',
  process: 'Step Functions',
  api: 'API Gateway',
  schedule: 'Scheduler',
  topic: 'SNS',
  mail: 'SES',
};

/** The queues that take what could not be handled: each belongs to the queue or function it stands behind. */
const deadLetters = (all: readonly Placed[]) =>
  new Set(
    all.flatMap(({ properties }) => [
      ...refsIn(at(properties, 'RedrivePolicy', 'deadLetterTargetArn')),
      ...refsIn(at(properties, 'DestinationConfig', 'OnFailure', 'Destination')),
    ]),
  );

/** The box a resource is drawn as. */
export const keyOf = (one: Placed): string =>
  isDesk(one) ? one.id : `${DEPARTMENT}/${KINDS[one.type] ?? one.type}`;

/** Every box, once: things the reader of a picture asks for, not the roles, rights and alarms around them. */
export function boxesOf(all: readonly Placed[]): Map<string, Box> {
  const dead = deadLetters(all);
  const boxes = new Map<string, Box>();
  for (const one of all) {
    const kind = KINDS[one.type];
    if (kind === undefined || dead.has(one.id) || one.path[0] === 'Alarms') continue;
    const label = labelOf(one, kind);
    boxes.set(keyOf(one), { key: keyOf(one), stage: stageOf(one), kind, label, note: NOTES[kind] });
  }
  return boxes;
}
