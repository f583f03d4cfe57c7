import type { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import { nameOf } from '../names.ts';
import type { Settings } from '../settings.ts';
import { DeskAlarm } from './desk-alarm.ts';
import type { DeskFunction } from './desk-function.ts';

/** What has to be known of something that runs again and again. */
export interface RunProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** What runs. */
  readonly function: DeskFunction;
  /** How often. */
  readonly every: Duration;
  /** The construct id of its schedule. */
  readonly id: string;
  /** The schedule's name in kebab-case; the deployed name is made from it. */
  readonly name: string;
  /** What it is for, in one sentence. */
  readonly description: string;
  /** The alarm that says that it does not run any more. */
  readonly standsStill: {
    readonly id: string;
    /** What one run that went through is called, many of them. */
    readonly label: string;
    /** After so many times without one. */
    readonly periods: number;
    readonly impact: string;
    readonly runbook: string;
  };
}

/**
 * Has a function run again and again, each time once: the next run finds what this one missed, and a retry would only do it
 * twice. An alarm tells when none went through any more. No construct of its own: what is deployed keeps its names.
 */
export function runEvery(scope: Construct, props: RunProps): void {
  const { settings, function: runs, every, id, name, description, standsStill } = props;
  const once = { retryAttempts: 0, maxEventAge: every };
  runs.lambda.configureAsyncInvoke(once);
  new Schedule(scope, id, {
    scheduleName: nameOf(settings, name),
    description,
    schedule: ScheduleExpression.rate(every),
    target: new LambdaInvoke(runs.lambda, once),
  });
  const { id: alarm, label, ...told } = standsStill;
  new DeskAlarm(scope, alarm, {
    settings,
    metric: new MathExpression({
      expression: 'invocations - errors',
      label,
      usingMetrics: {
        invocations: runs.lambda.metricInvocations({ period: every }),
        errors: runs.lambda.metricErrors({ period: every }),
      },
      period: every,
    }),
    below: 1,
    ...told,
  });
}
