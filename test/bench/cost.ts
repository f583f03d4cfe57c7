import { BUDGETS, type Counted, linesOf } from './budgets.ts';
import { playOrdinaryCases } from './ordinary-case.ts';
import { ORDINARY_PATHS } from './ordinary-paths.ts';
import type { PlayedCase } from './played-case.ts';
import { playReferenceCase } from './reference-case.ts';
import { budgetRows, countedOf } from './report-case.ts';
import { asTable, type Row } from './table.ts';

const asJson = process.argv.includes('--json');

/** `--reference` plays the reference case alone: half a minute at most, for every change. */
const onlyReference = process.argv.includes('--reference');

/** Plays something again once when this machine was too slow for it; what is counted does not depend on that. */
async function insist<T>(play: () => Promise<T>): Promise<T> {
  try {
    return await play();
  } catch (error) {
    console.error(`once more, because ${error instanceof Error ? error.message : String(error)}`);
    return play();
  }
}

function row(name: string, lines: ReturnType<typeof linesOf>, mails: number | string): Row {
  return {
    'a case of': name,
    transitions: lines.transitions,
    'write units': lines.writeUnits,
    'read units': lines.readUnits,
    invocations: lines.invocations,
    'SQS requests': lines.queueRequests,
    'log bytes': lines.logBytes,
    mails,
    '$ per 1,000': lines.dollars.toFixed(3),
    'with SES': lines.dollarsWithMail.toFixed(3),
  };
}

const rowOf = (name: string, counted: Counted) => row(name, linesOf(counted), counted.mails);

const reference = countedOf(await insist(playReferenceCase));
const others: ReadonlyMap<string, PlayedCase> = onlyReference
  ? new Map()
  : await insist(() => playOrdinaryCases(ORDINARY_PATHS));
const rows = [
  row('the budget', BUDGETS, '–'),
  rowOf('the reference case', reference),
  ...[...others].map(([process, played]) => rowOf(process, countedOf(played))),
];
const above = budgetRows(reference).filter(({ verdict }) => verdict !== 'kept');

if (asJson) console.log(JSON.stringify({ rows, above }, null, 2));
else {
  console.log(asTable('What a case costs: counted operations, and dollars at list prices', rows));
  for (const { line, counted, budget } of above) console.log(`${line}: ${counted} of ${budget}`);
}

// Only what is counted decides, and only the reference case has a budget.
process.exitCode = above.length > 0 ? 1 : 0;
