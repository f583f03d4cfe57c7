import type { Json, JsonObject } from '../json.ts';

/** A DynamoDB table, as `CreateTable` wants it. */
export interface Table {
  readonly name: string;
  readonly keySchema: Json[];
  readonly attributes: Json[];
  readonly indexes: JsonObject[];
  readonly streamView: string | undefined;
  readonly ttlAttribute: string | undefined;
}

/** What a bucket tells a queue about: which events, of which keys. */
export interface BucketNotice {
  readonly queueArn: string;
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

export interface Bucket {
  readonly name: string;
  readonly notices: readonly BucketNotice[];
}

/** A queue with the attributes SQS takes, all as texts. */
export interface Queue {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A function: where its bundle lies and how the Lambda service would run it. */
export interface DeployedFunction {
  readonly name: string;
  readonly id: string;
  /** The asset folder; absent for code that lives inside the template and is never run here. */
  readonly folder: string | undefined;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly jsonLogs: boolean;
  readonly applicationLogLevel: string;
  readonly systemLogLevel: string;
  /** The most containers at once; undefined where the template reserves none. */
  readonly reserved: number | undefined;
}

export interface Machine {
  readonly name: string;
  readonly definition: string;
  readonly type: string;
}

/** A name that executions are started by, and the machine whose newest version it stands for. */
export interface Alias {
  readonly name: string;
  readonly machineArn: string;
}

/** What queue and stream feeds have in common. */
interface Feed {
  readonly id: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly reportsFailures: boolean;
  /** Patterns of which one must match; empty lets everything through. */
  readonly filters: readonly JsonObject[];
}

export interface QueueFeed extends Feed {
  readonly queueName: string;
  readonly concurrency: number;
}

export interface StreamFeed extends Feed {
  readonly tableName: string;
  readonly streamArn: string;
  /** -1 means for ever, as in the template. */
  readonly maximumRetries: number;
  readonly bisects: boolean;
  /** The name of the queue that takes what could not be handled. */
  readonly failureQueue: string | undefined;
}

/** Who may call a route: a token of this issuer for one of these audiences. */
export interface Authorizer {
  readonly issuer: string;
  readonly audience: readonly string[];
}

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly functionName: string;
  readonly authorizer: Authorizer | undefined;
  readonly scopes: readonly string[];
}

export interface Api {
  readonly id: string;
  readonly routes: readonly Route[];
}

/** A rate() schedule or rule and what it hands to whom. */
export interface Schedule {
  readonly name: string;
  readonly everySeconds: number;
  readonly functionName: string;
  /** The fixed input of the target, if it has one. */
  readonly input: string | undefined;
  readonly source: 'aws.events' | 'aws.scheduler';
  readonly arn: string;
}

export interface Secret {
  readonly name: string;
  readonly arn: string;
  readonly value: string | undefined;
  readonly generate: JsonObject;
}

export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly value: string;
}

/** Mail for these recipients goes to this bucket. */
export interface Receipt {
  readonly recipients: readonly string[];
  readonly bucket: string;
  readonly prefix: string;
}

/** A queue that hears what is published to a topic. */
export interface Subscription {
  readonly topicArn: string;
  readonly queueArn: string;
  readonly raw: boolean;
}

/** A rule that listens to the bus: what it wants to hear, and the names of the queues it hands that to. */
export interface Listener {
  readonly pattern: JsonObject;
  readonly queues: readonly string[];
}

/** Everything of the assembly that means something on one machine. */
export interface Deployment {
  readonly tables: Table[];
  readonly buckets: Bucket[];
  readonly queues: Queue[];
  readonly topics: string[];
  readonly subscriptions: Subscription[];
  /** The topics that hear of mails that came back. */
  readonly feedbackTopics: string[];
  readonly functions: DeployedFunction[];
  readonly machines: Machine[];
  readonly aliases: Alias[];
  readonly queueFeeds: QueueFeed[];
  readonly streamFeeds: StreamFeed[];
  readonly apis: Api[];
  readonly schedules: Schedule[];
  readonly listeners: Listener[];
  readonly secrets: Secret[];
  readonly parameters: Parameter[];
  readonly receipts: Receipt[];
}
