import { parseArgs } from 'node:util';
import { MUTANTS } from './mutants.ts';
import { SCENARIOS } from './scenarios.ts';
import { simulate } from './simulate.ts';

/*
 * Machines that answer machines, through the desk's own intake and delivery in memory (P1, E10):
 * `npm run bench:loops -- --runs 10000`. Every run has its own seed; the table shows the worst of them.
 */
const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
const runs = Number(values.runs ?? 10_000);
const seed = Number(values.seed ?? 20_260_301);
const each = Math.ceil(runs / SCENARIOS.length);
const begun = performance.now();
const lines = [
  '| Scenario | Runs | Mails, most | Cases, most | Automatic mails, most | Alarms, most | Broken |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];
let failed = 0;
for (const scenario of SCENARIOS) {
  const worst = { mails: 0, cases: 0, automatic: 0, alarms: 0 };
  const broken: string[] = [];
  for (let run = 0; run < each; run += 1) {
    const found = await simulate(scenario, seed + run);
    for (const name of ['mails', 'cases', 'automatic', 'alarms'] as const)
      worst[name] = Math.max(worst[name], found[name]);
    if (found.broken !== undefined) broken.push(`seed ${seed + run}: ${found.broken}`);
  }
  failed += broken.length;
  const { mails, cases, automatic, alarms } = worst;
  lines.push(
    `| ${[scenario.name, each, mails, cases, automatic, alarms, broken[0] ?? 'never'].join(' | ')} |`,
  );
}
lines.push('', '| A wrong desk | Found after | By |', '| --- | --- | --- |');
for (const { name, mutant, scenarios } of MUTANTS) {
  const found = await firstBroken(mutant, scenarios);
  lines.push(`| ${name} | ${found?.runs ?? 'never'} | ${found?.broken ?? ''} |`);
  if (found === undefined) failed += 1;
}
lines.push('', `${each * SCENARIOS.length} runs in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function firstBroken(...[mutant, names]: [(typeof MUTANTS)[number]['mutant'], readonly string[]]) {
  const tried = SCENARIOS.filter(({ name }) => names.includes(name));
  for (let run = 0; run < 200; run += 1) {
    for (const scenario of tried) {
      const { broken } = await simulate(scenario, seed + run, mutant);
      if (broken !== undefined) return { runs: run * tried.length + tried.indexOf(scenario) + 1, broken };
    }
  }
  return undefined;
}
