import { parseArgs } from 'node:util';
import { table } from './report.ts';
import { simulateTimers } from './simulate.ts';

/*
 * How timers hold at a scale no helpdesk shows: a simulation of eight hours, through the desk's own fold, commit, index
 * rules, sweep and look; only the table, the queue and time are made up. `npm run bench:timers -- --cases 50000`.
 */
const { values } = parseArgs({ options: { cases: { type: 'string' }, local: { type: 'boolean' } } });
if (values.local) {
  process.stderr.write('the run on the local runtime is not written yet\n');
  process.exitCode = 2;
} else {
  const cases = Number(values.cases ?? 1_000_000);
  const begun = performance.now();
  const outcome = await simulateTimers(cases, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${table(outcome, (performance.now() - begun) / 1000)}\n`);
}
