import { Duration } from 'aws-cdk-lib';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import type { Store } from '../case/store.ts';
import type { Intake } from '../intake/intake.ts';
import { DeadLetters } from '../parts/dead-letters.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import { openProcesses } from '../process/processes.ts';
import type { Settings } from '../settings.ts';
import { DELIVERY_TIMEOUT, type DeliveryQueues } from './queues.ts';

/** What the outbox must be told. */
export interface OutboxProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where what was written can be followed. */
  readonly store: Store;
  /** The ways out. */
  readonly queues: DeliveryQueues;
  /** Where a mail goes that a person lets in. */
  readonly intake: Intake;
}

/** Hands on what was promised in the same write as the event that caused it. */
export class Outbox extends Construct {
  constructor(scope: Construct, id: string, { settings, store, queues, intake }: OutboxProps) {
    super(scope, id);
    const outbox = new DeskFunction(this, 'Outbox', {
      settings,
      name: 'outbox',
      entry: 'functions/delivery/outbox.ts',
      does: 'Hands the effects of what just happened to their queues and processes.',
      timeout: DELIVERY_TIMEOUT,
    });
    store.openToRead(outbox);
    queues.mail.openTo(outbox, 'MAIL_QUEUE');
    queues.webhook.openTo(outbox, 'WEBHOOK_QUEUE');
    queues.clocks.openTo(outbox, 'CLOCKS_QUEUE');
    queues.process.openTo(outbox, 'PROCESS_QUEUE');
    queues.chat?.openTo(outbox, 'CHAT_POST_QUEUE');
    openProcesses(this, settings, outbox);
    intake.openTo(outbox);

    const dead = new DeadLetters(this, 'Dead', {
      settings,
      name: 'outbox',
      impact:
        'Something happened in a case, and mails, webhooks or the next step of its process did not follow.',
    });
    outbox.lambda.addEventSourceMapping('Feed', {
      eventSourceArn: store.cases.openStream(outbox),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      parallelizationFactor: 2,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: 10,
      // The stream forgets after a day; a record older than this would be lost without a dead letter.
      maxRecordAge: Duration.hours(20),
      onFailure: new SqsDlq(dead.queue),
      // Only what carries effects: a row without them costs no invocation. A settled task and a dead letter taken in
      // again are rows written anew, so those count too; one written once more hands its effects on once more, which
      // every effect allows.
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.or('INSERT', 'MODIFY'),
          dynamodb: { NewImage: { effects: { S: FilterRule.exists() } } },
        }),
      ],
    });
  }
}
