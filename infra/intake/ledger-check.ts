import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import type { Store } from '../case/store.ts';
import { nameOf } from '../names.ts';
import { deskMetric } from '../operations/metrics.ts';
import { DeskAlarm } from '../parts/desk-alarm.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { DeskQueue } from '../parts/desk-queue.ts';
import type { Settings } from '../settings.ts';
import type { Mailbox } from './mailbox.ts';

/** What the check of the books must be told. */
export interface LedgerCheckProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** Where the books are. */
  readonly store: Store;
  /** Where a mail goes that has no row. */
  readonly queue: DeskQueue;
  /** Where every mail lies. */
  readonly mailbox: Mailbox;
}

/** Holds what arrived against the books every hour: a mail whose notice was lost is taken in all the same (C3). */
export class LedgerCheck extends Construct {
  constructor(scope: Construct, id: string, { settings, store, queue, mailbox }: LedgerCheckProps) {
    super(scope, id);
    const check = new DeskFunction(this, 'Function', {
      settings,
      name: 'check-ledger',
      entry: 'functions/intake/check-ledger.ts',
      does: 'Finds mails that arrived and have no row in the ledger, and has them taken in.',
      // A million and a half objects a run are read a thousand at a time.
      timeout: Duration.minutes(10),
      memory: 1024,
    });
    mailbox.openToList(check);
    store.cases.openIndexes(check, 'byDay');
    queue.openTo(check, 'INTAKE_QUEUE');
    // The next hour's check finds what this one missed.
    check.lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.hours(1) });
    new Schedule(this, 'EveryHour', {
      scheduleName: nameOf(settings, 'check-ledger'),
      description: 'Holds the mail bucket against the ledger.',
      schedule: ScheduleExpression.rate(Duration.hours(1)),
      target: new LambdaInvoke(check.lambda, { retryAttempts: 0, maxEventAge: Duration.hours(1) }),
    });
    const period = Duration.hours(1);
    new DeskAlarm(this, 'MailsMissing', {
      settings,
      metric: deskMetric(settings, 'MailsMissing', { statistic: 'Maximum', period }),
      impact:
        'Somebody wrote to the desk, and for an hour nobody heard of it: their mail is being taken in now.',
      runbook: 'mails-missing',
    });
    new DeskAlarm(this, 'StandsStill', {
      settings,
      metric: new MathExpression({
        expression: 'invocations - errors',
        label: 'checks that went through',
        usingMetrics: {
          invocations: check.lambda.metricInvocations({ period }),
          errors: check.lambda.metricErrors({ period }),
        },
        period,
      }),
      below: 1,
      periods: 3,
      impact: 'For three hours nobody looked whether every mail that arrived was taken in.',
      runbook: 'ledger-check-stands-still',
    });
  }
}
