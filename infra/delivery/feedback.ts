import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Store } from '../case/store.ts';
import { nameOf } from '../names.ts';
import { DeskAlarm } from '../parts/desk-alarm.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import { DeskQueue } from '../parts/desk-queue.ts';
import type { Settings } from '../settings.ts';
import type { MailDomain } from './mail-domain.ts';
import { DELIVERY_TIMEOUT as timeout } from './queues.ts';

/** What the way back must be told. */
export interface FeedbackProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where cases are. */
  readonly store: Store;
  /** Who tells what came back. */
  readonly mailDomain: MailDomain;
}

/** SES pauses an account at 10 % bounces or 0.5 % complaints, and puts it under review at half and a fifth of that. */
const REVIEW = { bounces: 0.05, complaints: 0.001 };

/** What comes back of our mails: bounces and complaints, from SES over a topic and a queue to their case. */
export class Feedback extends Construct {
  constructor(scope: Construct, id: string, { settings, store, mailDomain }: FeedbackProps) {
    super(scope, id);
    // Only SES may publish here, and only for our configuration set: nobody else can silence an address.
    const topic = new Topic(this, 'Topic', { topicName: nameOf(settings, 'feedback'), enforceSSL: true });
    mailDomain.tell(topic);

    const queue = new DeskQueue(this, 'Queue', {
      settings,
      name: 'feedback',
      impact: 'A mail came back, and neither its case nor the people who work on it know.',
      timeout,
    });
    topic.addSubscription(new SqsSubscription(queue.resource));

    const feedback = new DeskFunction(this, 'Feedback', {
      settings,
      name: 'feedback',
      entry: 'functions/delivery/feedback.ts',
      does: 'Books what came back of our mails on their cases, and spares the address.',
      timeout,
    });
    store.openTo(feedback);
    queue.feed(feedback, { batch: 10 });

    const period = Duration.hours(1);
    const rate = (metricName: string) =>
      new Metric({ namespace: 'AWS/SES', metricName, period, statistic: 'Maximum' });
    new DeskAlarm(this, 'Reputation', {
      settings,
      metric: new MathExpression({
        expression: `MAX([FILL(bounces, 0) / ${REVIEW.bounces}, FILL(complaints, 0) / ${REVIEW.complaints}])`,
        label: 'share of what SES tolerates before it reviews the account',
        usingMetrics: {
          bounces: rate('Reputation.BounceRate'),
          complaints: rate('Reputation.ComplaintRate'),
        },
        period,
      }),
      atLeast: 0.8,
      impact: 'Soon the mail provider may pause all mail of this account: nobody would be answered or asked.',
      runbook: 'mail-reputation',
    });
  }
}
