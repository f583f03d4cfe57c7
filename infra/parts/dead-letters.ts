import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { nameOf } from '../names.ts';
import type { Settings } from '../settings.ts';
import { DeskAlarm } from './desk-alarm.ts';

/** What dead letters must be able to say. */
export interface DeadLettersProps {
  /** The stage they belong to. */
  readonly settings: Settings;
  /** Whose dead letters these are, in kebab-case. */
  readonly name: string;
  /** What it means to a person that something lies here: one sentence. */
  readonly impact: string;
}

/** Where things go that could not be handled: kept for fourteen days, with an alarm at the first one. */
export class DeadLetters extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DeadLettersProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Resource', {
      queueName: nameOf(props.settings, props.name, 'dead'),
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    new DeskAlarm(this, 'Alarm', {
      settings: props.settings,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      impact: props.impact,
      runbook: `${props.name}-dead-letters`,
    });
  }
}
