import { required } from '../environment.ts';

/** Where the desk's own metrics stand. */
export const NAMESPACE = 'Switchboard';

/** Metrics by name, with their unit. */
type Measures = Readonly<Record<string, readonly [unit: 'Count' | 'Seconds', value: number]>>;

/**
 * Tells CloudWatch numbers by one line of the log (embedded metric format): no call, no waiting. The only dimension is
 * the stage, so there are as many metrics as names. Written past `console`, which would wrap the line and hide it.
 */
export function measure(measures: Measures): void {
  const metrics = Object.entries(measures).map(([Name, [Unit]]) => ({ Name, Unit }));
  const line = {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [['stage']], Metrics: metrics }],
    },
    stage: required('STAGE'),
    ...Object.fromEntries(Object.entries(measures).map(([name, [, value]]) => [name, value])),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
