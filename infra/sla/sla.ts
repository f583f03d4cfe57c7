import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Store } from '../case/store.ts';
import { DELIVERY_TIMEOUT, type DeliveryQueues } from '../delivery/queues.ts';
import { deskMetric } from '../operations/metrics.ts';
import { DeskAlarm } from '../parts/desk-alarm.ts';
import { DeskFunction } from '../parts/desk-function.ts';
import { runEvery } from '../parts/run-every.ts';
import type { Settings } from '../settings.ts';

/** What the clocks must be told. */
export interface SlaProps {
  /** The stage they belong to. */
  readonly settings: Settings;
  /** Where cases carry their next wake-up. */
  readonly store: Store;
  /** Where what is near is sent. */
  readonly queues: DeliveryQueues;
}

/** The promises about time: a sweep finds what is near, a clock looks at its case and decides. */
export class Sla extends Construct {
  constructor(scope: Construct, id: string, { settings, store, queues }: SlaProps) {
    super(scope, id);
    const sweep = new DeskFunction(this, 'Sweep', {
      settings,
      name: 'sweep',
      entry: 'functions/sla/sweep.ts',
      does: 'Sends what falls due in the next minutes to the queues that wait for the exact moment.',
      timeout: Duration.seconds(50),
    });
    // The queues of departments only tell how long the first in them waits.
    store.cases.openIndexes(sweep, 'byWake', 'byQueue');
    queues.clocks.openTo(sweep, 'CLOCKS_QUEUE');
    queues.webhook.openTo(sweep, 'WEBHOOK_QUEUE');
    const period = Duration.minutes(1);
    runEvery(this, {
      settings,
      function: sweep,
      every: period,
      id: 'EveryMinute',
      name: 'sweep',
      description: 'Wakes the sweep of the clocks.',
      standsStill: {
        id: 'SweepStandsStill',
        label: 'sweeps that went through',
        periods: 5,
        impact: 'For five minutes no clock was looked at: warnings, escalations and retries come late.',
        runbook: 'sweep-stands-still',
      },
    });

    new DeskAlarm(this, 'PromisesAreLate', {
      settings,
      metric: deskMetric(settings, 'WakeUpLateness', { statistic: 'Maximum', period }),
      atLeast: 300,
      periods: 3,
      impact:
        'Promises are looked at more than five minutes late: people hear of breaches after they happened.',
      runbook: 'promises-are-late',
    });

    const checkClock = new DeskFunction(this, 'CheckClock', {
      settings,
      name: 'check-clock',
      entry: 'functions/sla/check-clock.ts',
      does: 'Looks at the clocks of one case, and warns or records a breach when one is due.',
      timeout: DELIVERY_TIMEOUT,
    });
    store.openTo(checkClock);
    queues.clocks.feed(checkClock, { batch: 10 });
    // A look that came too early sends itself back to its moment.
    queues.clocks.openTo(checkClock, 'CLOCKS_QUEUE');
  }
}
