import { optional } from '../environment.ts';

/** Where the desk's own metrics stand; the dashboards and alarms in `infra/` know it by the same word. */
export const NAMESPACE = 'Switchboard';

/** Metrics by name, with their unit. */
export type Measures = Readonly<Record<string, readonly [unit: 'Count' | 'Seconds', value: number]>>;

/**
 * Numbers as one line of the embedded metric format. Every pair of a name and a department is a metric that is paid for
 * each month, so these are the only dimensions: never a case, a person or a reason.
 */
export function emf(measures: Measures, dimensions: Readonly<Record<string, string>>, at: number): string {
  const metrics = Object.entries(measures).map(([Name, [Unit]]) => ({ Name, Unit }));
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [Object.keys(dimensions)], Metrics: metrics }],
    },
    ...dimensions,
    ...Object.fromEntries(Object.entries(measures).map(([name, [, value]]) => [name, value])),
  });
}

/**
 * Tells CloudWatch numbers by one line of the log: no call, no waiting. Written past `console`, which would wrap the line
 * and hide it. Where nothing is deployed nothing is measured.
 */
export function measure(measures: Measures, department?: string): void {
  const stage = optional('STAGE');
  if (stage === undefined || Object.keys(measures).length === 0) return;
  const dimensions = department === undefined ? { stage } : { stage, department };
  process.stdout.write(`${emf(measures, dimensions, Date.now())}\n`);
}
