import type { Assembly } from '../assembly.ts';
import type { Cdk } from '../cdk.ts';
import type { CloudFormation, Deployed } from '../cloudformation.ts';
import type { Emulator } from '../emulator.ts';
import { remembered } from '../remembered.ts';
import type { Report } from '../report.ts';
import { holds, same } from './must.ts';

/** What must never be lost, by the words of its address in the templates. */
const NEVER_LOST = [
  'AWS::DynamoDB::Table: the cases',
  'AWS::S3::Bucket: the raw mails',
  'AWS::S3::Bucket: the texts and attachments',
  'AWS::SecretsManager::Secret: the keys of links and reply addresses',
];

const nameOf = ({ type, id }: Deployed) => {
  if (type === 'AWS::DynamoDB::Table') return `${type}: the cases`;
  if (/Mailbox/.test(id)) return `${type}: the raw mails`;
  if (/Bodies/.test(id)) return `${type}: the texts and attachments`;
  if (/Keys/.test(id)) return `${type}: the keys of links and reply addresses`;
  return `${type}: ${id}`;
};

/** Everything is destroyed, and what must never be lost is still there. */
export async function remove(
  emulator: Emulator,
  account: CloudFormation,
  cdk: Cdk,
  { folder, templates }: Assembly,
  report: Report,
): Promise<void> {
  const stacks = [...templates.keys()];
  const desk = stacks.find((name) => name.endsWith('-desk')) ?? '';
  const ids = await Promise.all(stacks.map((stack) => account.stackId(stack)));
  await report.step('the stack of the desk is protected from being destroyed', async () => {
    const said = await cdk.destroy(folder, desk, '--exclusively').then(
      () => 'destroyed',
      (error: Error) => error.message,
    );
    holds(`it is refused, instead of: ${said}`, /protect/i.test(said));
  });
  const gone = await report.step('without protection all stacks are destroyed', async () => {
    await account.unprotect(desk);
    await cdk.destroy(folder);
    const left = (await account.names()).filter((name) => stacks.includes(name));
    same('the stacks that are left', left, []);
    return true;
  });
  if (gone === undefined) return;
  await report.step('exactly what must never be lost is retained', async () => {
    const events = (await Promise.all(ids.map((id) => account.events(id)))).flat();
    const kept = events.filter(({ status }) => status === 'DELETE_SKIPPED');
    same('what is retained', kept.map(nameOf).toSorted(), NEVER_LOST);
    const gone = events.filter(({ status }) => status === 'DELETE_COMPLETE');
    return `${(await remembered(emulator, kept)).join(', ')}; ${gone.length} resources are gone`;
  });
}
