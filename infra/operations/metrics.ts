import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Settings } from '../settings.ts';

/** Where the desk's own metrics stand: `NAMESPACE` of functions/shell/measure.ts, which the log lines say. */
const NAMESPACE = 'Switchboard';

/** What dashboards count in. */
export const PERIOD = Duration.hours(1);

/** A metric of the whole desk. */
export const deskMetric = ({ stage }: Settings, metricName: string, options: MetricOptions = {}): Metric =>
  new Metric({ namespace: NAMESPACE, metricName, dimensionsMap: { stage }, period: PERIOD, ...options });

/** A metric of one department. */
export const departmentMetric = (
  { stage }: Settings,
  department: string,
  metricName: string,
  options: MetricOptions = {},
): Metric =>
  new Metric({
    namespace: NAMESPACE,
    metricName,
    dimensionsMap: { stage, department },
    statistic: 'Sum',
    period: PERIOD,
    ...options,
  });

/** A metric of each department there is, found by a search: the desk's dashboard does not change with the departments. */
export const everyDepartments = (
  { stage }: Settings,
  metricName: string,
  statistic: 'Sum' | 'Maximum' = 'Sum',
): string =>
  `SEARCH('{${NAMESPACE},stage,department} MetricName="${metricName}" stage="${stage}"', '${statistic}', ${PERIOD.toSeconds()})`;

/** A formula over metrics, per hour. */
export const formula = (
  expression: string,
  label: string,
  usingMetrics: Readonly<Record<string, Metric>> = {},
): MathExpression =>
  new MathExpression({ expression, label, usingMetrics: { ...usingMetrics }, period: PERIOD });

/** The share of promises that were kept, in percent, of two numbers; nothing where nothing was promised. */
export const share = (kept: string, broken: string) =>
  `100 * FILL(${kept}, 0) / (FILL(${kept}, 0) + FILL(${broken}, 0))`;

/** A metric of an AWS service about one resource. */
export const serviceMetric = (
  service: string,
  metricName: string,
  dimensionsMap: Readonly<Record<string, string>> = {},
  statistic = 'Sum',
): Metric =>
  new Metric({
    namespace: `AWS/${service}`,
    metricName,
    dimensionsMap: { ...dimensionsMap },
    statistic,
    period: PERIOD,
  });
