import { parseArgs } from 'node:util';
import { runLocally } from './local.ts';
import { table } from './report.ts';
import { simulateTimers } from './simulate.ts';

/*
 * How timers hold at a scale no helpdesk shows: a simulation of eight hours, through the desk's own fold, commit, index
 * rules, sweep and look; only the table, the queue and time are made up. `npm run bench:timers -- --cases 50000`.
 * With `--local` 20,000 real cases on the local runtime, with real mails: `npm run bench:timers -- --local --cases 500`.
 */
const { values } = parseArgs({ options: { cases: { type: 'string' }, local: { type: 'boolean' } } });
const tell = (line: string) => process.stderr.write(`${line}\n`);
if (values.local) process.stdout.write(`${await runLocally(Number(values.cases ?? 20_000), tell)}\n`);
else {
  const cases = Number(values.cases ?? 1_000_000);
  const begun = performance.now();
  const outcome = await simulateTimers(cases, tell);
  process.stdout.write(`${table(outcome, (performance.now() - begun) / 1000)}\n`);
}
