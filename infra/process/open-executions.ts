import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { DeskAlarm } from '../parts/desk-alarm.ts';
import type { Settings } from '../settings.ts';

/** How many Standard executions an account may have open at once: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const QUOTA = 1_000_000;

/** Rings while there is still as much room as is used: raising the quota takes days. */
export class OpenExecutions extends Construct {
  constructor(scope: Construct, id: string, { settings }: { readonly settings: Settings }) {
    super(scope, id);
    new DeskAlarm(this, 'Half', {
      settings,
      // Counted for the whole account, because the quota is the account's.
      metric: new Metric({
        namespace: 'AWS/States',
        metricName: 'OpenExecutionCount',
        statistic: 'Maximum',
        period: Duration.minutes(5),
      }),
      atLeast: QUOTA / 2,
      impact: 'At twice as many open processes, new cases of every department would not be worked on.',
      runbook: 'many-open-processes',
    });
  }
}
