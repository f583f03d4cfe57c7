import { Refusal } from '../json.ts';
import type { Deployment } from './deployment.ts';
import type { World } from './identities.ts';
import { isIgnored } from './ignored.ts';
import type { Stack } from './read-assembly.ts';
import { readAlias, readFeed, readFunction, readMachine } from './read-compute.ts';
import {
  readApi,
  readParameter,
  readReceipt,
  readRule,
  readSchedule,
  readSecret,
  readStage,
} from './read-doors.ts';
import {
  readBucket,
  readBucketNotices,
  readEventDestination,
  readQueue,
  readSubscription,
  readTable,
  readTopic,
} from './read-stores.ts';
import { createResolver } from './resolve.ts';
import { Resource } from './resource.ts';

const READ: Readonly<Record<string, (resource: Resource, into: Deployment) => void>> = {
  'AWS::ApiGatewayV2::Api': readApi,
  'AWS::ApiGatewayV2::Stage': readStage,
  'AWS::DynamoDB::GlobalTable': readTable,
  'AWS::DynamoDB::Table': readTable,
  'AWS::Events::Rule': readRule,
  'AWS::Lambda::EventSourceMapping': readFeed,
  'AWS::Lambda::Function': readFunction,
  'AWS::S3::Bucket': readBucket,
  'AWS::SES::ConfigurationSetEventDestination': readEventDestination,
  'AWS::SES::ReceiptRule': readReceipt,
  'AWS::SNS::Subscription': readSubscription,
  'AWS::SNS::Topic': readTopic,
  'AWS::SQS::Queue': readQueue,
  'AWS::SSM::Parameter': readParameter,
  'AWS::Scheduler::Schedule': readSchedule,
  'AWS::SecretsManager::Secret': readSecret,
  'AWS::StepFunctions::StateMachine': readMachine,
  'AWS::StepFunctions::StateMachineAlias': readAlias,
  'Custom::S3BucketNotifications': readBucketNotices,
};

/** Notifications are added to buckets, so they are read after them, whatever the order of the template. */
const LAST = 'Custom::S3BucketNotifications';

/** What the stacks of an assembly mean on this machine; refuses a resource whose meaning is not known. */
export function readDeployment(stacks: readonly Stack[], world: World): Deployment {
  const resolver = createResolver(stacks, world);
  const into: Deployment = {
    tables: [],
    buckets: [],
    queues: [],
    topics: [],
    subscriptions: [],
    feedbackTopics: [],
    functions: [],
    machines: [],
    aliases: [],
    queueFeeds: [],
    streamFeeds: [],
    apis: [],
    schedules: [],
    listeners: [],
    secrets: [],
    parameters: [],
    receipts: [],
  };
  const all = stacks.flatMap((stack) =>
    [...stack.resources].map(([id, declared]) => ({ stack, id, declared })),
  );
  all.sort((a, b) => Number(a.declared.type === LAST) - Number(b.declared.type === LAST));
  for (const { stack, id, declared } of all) {
    if (isIgnored(declared.type) || !resolver.exists(stack, declared)) continue;
    const read = READ[declared.type];
    if (!read) {
      throw new Refusal(
        `${id} in stack ${stack.name} is of type ${declared.type}, which the local runtime does not know: ` +
          'teach local/assembly to read it, or add it to local/assembly/ignored.ts if it means nothing on one machine',
      );
    }
    read(new Resource(stack, id, declared, resolver), into);
  }
  if (into.apis.length > 1)
    throw new Refusal('the assembly has more than one HTTP API, the local runtime one door');
  return into;
}
