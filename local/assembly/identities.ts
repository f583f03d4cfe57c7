import { createHash } from 'node:crypto';

/** Where the resources of this machine pretend to live, and where they really answer. */
export interface World {
  readonly account: string;
  readonly region: string;
  /** The origin of the HTTP door: what an API's endpoint resolves to. */
  readonly httpOrigin: string;
  /** The origin of queue URLs. */
  readonly queueOrigin: string;
}

/** The account and region every local ARN carries: those of the queue engine, and the SDK's default. */
export const HERE = { account: '000000000000', region: 'us-east-1' } as const;

/** What `Ref` and `Fn::GetAtt` answer for one resource. */
export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const short = (text: string, length: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

/** The property that names a resource, by type; the others get a name made from stack and logical id. */
const NAMED_BY: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::SSM::Parameter': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::SES::ConfigurationSet': 'Name',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Logs::LogGroup': 'LogGroupName',
};

/** The property of a type that carries its name, if it has one. */
export const namingProperty = (type: string): string | undefined => NAMED_BY[type];

/** A name made from stack and logical id: the same on every start, and legal for every service. */
export function generatedName(stack: string, id: string, type: string): string {
  const name = `${stack}-${id}`;
  if (type === 'AWS::S3::Bucket') {
    const lower = name.toLowerCase().replace(/[^a-z0-9-]/g, '-');
    return lower.length <= 63 ? lower : `${lower.slice(0, 54)}-${short(name, 8)}`;
  }
  return name.length <= 64 ? name : `${name.slice(0, 55)}-${short(name, 8)}`;
}

type Speak = (name: string, world: World) => { ref?: string; [attribute: string]: string | undefined };

const arn = (world: World, service: string, rest: string) =>
  `arn:aws:${service}:${world.region}:${world.account}:${rest}`;

const table: Speak = (name, world) => ({
  Arn: arn(world, 'dynamodb', `table/${name}`),
  StreamArn: arn(world, 'dynamodb', `table/${name}/stream/local`),
});

const SPEAK: Readonly<Record<string, Speak>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::S3::Bucket': (name) => ({
    Arn: `arn:aws:s3:::${name}`,
    DomainName: `${name}.s3.amazonaws.com`,
    RegionalDomainName: `${name}.s3.us-east-1.amazonaws.com`,
  }),
  'AWS::SQS::Queue': (name, world) => {
    const ref = `${world.queueOrigin}/${world.account}/${name}`;
    return { ref, QueueUrl: ref, Arn: arn(world, 'sqs', name), QueueName: name };
  },
  'AWS::Lambda::Function': (name, world) => ({ Arn: arn(world, 'lambda', `function:${name}`) }),
  'AWS::StepFunctions::StateMachine': (name, world) => {
    const ref = arn(world, 'states', `stateMachine:${name}`);
    return { ref, Arn: ref, Name: name };
  },
  'AWS::ApiGatewayV2::Api': (name, world) => {
    const ref = short(name, 10);
    return { ref, ApiId: ref, ApiEndpoint: world.httpOrigin };
  },
  'AWS::SecretsManager::Secret': (name, world) => {
    // Secrets Manager ends every ARN with six random characters; ours stay the same over restarts.
    const ref = arn(world, 'secretsmanager', `secret:${name}-${short(name, 6)}`);
    return { ref, Id: ref };
  },
  'AWS::SSM::Parameter': (name, world) => ({
    Arn: arn(world, 'ssm', `parameter/${name.replace(/^\//, '')}`),
  }),
  'AWS::Scheduler::Schedule': (name, world) => ({ Arn: arn(world, 'scheduler', `schedule/default/${name}`) }),
  'AWS::Events::Rule': (name, world) => ({ Arn: arn(world, 'events', `rule/${name}`) }),
  'AWS::SNS::Topic': (name, world) => {
    const ref = arn(world, 'sns', name);
    return { ref, TopicArn: ref, TopicName: name };
  },
  'AWS::IAM::Role': (name, world) => ({ Arn: `arn:aws:iam::${world.account}:role/${name}` }),
  'AWS::Logs::LogGroup': (name, world) => ({ Arn: arn(world, 'logs', `log-group:${name}:*`) }),
};

/** What a resource of this type and name answers to `Ref` and `Fn::GetAtt`. */
export function identity(type: string, name: string, world: World): Identity {
  const { ref = name, ...attributes } = SPEAK[type]?.(name, world) ?? {};
  const known = Object.entries(attributes).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { ref, attributes: Object.fromEntries(known) };
}
