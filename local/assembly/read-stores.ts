import { type Fields, isObject, type JsonObject } from '../json.ts';
import type { BucketNotice, Deployment } from './deployment.ts';
import type { Resource } from './resource.ts';

type Read = (resource: Resource, into: Deployment) => void;

/** `AWS::DynamoDB::Table` and `GlobalTable`: keys, indexes, stream and expiry; what it costs and how it is backed up is not ours. */
export const readTable: Read = (resource, into) => {
  const stream = resource.fields('StreamSpecification');
  const expiry = resource.fields('TimeToLiveSpecification');
  into.tables.push({
    name: resource.name,
    keySchema: resource.list('KeySchema'),
    attributes: resource.list('AttributeDefinitions'),
    indexes: resource.each('GlobalSecondaryIndexes').map(({ values }) => index(values)),
    streamView: stream.optional('StreamViewType'),
    ttlAttribute: expiry.flag('Enabled') ? expiry.optional('AttributeName') : undefined,
  });
};

function index({ IndexName = '', KeySchema = [], Projection = {} }: JsonObject): JsonObject {
  return { IndexName, KeySchema, Projection };
}

const noticeOf = (events: readonly string[], queueArn: string, rules: readonly Fields[]): BucketNotice => {
  const rule = (name: string) =>
    rules.find((one) => one.optional('Name')?.toLowerCase() === name)?.optional('Value') ?? '';
  return { queueArn, events, prefix: rule('prefix'), suffix: rule('suffix') };
};

/** `AWS::S3::Bucket` with the queues it tells about new objects. */
export const readBucket: Read = (resource, into) => {
  const notices = resource.fields('NotificationConfiguration').each('QueueConfigurations');
  into.buckets.push({
    name: resource.name,
    notices: notices.map((queue) =>
      noticeOf(
        [queue.text('Event')],
        queue.text('Queue'),
        queue.fields('Filter').fields('S3Key').each('Rules'),
      ),
    ),
  });
};

/** `Custom::S3BucketNotifications`: how the CDK adds a notification to a bucket it has already declared. */
export const readBucketNotices: Read = (resource, into) => {
  const bucketName = resource.text('BucketName');
  const notices = resource.fields('NotificationConfiguration').each('QueueConfigurations');
  const read = notices.map((queue) =>
    noticeOf(
      queue.texts('Events'),
      queue.text('QueueArn'),
      queue.fields('Filter').fields('Key').each('FilterRules'),
    ),
  );
  const at = into.buckets.findIndex(({ name }) => name === bucketName);
  const before = into.buckets[at];
  if (before) into.buckets[at] = { ...before, notices: [...before.notices, ...read] };
  else into.buckets.push({ name: bucketName, notices: read });
};

const QUEUE_ATTRIBUTES = {
  DelaySeconds: 'DelaySeconds',
  VisibilityTimeout: 'VisibilityTimeout',
  MessageRetentionPeriod: 'MessageRetentionPeriod',
  MaximumMessageSize: 'MaximumMessageSize',
  ReceiveMessageWaitTimeSeconds: 'ReceiveMessageWaitTimeSeconds',
  FifoQueue: 'FifoQueue',
  ContentBasedDeduplication: 'ContentBasedDeduplication',
} as const;

/** `AWS::SQS::Queue`: delay, visibility, redrive. */
export const readQueue: Read = (resource, into) => {
  const attributes: Record<string, string> = {};
  for (const name of Object.values(QUEUE_ATTRIBUTES)) {
    const value = resource.optional(name);
    if (value !== undefined) attributes[name] = value;
  }
  const redrive = resource.values.RedrivePolicy;
  if (isObject(redrive)) attributes.RedrivePolicy = JSON.stringify(redrive);
  into.queues.push({ name: resource.name, attributes });
};

/** `AWS::SNS::Topic`: kept so that a publish finds its topic; who subscribes (people, pagers) is not on this machine. */
export const readTopic: Read = (resource, into) => {
  into.topics.push(resource.name);
};

/** `AWS::SNS::Subscription`: the queues that hear of a topic; mail and pagers are not on this machine. */
export const readSubscription: Read = (resource, into) => {
  if (resource.text('Protocol') !== 'sqs') return;
  into.subscriptions.push({
    topicArn: resource.text('TopicArn'),
    queueArn: resource.text('Endpoint'),
    raw: resource.flag('RawMessageDelivery'),
  });
};

/** `AWS::SES::ConfigurationSetEventDestination`: who hears of mails that came back. */
export const readEventDestination: Read = (resource, into) => {
  const topic = resource.fields('EventDestination').fields('SnsDestination').optional('TopicARN');
  if (topic !== undefined) into.feedbackTopics.push(topic);
};
