import type { Answer } from '../run/task.ts';

/** A service refused a call, by the name and with the sentence its task fails with. */
export class CallFailed extends Error {
  readonly error: string;

  constructor(error: string, cause: string) {
    super(cause);
    this.name = 'CallFailed';
    this.error = error;
  }
}

export type Caught = Error & { readonly error?: unknown };

/** How a task fails when its call threw. */
export function answerOf(thrown: Caught): Answer {
  if (thrown instanceof CallFailed) return { error: thrown.error, cause: thrown.message };
  // A Failure of the engine itself: the resource cannot be called at all.
  if (typeof thrown.error === 'string') return { error: thrown.error, cause: thrown.message };
  return { error: 'States.TaskFailed', cause: thrown.message };
}

/** The names the service gives to other services in errors: optimized integrations first, then the SDK's. */
const NAMES: Readonly<Record<string, readonly [optimized: string, sdk: string, long: string]>> = {
  lambda: ['Lambda', 'Lambda', 'Lambda'],
  sqs: ['SQS', 'Sqs', 'AmazonSQS'],
  sns: ['SNS', 'Sns', 'AmazonSNS'],
  dynamodb: ['DynamoDB', 'DynamoDb', 'AmazonDynamoDBv2'],
  states: ['StepFunctions', 'Sfn', 'AWSStepFunctions'],
  sfn: ['StepFunctions', 'Sfn', 'AWSStepFunctions'],
  events: ['EventBridge', 'EventBridge', 'AmazonCloudWatchEvents'],
  eventbridge: ['EventBridge', 'EventBridge', 'AmazonCloudWatchEvents'],
  s3: ['S3', 'S3', 'S3'],
  sts: ['Sts', 'Sts', 'Sts'],
  secretsmanager: ['SecretsManager', 'SecretsManager', 'SecretsManager'],
  ssm: ['Ssm', 'Ssm', 'Ssm'],
};

interface From {
  readonly service: string;
  readonly sdk: boolean;
}

/** The error of a task whose service answered with an error code. */
export function refused(
  { service, sdk }: From,
  code: string,
  message: string,
  status: number,
  id: string,
): CallFailed {
  const [optimized, bySdk, long] = NAMES[service] ?? [service, capital(service), capital(service)];
  const name = `${sdk ? bySdk : optimized}.${code.endsWith('Exception') ? code : `${code}Exception`}`;
  const modern = sdk || service === 'lambda';
  const cause = modern
    ? `${message} (Service: ${bySdk}, Status Code: ${status}, Request ID: ${id})`
    : `${message} (Service: ${long}; Status Code: ${status}; Error Code: ${code}; Request ID: ${id}; Proxy: null)`;
  return new CallFailed(name, cause);
}

/** The error of a task whose service could not be reached. */
export function unreachable({ service, sdk }: From, error: unknown): CallFailed {
  const [optimized, bySdk] = NAMES[service] ?? [service, capital(service)];
  const why =
    error instanceof Error
      ? error.cause instanceof Error
        ? error.cause.message
        : error.message
      : String(error);
  return new CallFailed(
    `${sdk ? bySdk : optimized}.SdkClientException`,
    `Unable to execute HTTP request: ${why}`,
  );
}

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
