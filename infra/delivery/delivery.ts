import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Store } from '../case/store.ts';
import type { Intake } from '../intake/intake.ts';
import { deskMetric } from '../operations/metrics.ts';
import { DeskAlarm } from '../parts/desk-alarm.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import { openProcesses } from '../process/processes.ts';
import type { Settings } from '../settings.ts';
import { openDepartmentSecrets, openEndpoints } from './endpoints.ts';
import { Feedback } from './feedback.ts';
import { MailDomain } from './mail-domain.ts';
import { Outbox } from './outbox.ts';
import { type DeliveryQueues, DELIVERY_TIMEOUT as timeout } from './queues.ts';

/** What delivery must be told. */
export interface DeliveryProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where what happens is written. */
  readonly store: Store;
  /** The ways out. */
  readonly queues: DeliveryQueues;
  /** Where a mail goes that a person lets in. */
  readonly intake: Intake;
  /** Where the desk can be reached from outside. */
  readonly publicUrl: string;
}

/** Everything that leaves the desk: mail to people, webhooks to systems, and the steps processes wait for. */
export class Delivery extends Construct {
  constructor(scope: Construct, id: string, { settings, store, queues, intake, publicUrl }: DeliveryProps) {
    super(scope, id);
    new Outbox(this, 'Outbox', { settings, store, queues, intake });

    const process = new DeskFunction(this, 'Process', {
      settings,
      name: 'process',
      entry: 'functions/delivery/process.ts',
      does: 'Starts and resumes the processes the outbox could not reach at once.',
      timeout,
    });
    store.openToRead(process);
    openProcesses(this, settings, process);
    // Step Functions takes 500 answers a second; two functions at once leave most of that to the outbox.
    queues.process.feed(process, { batch: 10, atOnce: 2 });

    const mailDomain = new MailDomain(this, 'MailDomain', { settings });
    new Feedback(this, 'Feedback', { settings, store, mailDomain });

    const mail = new DeskFunction(this, 'Mail', {
      settings,
      name: 'mail',
      entry: 'functions/delivery/mail.ts',
      does: 'Writes and sends one mail of a case.',
      timeout,
    });
    mail.give('PUBLIC_URL', publicUrl);
    mailDomain.openTo(mail);
    store.openTo(mail);
    store.bodies.openToPassOn(mail);
    store.keys.openTo(mail);
    queues.mail.feed(mail, { batch: 5 });

    const webhook = new DeskFunction(this, 'Webhook', {
      settings,
      name: 'webhook',
      entry: 'functions/delivery/webhook.ts',
      does: "Delivers one signed webhook to a department's system, and writes down how it went.",
      timeout,
    });
    webhook.give('PUBLIC_URL', publicUrl);
    if (settings.webhookRetrySeconds) {
      webhook.give('WEBHOOK_RETRY_SECONDS', settings.webhookRetrySeconds.join(','));
    }
    store.openTo(webhook);
    // Where a process shows a system the requester's words.
    store.bodies.openToReadOrdinary(webhook);
    openDepartmentSecrets(this, settings, webhook);
    openEndpoints(this, settings, webhook);
    // An attempt that is due again within minutes waits in the queue itself.
    queues.webhook.openTo(webhook, 'WEBHOOK_QUEUE');
    queues.webhook.feed(webhook, { batch: 5 });
    const counted = { statistic: 'Sum', period: Duration.minutes(5) };
    new DeskAlarm(this, 'SystemAway', {
      settings,
      metric: deskMetric(settings, 'CircuitsOpened', counted),
      impact: "A department's system does not answer: cases wait for it, and nothing of them is lost.",
      runbook: 'system-away',
    });
    new DeskAlarm(this, 'SystemGone', {
      settings,
      metric: deskMetric(settings, 'EndpointsDisabled', counted),
      impact: "A department's system says that it is gone: its people do by hand what it would have done.",
      runbook: 'system-gone',
    });
  }
}
