import { playReferenceCase } from './reference-case.ts';
import {
  actionRows,
  apartRows,
  budgetRows,
  countedOf,
  dollarRows,
  functionRows,
  phaseRows,
} from './report-case.ts';
import { asTable, type Row } from './table.ts';
import { measureThroughput } from './throughput.ts';

const asJson = process.argv.includes('--json');

/** `--mails=60` for each concurrency; 0 leaves the timed part out. */
const mails = Number(
  process.argv.find((given) => given.startsWith('--mails='))?.slice('--mails='.length) ?? 60,
);

const reference = await playReferenceCase();
const counted = countedOf(reference);
const budget = budgetRows(counted);
const tables: Record<string, readonly Row[]> = {
  'The reference case against its budget': budget,
  'Where 1,000 cases cost what (a tenth of a second in half a gigabyte is assumed for each invocation)':
    dollarRows(counted),
  'By phase': phaseRows(reference),
  'By function': functionRows(reference),
  'By action': actionRows(reference),
  'Listed apart': apartRows(reference),
  ...(mails > 0 && {
    'Mails taken in on this machine (processor time of the desk with its handlers, of the other engines, and of DynamoDB)':
      await measureThroughput(mails),
  }),
};

if (asJson) console.log(JSON.stringify(tables, null, 2));
else for (const [title, rows] of Object.entries(tables)) console.log(asTable(title, rows));

// Only what is counted decides: a count is the same on every machine.
process.exitCode = budget.some(({ verdict }) => verdict !== 'kept') ? 1 : 0;
