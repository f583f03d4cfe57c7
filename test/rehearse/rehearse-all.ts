import type { System } from '#test/journeys/driver/system.ts';
import { noDeadLetters, noRefusals } from './aftermath.ts';
import type { Assembly } from './assembly.ts';
import { introduce, openMail, takePlainHttp } from './by-hand.ts';
import type { Cdk } from './cdk.ts';
import { type CloudFormation, cloudFormation } from './cloudformation.ts';
import type { Emulator } from './emulator.ts';
import type { Issuer } from './issuer.ts';
import { throughTheGateway } from './journeys/api.ts';
import { deviceExchange } from './journeys/exchange.ts';
import { incidentByMail } from './journeys/incident.ts';
import { leaveOfAbsence } from './journeys/leave.ts';
import { remove } from './journeys/remove.ts';
import { upgrade } from './journeys/upgrade.ts';
import { leadLive } from './live.ts';
import { outside, type Place } from './outside.ts';
import type { Report } from './report.ts';
import { ofType } from './template.ts';

/** Everything a rehearsal is made with. */
export type Stage = Readonly<{
  emulator: Emulator;
  cdk: Cdk;
  issuer: Issuer;
  now: Assembly;
  next: Assembly;
  hr: System;
  it: System;
  report: Report;
}>;

/** What is left out whatever the emulator takes, and why. */
const LEFT: readonly (readonly [string, string])[] = [
  [
    'mail as SES receives and sends it',
    'no SMTP, DNS or DKIM; of a sent mail the emulator keeps subject and text',
  ],
  [
    'bounces and complaints',
    'the emulator tells no topic of what was sent by the second version of the SES API',
  ],
  ['promises about time', "the emulator's clock cannot be moved; the journeys on the local runtime do"],
  [
    'the version an alias leads to',
    'the emulator starts the newest definition, whatever version an alias names',
  ],
  ['a gradual shift, taken back by an alarm', 'aliases, metric math and deployments of aliases are missing'],
];

/** Where the desk was deployed, and under which prefix its receipt rule stores mails. */
async function placeOf(account: CloudFormation, { templates }: Assembly): Promise<Place> {
  const desk = [...templates].find(([stack]) => stack.endsWith('-desk'));
  if (desk === undefined) throw new Error('there is no stack of the desk');
  const [stack, template] = desk;
  const actions = ofType(template, 'AWS::SES::ReceiptRule')[0]?.[1].Properties?.Rule as
    | { Actions?: { S3Action?: { BucketName?: { Ref?: string }; ObjectKeyPrefix?: string } }[] }
    | undefined;
  const { BucketName, ObjectKeyPrefix: prefix } = actions?.Actions?.[0]?.S3Action ?? {};
  const there = await account.resources(stack);
  const bucket = there.find(({ id }) => id === BucketName?.Ref)?.name;
  const api = there.find(({ type }) => type === 'AWS::ApiGatewayV2::Api')?.name;
  if (bucket === undefined || api === undefined || prefix === undefined) {
    throw new Error('the bucket of the receipt rule or the API was not deployed');
  }
  return { bucket, prefix, api };
}

/** Deploys, lives through the journeys, upgrades, rolls back and destroys. */
export async function rehearseAll({
  emulator,
  cdk,
  issuer,
  now,
  next,
  hr,
  it,
  report,
}: Stage): Promise<void> {
  for (const [what, why] of LEFT) report.leave(what, why);
  const account = cloudFormation(emulator);
  const ready = await report.step('cdk bootstrap', async () => {
    await cdk.bootstrap(now.folder);
    await takePlainHttp(emulator);
    return true;
  });
  if (ready === undefined) return;
  const place = await report.step('cdk deploy --all', async () => {
    await cdk.deploy(now.folder);
    return placeOf(account, now);
  });
  if (place === undefined) return;
  await report.step('each process has a live version', () => leadLive(emulator, now));
  await report.step('the mail domain is verified, and the sandbox left, by hand', () => openMail(emulator));
  await report.step("the departments' systems are introduced by parameter and secret", async () => {
    await introduce(emulator, 'hr', hr);
    await introduce(emulator, 'it', it);
  });
  const desk = outside(emulator, issuer, place);
  try {
    await incidentByMail(desk, report);
    await leaveOfAbsence(desk, hr, report);
    await deviceExchange(desk, it, report);
    await throughTheGateway(desk, issuer, report);
    await upgrade(desk, { emulator, cdk, now, next }, report);
    await report.step('no message is a dead letter', () => noDeadLetters(emulator));
    await report.step('no function was refused a right by its role', async () => noRefusals(emulator));
  } finally {
    desk.close();
  }
  await remove(emulator, account, cdk, now, report);
  account.close();
}
