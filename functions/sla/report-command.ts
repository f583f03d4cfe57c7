import { parseArgs } from 'node:util';
import type { Case } from '#desk/case/case.ts';
import { asTable } from '#desk/sla/command/report-table.ts';
import { casesReceived, readDays } from '#desk/sla/received.ts';
import { reportPromises } from '#desk/sla/report.ts';
import { deskOfStage, runCommand } from './the-desk.ts';

/** `npm run report`: how promises were kept, as comma-separated values. For whoever may read the table anyway. */
const USAGE = `npm run report -- --from 2026-12-01 --to 2026-12-31 [--department it] --stage <stage>

Cases that came on these days, as they stand now. Without --stage, SWITCHBOARD_STAGE says which. With --stage local,
the desk on this machine (--desk http://127.0.0.1:8080).`;

/** A year at once: more is a slip of the finger. */
const MOST_DAYS = 366;

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      department: { type: 'string' },
      stage: { type: 'string' },
      desk: { type: 'string', default: 'http://127.0.0.1:8080' },
    },
  });
  if (values.from === undefined || values.to === undefined) throw new RangeError(USAGE);
  const days = readDays(values.from, values.to, MOST_DAYS);
  const desk = await deskOfStage(values.stage, values.desk, USAGE);
  const found: Case[] = [];
  for await (const each of casesReceived(desk, days))
    if (values.department === undefined || each.department === values.department) found.push(each);
  process.stdout.write(`${asTable(reportPromises(found, desk.catalogue.calendar, desk.now())).join('\n')}\n`);
});
