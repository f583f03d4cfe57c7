import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bundleOf } from '#infra/parts/bundle.ts';
import { startTeams } from '#test/journeys/driver/teams.ts';
import { asTable } from '../table.ts';
import { measure, surroundings } from './measure.ts';
import { bundleRows, MOST, startRows } from './report.ts';
import { startStub } from './stub.ts';
import { subjectsIn } from './subjects.ts';
import { variablesIn } from './variables.ts';

const given = (name: string) =>
  process.argv.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3);

/** `--rounds=50` for more fresh processes of each; `--assembly=cdk.out` for one that is synthesized already. */
const rounds = Number(given('rounds') ?? 25);

const folder = mkdtempSync(join(tmpdir(), 'switchboard-coldstart-'));
const teams = await startTeams({});
const stub = await startStub(teams.secret);
try {
  const assembly = resolve(given('assembly') ?? join(folder, 'assembly'));
  if (given('assembly') === undefined) {
    // The one stage that has every door.
    const env = { PATH: process.env.PATH, CDK_OUTDIR: assembly, SWITCHBOARD_STAGE: 'local' };
    await promisify(execFile)(process.execPath, ['infra/app.ts'], { env });
  }
  const clients = join(folder, 'clients.js');
  writeFileSync(clients, bundleOf('test/bench/coldstart/clients.ts').text);
  const environment = surroundings(stub.url, variablesIn(assembly));
  const subjects = subjectsIn(assembly, clients, teams);
  const starts = startRows(await measure(subjects, environment, rounds), subjects);
  const bundles = bundleRows(assembly);
  if (process.argv.includes('--json')) console.log(JSON.stringify({ starts, bundles }, null, 2));
  else {
    console.log(asTable('Load and first call in fresh processes, in turns', starts));
    console.log(`A hot path may take ${MOST} times what the empty function with its clients takes.\n`);
    console.log(asTable('The bundles', bundles));
  }
} finally {
  await Promise.all([stub.close(), teams.close()]);
  rmSync(folder, { recursive: true, force: true });
}
