import {
  CloudFormationClient,
  DescribeStacksCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
  UpdateTerminationProtectionCommand,
} from '@aws-sdk/client-cloudformation';
import { clientOf } from './cdk.ts';
import type { Emulator } from './emulator.ts';

/** One resource of a stack as it was deployed. */
export type Deployed = Readonly<{ id: string; name: string; type: string; status: string }>;

type Told = Readonly<{
  LogicalResourceId?: string | undefined;
  PhysicalResourceId?: string | undefined;
  ResourceType?: string | undefined;
  ResourceStatus?: string | undefined;
}>;

const deployed = (told: Told): Deployed => ({
  id: told.LogicalResourceId ?? '',
  name: told.PhysicalResourceId ?? '',
  type: told.ResourceType ?? '',
  status: told.ResourceStatus ?? '',
});

/** What CloudFormation knows of the stacks. */
export function cloudFormation(emulator: Emulator) {
  const client = new CloudFormationClient(clientOf(emulator));
  const stacks = async (StackName?: string) =>
    (await client.send(new DescribeStacksCommand({ StackName }))).Stacks ?? [];
  return {
    /** The id of a stack, by which it can be asked for when it is gone. */
    stackId: async (stack: string) => (await stacks(stack))[0]?.StackId ?? '',
    /** The names of the stacks that are not gone. */
    names: async () => (await stacks()).map(({ StackName = '' }) => StackName),
    /** What a stack is made of. */
    resources: async (StackName: string): Promise<readonly Deployed[]> => {
      const found: Deployed[] = [];
      for await (const page of paginateListStackResources({ client }, { StackName })) {
        found.push(...(page.StackResourceSummaries ?? []).map(deployed));
      }
      return found;
    },
    /** What became of the resources of a stack, newest first. */
    events: async (StackName: string): Promise<readonly Deployed[]> => {
      const found: Deployed[] = [];
      for await (const page of paginateDescribeStackEvents({ client }, { StackName })) {
        found.push(...(page.StackEvents ?? []).map(deployed));
      }
      return found;
    },
    /** Lets a stack be destroyed, which a person has to decide. */
    unprotect: (StackName: string) =>
      client.send(new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection: false })),
    close: () => client.destroy(),
  };
}

/** What CloudFormation knows of the stacks. */
export type CloudFormation = ReturnType<typeof cloudFormation>;
