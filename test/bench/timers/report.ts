import type { Outcome } from './simulate.ts';

const whole = (value: number) => Math.round(value).toLocaleString('en-US');

function percentile(sorted: Float64Array, share: number): string {
  if (sorted.length === 0) return '–';
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}

/** What came out, as tables. */
export function table(outcome: Outcome, seconds: number): string {
  const { cases, lateness, queue, store, peak, looks, sweeps, memory } = outcome;
  const late = Object.entries(lateness).map(([name, values]) => {
    const sorted = Float64Array.from(values).sort();
    const shares = [0.5, 0.99].map((share) => percentile(sorted, share));
    return `| ${name} | ${whole(sorted.length)} | ${shares.join(' | ')} | ${percentile(sorted, 1)} |`;
  });
  const { indexUnits } = store;
  const mean = indexUnits.reduce((sum, each) => sum + each, 0) / indexUnits.length;
  const rows: readonly (readonly [string, string])[] = [
    ['open cases, three clocks each', whole(cases)],
    ['sweeps (ten of them missed)', whole(sweeps)],
    ['looks at cases', whole(looks.all)],
    ['looks that found something due', whole(looks.fired)],
    ['messages that came twice', whole(queue.repeated)],
    ['looks that found nothing (repeats dropped, early, kept promises)', whole(looks.all - looks.fired)],
    ['SQS messages sent per case', (queue.sent / cases).toFixed(3)],
    ['SQS messages sent per threshold that fired', (queue.sent / looks.thresholds).toFixed(3)],
    ['lost races, decided anew', whole(store.lost)],
    [
      'write units of the wake index per shard: max / mean',
      `${whole(Math.max(...indexUnits))} / ${whole(mean)}`,
    ],
    ['most write units of one shard in one second (limit 1,000)', whole(peak)],
    ['write units in all, opening excluded', whole(store.units)],
    ['memory of the process, at most', `${whole(memory / 1e6)} MB`],
    ['wall time', `${seconds.toFixed(0)} s`],
  ];
  return [
    '| thresholds | fired | late by p50 (s) | p99 (s) | max (s) |',
    '| --- | --- | --- | --- | --- |',
    ...late,
    '',
    '| counted | |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
  ].join('\n');
}
