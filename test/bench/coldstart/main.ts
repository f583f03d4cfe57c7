import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundleOf } from '#infra/parts/bundle.ts';
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
const stub = await startStub();
try {
  const assembly = given('assembly') ?? join(folder, 'assembly');
  if (given('assembly') === undefined) {
    const env = { PATH: process.env.PATH, CDK_OUTDIR: assembly, SWITCHBOARD_STAGE: 'prod' };
    await promisify(execFile)(process.execPath, ['infra/app.ts'], { env });
  }
  const clients = join(folder, 'clients.js');
  writeFileSync(clients, bundleOf('test/bench/coldstart/clients.ts').text);
  const environment = surroundings(stub.url, variablesIn(assembly));
  const starts = startRows(await measure(subjectsIn(assembly, clients), environment, rounds));
  const bundles = bundleRows(assembly);
  if (process.argv.includes('--json')) console.log(JSON.stringify({ starts, bundles }, null, 2));
  else {
    console.log(asTable('Load and first call in fresh processes, in turns', starts));
    console.log(`A hot path may take ${MOST} times what the empty function with its clients takes.\n`);
    console.log(asTable('The bundles', bundles));
  }
} finally {
  await stub.close();
  rmSync(folder, { recursive: true, force: true });
}
