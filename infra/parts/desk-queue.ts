import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Variable } from '#functions/environment.ts';
import { nameOf } from '../names.ts';
import type { Settings } from '../settings.ts';
import { DeadLetters } from './dead-letters.ts';
import type { DeskFunction } from './desk-function.ts';

/** What a queue of the desk must be told. */
export interface DeskQueueProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Its name in kebab-case. */
  readonly name: string;
  /** What it means to a person when a message of it cannot be handled: one sentence. */
  readonly impact: string;
  /** The time-out of the function it feeds. */
  readonly timeout: Duration;
  /** How often a message is tried before it is a dead letter; without it, five times. */
  readonly attempts?: number;
}

/** How a queue hands its messages to a function. */
export interface Feeding {
  /** How many messages at once. */
  readonly batch: number;
  /** How many of the function may run at once, where something behind it must be spared. */
  readonly atOnce?: number;
}

/** A queue that loses nothing: dead letters after a few attempts, and an alarm on them. */
export class DeskQueue extends Construct {
  /** How often a message is tried before it is a dead letter. */
  readonly attempts: number;
  private readonly queue: Queue;
  private readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: DeskQueueProps) {
    super(scope, id);
    const { settings, name, impact, timeout } = props;
    const dead = new DeadLetters(this, 'Dead', { settings, name, impact });
    this.timeout = timeout;
    this.attempts = props.attempts ?? 5;
    this.queue = new Queue(this, 'Resource', {
      queueName: nameOf(settings, name),
      // Six times the function's time-out, so that a message is not seen twice while Lambda itself still retries it:
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      // As long as SQS allows: a weekend outage plus a week of repair loses nothing.
      retentionPeriod: Duration.days(14),
      deadLetterQueue: { queue: dead.queue, maxReceiveCount: this.attempts },
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
  }

  /** Its address in AWS. */
  get arn(): string {
    return this.queue.queueArn;
  }

  /** The resource other resources may have to wait for, and whose policy they may add to. */
  get resource(): Queue {
    return this.queue;
  }

  /** Lets a function put messages in, and tells it where. */
  openTo(sender: DeskFunction, variable: Variable): void {
    sender.give(variable, this.queue.queueUrl).allow(['sqs:SendMessage'], [this.queue.queueArn]);
  }

  /** Hands its messages to a function; only the ones it names as failed come back. */
  feed(worker: DeskFunction, { batch, atOnce }: Feeding): void {
    if (worker.timeout.toSeconds() !== this.timeout.toSeconds()) {
      throw new Error(`${this.node.path} was made for another time-out than that of ${worker.node.path}`);
    }
    worker
      .allow(
        ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ChangeMessageVisibility'],
        [this.queue.queueArn],
      )
      .lambda.addEventSourceMapping('Feed', {
        eventSourceArn: this.queue.queueArn,
        batchSize: batch,
        reportBatchItemFailures: true,
        ...(atOnce !== undefined && { maxConcurrency: atOnce }),
      });
  }
}
