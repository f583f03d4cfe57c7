import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Store } from '../case/store.ts';
import { deskMetric } from '../operations/metrics.ts';
import { DeskAlarm } from '../parts/desk-alarm.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import type { DeskQueue } from '../parts/desk-queue.ts';
import { runEvery } from '../parts/run-every.ts';
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
    const period = Duration.hours(1);
    new DeskAlarm(this, 'MailsMissing', {
      settings,
      metric: deskMetric(settings, 'MailsMissing', { statistic: 'Maximum', period }),
      impact:
        'Somebody wrote to the desk, and for an hour nobody heard of it: their mail is being taken in now.',
      runbook: 'mails-missing',
    });
    runEvery(this, {
      settings,
      function: check,
      every: period,
      id: 'EveryHour',
      name: 'check-ledger',
      description: 'Holds the mail bucket against the ledger.',
      standsStill: {
        id: 'StandsStill',
        label: 'checks that went through',
        periods: 3,
        impact: 'For three hours nobody looked whether every mail that arrived was taken in.',
        runbook: 'ledger-check-stands-still',
      },
    });
  }
}
