import { type Emulator, REGION } from './emulator.ts';

/** One resource of a stack as it was deployed. */
export type Deployed = Readonly<{ id: string; name: string; type: string; status: string }>;

const CREDENTIAL = `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/cloudformation/aws4_request, SignedHeaders=host, Signature=0`;

/** Asks CloudFormation in its own query protocol; the project has no other use for a client of it. */
async function ask(
  emulator: Emulator,
  Action: string,
  words: Readonly<Record<string, string>>,
): Promise<string> {
  const body = new URLSearchParams({ Action, Version: '2010-05-15', ...words });
  const answer = await fetch(emulator.url, { method: 'POST', body, headers: { authorization: CREDENTIAL } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${Action}: ${/<Message>([^<]*)/.exec(text)?.[1] ?? text}`);
  return text;
}

const field = (text: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';

/** The id of a stack, by which it can be asked for when it is gone. */
export const stackId = async (emulator: Emulator, stack: string): Promise<string> =>
  field(await ask(emulator, 'DescribeStacks', { StackName: stack }), 'StackId');

/** All pages of a list. */
async function pages(emulator: Emulator, action: string, StackName: string): Promise<readonly string[]> {
  const texts: string[] = [];
  for (let NextToken = ''; ; ) {
    const text = await ask(emulator, action, { StackName, ...(NextToken !== '' && { NextToken }) });
    texts.push(...[...text.matchAll(/<member>(.*?)<\/member>/gs)].map(([, member = '']) => member));
    NextToken = field(text, 'NextToken');
    if (NextToken === '') return texts;
  }
}

const deployed = (member: string): Deployed => ({
  id: field(member, 'LogicalResourceId'),
  name: field(member, 'PhysicalResourceId'),
  type: field(member, 'ResourceType'),
  status: field(member, 'ResourceStatus'),
});

/** What a stack is made of. */
export const resourcesOf = async (emulator: Emulator, stack: string): Promise<readonly Deployed[]> =>
  (await pages(emulator, 'ListStackResources', stack)).map(deployed);

/** What became of the resources of a stack that was destroyed, newest first. */
export const eventsOf = async (emulator: Emulator, id: string): Promise<readonly Deployed[]> =>
  (await pages(emulator, 'DescribeStackEvents', id)).map(deployed);

/** The names of the stacks that are not gone. */
export async function stacksOf(emulator: Emulator): Promise<readonly string[]> {
  const text = await ask(emulator, 'DescribeStacks', {});
  return [...text.matchAll(/<StackName>([^<]*)<\/StackName>/g)].map(([, name = '']) => name);
}

/** Lets a stack be destroyed, which a person has to decide. */
export const unprotect = (emulator: Emulator, StackName: string): Promise<string> =>
  ask(emulator, 'UpdateTerminationProtection', { StackName, EnableTerminationProtection: 'false' });
