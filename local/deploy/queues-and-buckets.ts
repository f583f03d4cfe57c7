import type { Deployment, Listener, Queue, Subscription } from '../assembly/deployment.ts';
import { HERE } from '../assembly/identities.ts';
import { ask, callJson } from '../engines/aws-json.ts';
import { matches } from '../feeds/event-pattern.ts';
import { Fields, type JsonObject } from '../json.ts';

/** Attributes that a template leaves out fall back to what SQS itself starts with. */
const USUAL = {
  DelaySeconds: '0',
  VisibilityTimeout: '30',
  MessageRetentionPeriod: '345600',
  RedrivePolicy: '',
} as const;

async function deployQueue(url: string, queue: Queue, exists: boolean): Promise<void> {
  const QueueUrl = `${url}/${HERE.account}/${queue.name}`;
  const { FifoQueue: _kind, ...changeable } = queue.attributes;
  if (!exists) {
    await callJson(url, 'AmazonSQS.CreateQueue', {
      QueueName: queue.name,
      Attributes: { ...queue.attributes },
    });
    return;
  }
  await callJson(url, 'AmazonSQS.SetQueueAttributes', { QueueUrl, Attributes: { ...USUAL, ...changeable } });
}

async function deployBucket(url: string, name: string): Promise<void> {
  const there = await ask('HEAD', `${url}/${name}`, {}, '');
  if (there.status === 200) return;
  const made = await ask('PUT', `${url}/${name}`, {}, '');
  if (made.status !== 200) throw new Error(`bucket ${name} cannot be made: ${made.body.toString()}`);
}

/** One request to the topics, which still speak the older protocol. */
async function askTopics(url: string, form: Readonly<Record<string, string>>): Promise<void> {
  const text = new URLSearchParams({ ...form, Version: '2010-03-31' }).toString();
  const made = await ask('POST', `${url}/`, { 'content-type': 'application/x-www-form-urlencoded' }, text);
  if (made.status !== 200) throw new Error(`${form.Action} was refused: ${made.body.toString()}`);
}

/** Tells topics something, and so the queues that hear of them. */
export async function publish(url: string, topicArns: readonly string[], Message: string): Promise<void> {
  for (const TopicArn of topicArns) await askTopics(url, { Action: 'Publish', TopicArn, Message });
}

/** Tells the bus something, and so the queues of every rule that wants to hear it; answers with how many there are. */
export async function tellBus(
  url: string,
  listeners: readonly Listener[],
  event: JsonObject,
): Promise<number> {
  const queues = listeners.filter(({ pattern }) => matches(pattern, event)).flatMap((each) => each.queues);
  for (const name of queues) {
    const QueueUrl = `${url}/${HERE.account}/${name}`;
    await callJson(url, 'AmazonSQS.SendMessage', { QueueUrl, MessageBody: JSON.stringify(event) });
  }
  return queues.length;
}

/** Repeating is safe: a queue is subscribed to a topic once. */
const subscribe = (url: string, { topicArn, queueArn, raw }: Subscription) =>
  askTopics(url, {
    Action: 'Subscribe',
    TopicArn: topicArn,
    Protocol: 'sqs',
    Endpoint: queueArn,
    ...(raw && { 'Attributes.entry.1.key': 'RawMessageDelivery', 'Attributes.entry.1.value': 'true' }),
  });

/** Makes the queues, buckets and topics that are missing, and gives queues the attributes the template now says. */
export async function deployQueuesAndBuckets(url: string, deployment: Deployment): Promise<void> {
  const answer = new Fields(await callJson(url, 'AmazonSQS.ListQueues', {}), 'ListQueues');
  const there = new Set(answer.texts('QueueUrls').map((one) => one.slice(one.lastIndexOf('/') + 1)));
  for (const queue of deployment.queues) await deployQueue(url, queue, there.has(queue.name));
  for (const { name } of deployment.buckets) await deployBucket(url, name);
  for (const Name of deployment.topics) await askTopics(url, { Action: 'CreateTopic', Name });
  for (const subscription of deployment.subscriptions) await subscribe(url, subscription);
}
