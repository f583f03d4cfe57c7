import type { Alias, Machine } from '../assembly/deployment.ts';
import { HERE } from '../assembly/identities.ts';
import { AwsError, callJson } from '../engines/aws-json.ts';
import { Fields, type JsonObject } from '../json.ts';

const call = (url: string, action: string, input: JsonObject) =>
  callJson(url, `AWSStepFunctions.${action}`, input);

/** Does something else when what is asked for is not there. */
async function unless(missing: string, work: Promise<unknown>, otherwise: () => Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AwsError) || error.name !== missing) throw error;
    await otherwise();
  }
}

/** Leads an alias to a version of the machine as it is now; publishing an unchanged machine gives the version there is. */
async function deployAlias(url: string, { name, machineArn }: Alias): Promise<void> {
  const published = await call(url, 'PublishStateMachineVersion', { stateMachineArn: machineArn });
  const stateMachineVersionArn = new Fields(published, 'PublishStateMachineVersion').text(
    'stateMachineVersionArn',
  );
  const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
  const stateMachineAliasArn = `${machineArn}:${name}`;
  await unless(
    'ResourceNotFound',
    call(url, 'UpdateStateMachineAlias', { stateMachineAliasArn, routingConfiguration }),
    () => call(url, 'CreateStateMachineAlias', { name, routingConfiguration }),
  );
}

/**
 * Makes the state machines that are missing, updates those whose definition changed, and leads their aliases to it. Open
 * executions keep the version they began with.
 */
export async function deployMachines(
  url: string,
  machines: readonly Machine[],
  aliases: readonly Alias[],
): Promise<void> {
  const roleArn = `arn:aws:iam::${HERE.account}:role/local`;
  for (const { name, definition, type } of machines) {
    const stateMachineArn = `arn:aws:states:${HERE.region}:${HERE.account}:stateMachine:${name}`;
    const update = async () => {
      const there = await call(url, 'DescribeStateMachine', { stateMachineArn });
      if (there.definition !== definition)
        await call(url, 'UpdateStateMachine', { stateMachineArn, definition, roleArn });
    };
    await unless('StateMachineDoesNotExist', update(), () =>
      call(url, 'CreateStateMachine', { name, definition, roleArn, type }),
    );
  }
  for (const alias of aliases) await deployAlias(url, alias);
}
