import type { Machine } from '../assembly/deployment.ts';
import { HERE } from '../assembly/identities.ts';
import { AwsError, callJson } from '../engines/aws-json.ts';
import type { JsonObject } from '../json.ts';

const call = (url: string, action: string, input: JsonObject) =>
  callJson(url, `AWSStepFunctions.${action}`, input);

/** Makes the state machines that are missing and updates those whose definition changed; open executions keep theirs. */
export async function deployMachines(url: string, machines: readonly Machine[]): Promise<void> {
  const roleArn = `arn:aws:iam::${HERE.account}:role/local`;
  for (const { name, definition, type } of machines) {
    const stateMachineArn = `arn:aws:states:${HERE.region}:${HERE.account}:stateMachine:${name}`;
    try {
      const there = await call(url, 'DescribeStateMachine', { stateMachineArn });
      if (there.definition !== definition)
        await call(url, 'UpdateStateMachine', { stateMachineArn, definition, roleArn });
    } catch (error) {
      if (!(error instanceof AwsError) || error.name !== 'StateMachineDoesNotExist') throw error;
      await call(url, 'CreateStateMachine', { name, definition, roleArn, type });
    }
  }
}
