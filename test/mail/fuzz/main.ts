import { parseArgs } from 'node:util';
import { fuzz } from './stage.ts';

/* Damaged mails through the whole of intake, in memory: `npm run fuzz:mail -- --runs 50000 --seed 1`. */
const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' } } });
const begun = performance.now();
const seconds = () => ((performance.now() - begun) / 1000).toFixed(0);
const { mails, longest, ends } = await fuzz(
  Number(values.runs ?? 50_000),
  Number(values.seed ?? 20_260_303),
  (done) => process.stderr.write(`${done} mails, ${seconds()} s\n`),
);
const lines = [...ends]
  .toSorted(([, a], [, b]) => b - a)
  .map(([end, count]) => `| ${end} | ${count} | ${((100 * count) / mails).toFixed(1)} % |`);
process.stdout.write(
  `| Ended as | Mails | |\n| --- | --- | --- |\n${lines.join('\n')}\n\n${mails} mails in ${seconds()} s, the longest ${longest.toFixed(0)} ms\n`,
);
