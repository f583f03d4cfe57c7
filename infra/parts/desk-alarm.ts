import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { alarmTopicArn } from '../names.ts';
import type { Settings } from '../settings.ts';

/** What an alarm must be able to say. */
export interface DeskAlarmProps {
  /** The stage it belongs to. */
  readonly settings: Settings;
  /** What is counted. */
  readonly metric: IMetric;
  /** What this means to a person who waits for an answer: one sentence. */
  readonly impact: string;
  /** The heading of `docs/runbook.md` that says what to do, as an anchor. */
  readonly runbook: string;
  /** How many make it ring; without it, one does. */
  readonly atLeast?: number;
  /** Rings when the metric stays below this; for things that must keep happening. */
  readonly below?: number;
  /** How many periods in a row; without it, one. */
  readonly periods?: number;
}

/** An alarm that says whom it hurts and where to look, and tells the alarm topic. */
export class DeskAlarm extends Construct {
  /** The name by which a deployment watches it. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: DeskAlarmProps) {
    super(scope, id);
    const alarm = new Alarm(this, 'Resource', {
      metric: props.metric,
      alarmDescription: `${props.impact} See docs/runbook.md#${props.runbook}`,
      threshold: props.below ?? props.atLeast ?? 1,
      evaluationPeriods: props.periods ?? 1,
      comparisonOperator:
        props.below === undefined
          ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
          : ComparisonOperator.LESS_THAN_THRESHOLD,
      // Silence is good news for what should not happen, and bad news for what must.
      treatMissingData:
        props.below === undefined ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    });
    this.name = alarm.alarmName;
    alarm.addAlarmAction({ bind: () => ({ alarmActionArn: alarmTopicArn(this, props.settings) }) });
  }
}
