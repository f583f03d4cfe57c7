import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { restartProcess } from '#desk/case/restart-process.ts';
import { departments } from '#statemachines/departments.ts';
import type { Table } from '../aws/table.ts';
import { deskOn } from '../desk.ts';
import { usualStage } from '../environment.ts';
import { goToDesk } from '../go-to-desk.ts';
import { exportItems, importItems } from './items.ts';
import { lostProcesses } from './lost-processes.ts';
import { exportObjects, importObjects } from './objects.ts';
import { type Places, placesOf } from './places.ts';
import { exportSecrets, importSecrets } from './secrets.ts';
import { s3 } from './the-buckets.ts';

/** `npm run backup`, `npm run restore` and `npm run processes`: the same on AWS and on this machine, by the services' own APIs. */
const USAGE = `npm run backup -- <new folder> --stage <stage>
npm run restore -- <folder> --stage <stage>
npm run processes -- --stage <stage> [--restart]

Without --stage, SWITCHBOARD_STAGE says which. With --stage local, the desk on this machine
(--desk http://127.0.0.1:8080).`;

const WITH_SYSTEM = departments.filter(({ hasSystem }) => hasSystem).map(({ id }) => id);

const tableOf = ({ table }: Pick<Places, 'table'>): Table => ({ db: new DynamoDBClient({}), name: table });
const say = (line: string) => process.stdout.write(`${line}\n`);
const sayCounts = (what: string, { restored, left }: Readonly<{ restored: number; left: number }>) =>
  say(`${what}: ${restored} restored, ${left} were there already`);

/** The table before the buckets: objects are only added, so whatever its rows name is among those that are read later. */
async function backup(stage: string, folder: string): Promise<void> {
  if (existsSync(folder))
    throw new RangeError(`${folder} is there already: a backup takes a folder of its own`);
  const where = await placesOf(stage);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  say(`secrets: ${await exportSecrets(where, WITH_SYSTEM, join(folder, 'secrets.json'))}`);
  say(`rows: ${await exportItems(tableOf(where), join(folder, 'table'))}`);
  for (const [role, bucket] of Object.entries(where.buckets))
    say(`objects of ${role}: ${await exportObjects(s3(), bucket, join(folder, role))}`);
}

/** The mails last: by then the books say which of them the desk has seen, and it takes in only the others. */
async function restore(stage: string, folder: string): Promise<void> {
  const where = await placesOf(stage);
  sayCounts('secrets', await importSecrets(where, WITH_SYSTEM, join(folder, 'secrets.json')));
  sayCounts('rows', await importItems(tableOf(where), join(folder, 'table')));
  sayCounts('objects of bodies', await importObjects(s3(), where.buckets.bodies, join(folder, 'bodies')));
  sayCounts('objects of mail', await importObjects(s3(), where.buckets.mail, join(folder, 'mail')));
}

async function processes(stage: string, restart: boolean): Promise<void> {
  const settings = { frontDoor: '', companyDomains: [], publicUrl: '' };
  const desk = deskOn(tableOf(await placesOf(stage)), settings);
  let lost = 0;
  for await (const { found, execution, process: name, became } of lostProcesses(desk, stage)) {
    lost += 1;
    const again = restart && became !== 'not deployed';
    if (again) await restartProcess(desk, found.id, { kind: 'desk' }, { execution });
    say(`${found.reference}  ${found.id}  ${name}  ${became}${again ? ', started anew' : ''}`);
  }
  say(`${lost} open cases without a running process`);
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      stage: { type: 'string' },
      restart: { type: 'boolean', default: false },
      desk: { type: 'string', default: 'http://127.0.0.1:8080' },
    },
  });
  const [verb, folder, ...more] = positionals;
  const stage = values.stage ?? usualStage();
  if (stage === undefined || more.length > 0) throw new RangeError(USAGE);
  const act =
    verb === 'processes' && folder === undefined
      ? () => processes(stage, values.restart)
      : folder !== undefined && verb === 'backup'
        ? () => backup(stage, folder)
        : folder !== undefined && verb === 'restore'
          ? () => restore(stage, folder)
          : undefined;
  if (act === undefined) throw new RangeError(USAGE);
  if (stage === 'local') await goToDesk(values.desk);
  await act();
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof RangeError ? 2 : 1;
}
